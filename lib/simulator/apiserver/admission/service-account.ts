/**
 * Every pod runs as a service account that exists and, unless told otherwise, has its token
 * mounted. A store without any service account is not a cluster yet: pods are let through there.
 *
 * Not simulated: the annotation that restricts which secrets an account's pods may mount.
 */
import { NOTHING } from "../../api/json.ts";
import type { KubeObject } from "../../api/object.ts";
import { mirroredHash } from "../../api/static-pod.ts";
import type {
  Container,
  Pod,
  PodSpec,
  ServiceAccount,
  Volume,
  VolumeMount,
} from "../../api/types.generated.ts";
import type { RestContext } from "../rest/context.ts";
import { foreignSecret } from "./mountable-secret.ts";
import { type AdmissionPlugin, denied } from "./plugin.ts";

const MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

const TOKEN_SOURCE: NonNullable<Volume["projected"]> = {
  defaultMode: 420,
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
    { configMap: { items: [{ key: "ca.crt", path: "ca.crt" }], name: "kube-root-ca.crt" } },
    {
      downwardAPI: {
        items: [
          { fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" }, path: "namespace" },
        ],
      },
    },
  ],
};

export const serviceAccount: AdmissionPlugin = {
  name: "ServiceAccount",

  mutate(object, old, context) {
    const { row, store } = context;
    if (row.kind !== "Pod" || old !== undefined || store.count("ServiceAccount") === 0)
      return object;
    const pod = object as unknown as Pod;
    if (mirroredHash(object) !== undefined) {
      const why = mirrorFault(pod.spec);
      if (why !== undefined) throw denied(object, context, why);
      return object;
    }
    const name = pod.spec.serviceAccountName ?? "default";
    const account = accountOf(object, name, context);
    const secrets = account.imagePullSecrets ?? [];
    const foreign = foreignSecret(pod.spec, account);
    if (foreign !== undefined) throw denied(object, context, foreign);
    let spec: PodSpec = {
      ...NOTHING,
      ...pod.spec,
      serviceAccountName: name,
      serviceAccount: name,
    };
    const automount =
      spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true;
    if (automount) spec = withToken(spec, context);
    if ((spec.imagePullSecrets?.length ?? 0) === 0 && secrets.length > 0) {
      spec = { ...spec, imagePullSecrets: secrets.map((secret) => ({ name: secret.name ?? "" })) };
    }
    return { ...object, spec };
  },
};

function mirrorFault({ containers, serviceAccountName = "", ...spec }: PodSpec) {
  if (serviceAccountName !== "") return "a mirror pod may not reference service accounts";
  const { imagePullSecrets = [], initContainers = [], volumes = [] } = spec;
  const env = [...initContainers, ...containers].flatMap(({ env = [], envFrom = [] }) => [
    ...envFrom.map(({ secretRef }) => secretRef),
    ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef),
  ]);
  const sources = volumes.flatMap(({ projected }) => projected?.sources ?? []);
  const secrets = [...volumes, ...sources].map(({ secret }) => secret);
  if ([...env, ...secrets, ...imagePullSecrets].some((one) => one !== undefined)) {
    return "a mirror pod may not reference secrets";
  }
  const hasToken = sources.some(({ serviceAccountToken }) => serviceAccountToken !== undefined);
  return hasToken ? "a mirror pod may not use ServiceAccountToken volume projections" : undefined;
}

function accountOf(object: KubeObject, name: string, context: RestContext): ServiceAccount {
  const key = `${object.metadata.namespace}/${name}`;
  const account = context.store.get("ServiceAccount", key);
  if (account !== undefined) return account as unknown as ServiceAccount;
  const why = `error looking up service account ${key}: serviceaccount "${name}" not found`;
  throw denied(object, context, why);
}

function withToken(spec: PodSpec, { engine }: RestContext): PodSpec {
  const given = spec.volumes?.find((volume) => volume.name.startsWith("kube-api-access-"));
  const all = [...(spec.initContainers ?? []), ...spec.containers];
  if (all.every(hasMount)) return spec;
  const name = given?.name ?? `kube-api-access-${engine.random("names").nameSuffix(5)}`;
  const mount: VolumeMount = { mountPath: MOUNT_PATH, name, readOnly: true };
  const mounted = (container: Container): Container =>
    hasMount(container)
      ? container
      : { ...NOTHING, ...container, volumeMounts: [...(container.volumeMounts ?? []), mount] };
  const init = spec.initContainers;
  return {
    ...NOTHING,
    ...spec,
    ...(init === undefined ? {} : { initContainers: init.map(mounted) }),
    containers: spec.containers.map(mounted),
    ...(given === undefined
      ? { volumes: [...(spec.volumes ?? []), { name, projected: TOKEN_SOURCE }] }
      : {}),
  };
}

function hasMount({ volumeMounts }: Container): boolean {
  return volumeMounts?.some(({ mountPath }) => mountPath === MOUNT_PATH) ?? false;
}
