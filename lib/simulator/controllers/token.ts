/**
 * Secrets of the type service-account-token are filled with a token of the account that they name,
 * and go when there is no such account.
 */
import { base64OfText } from "../api/base64.ts";
import type { Secret, ServiceAccount } from "../api/types.generated.ts";
import { encodeLegacyToken } from "../apiserver/authorization/jwt.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller } from "./controller.ts";

const TYPE = "kubernetes.io/service-account-token";
const NAME = "kubernetes.io/service-account.name";
const UID = "kubernetes.io/service-account.uid";

export const tokenController: Controller = {
  name: "serviceaccount-token-controller",
  for: "Secret",
  watches: [
    {
      kind: "ServiceAccount",
      keysFor: ({ metadata }, cache) => tokenKeys(cache, metadata.namespace ?? "", metadata.name),
    },
  ],

  reconcile(key, { api, cache, random }) {
    const secret = cache.get("Secret", key);
    if (secret === undefined || secret.type !== TYPE) return "done";
    const { annotations = {}, namespace = "" } = secret.metadata;
    const account = cache.get("ServiceAccount", `${namespace}/${annotations[NAME] ?? ""}`);
    const isOther = annotations[UID] !== undefined && annotations[UID] !== account?.metadata.uid;
    if (account === undefined || isOther) {
      api.delete("Secret", key, { uid: secret.metadata.uid });
      return "done";
    }
    if (secret.data?.token !== undefined && annotations[UID] !== undefined) return "done";
    const certificate = cache.get("ConfigMap", `${namespace}/kube-root-ca.crt`)?.data?.["ca.crt"];
    const token = encodeLegacyToken(claimsOf(secret, account), random);
    const data = {
      ...secret.data,
      ...(certificate === undefined ? {} : { "ca.crt": base64OfText(certificate) }),
      namespace: base64OfText(namespace),
      token: base64OfText(token),
    };
    const noted = { ...annotations, [UID]: account.metadata.uid };
    const metadata = { ...secret.metadata, annotations: noted };
    api.update<"Secret">({ ...secret, metadata, data });
    return "done";
  },
};

function tokenKeys(cache: Cache, namespace: string, account: string): readonly string[] {
  return cache
    .list("Secret", namespace)
    .filter(({ type, metadata }) => type === TYPE && metadata.annotations?.[NAME] === account)
    .map(({ metadata }) => `${namespace}/${metadata.name}`);
}

function claimsOf(secret: Secret, account: ServiceAccount): Readonly<Record<string, string>> {
  const { name, namespace = "", uid } = account.metadata;
  const prefix = "kubernetes.io/serviceaccount";
  return {
    iss: "kubernetes/serviceaccount",
    [`${prefix}/namespace`]: namespace,
    [`${prefix}/secret.name`]: secret.metadata.name,
    [`${prefix}/service-account.name`]: name,
    [`${prefix}/service-account.uid`]: uid,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
}
