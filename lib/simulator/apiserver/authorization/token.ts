/**
 * Tokens of service accounts: JSON web tokens with the claims that Kubernetes gives them, and the
 * way back from a token to its user.
 *
 * Not simulated: signatures; the third part of a token is random text.
 */
import { badRequest, conflict, notFound } from "../../api/error.ts";
import { invalid, invalidObject } from "../../api/field-error.ts";
import { type KubeObject, keyFor } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type { AuthenticationV1TokenRequest as TokenRequest } from "../../api/types.generated.ts";
import { decodeAs } from "../decode/body.ts";
import type { UserInfo } from "../request.ts";
import type { RestContext } from "../rest/context.ts";
import { requireObject } from "../rest/require.ts";
import { decodeToken, encodeToken, type TokenClaims } from "./jwt.ts";
import { serviceAccountUser } from "./user.ts";

const ISSUER = "https://kubernetes.default.svc.cluster.local";
const MODEL = "AuthenticationV1TokenRequest";
const DEFAULT_SECONDS = 3600;
const SHORTEST_SECONDS = 600;
const LONGEST_SECONDS = 2 ** 32;

/** Create of the subresource `token`. */
export function createToken(context: RestContext): KubeObject {
  const { engine, request } = context;
  const account = requireObject(context);
  const decoded = decodeAs(context, (request.body ?? {}) as never, MODEL, "TokenRequest");
  const spec = ((request.body as TokenRequest | undefined)?.spec ?? {}) as Partial<
    TokenRequest["spec"]
  >;
  const seconds = spec.expirationSeconds ?? DEFAULT_SECONDS;
  checkDuration(seconds);
  const audiences = (spec.audiences?.length ?? 0) === 0 ? [ISSUER] : (spec.audiences ?? []);
  const bound = boundObject(context, account, spec.boundObjectRef);
  const nowSeconds = Math.floor(engine.nowMs / 1000);
  const claims: TokenClaims = {
    aud: audiences,
    exp: nowSeconds + seconds,
    iat: nowSeconds,
    iss: ISSUER,
    jti: engine.random("tokens").uuid(),
    "kubernetes.io": {
      namespace: account.metadata.namespace ?? "",
      ...bound,
      serviceaccount: { name: account.metadata.name, uid: account.metadata.uid },
    },
    nbf: nowSeconds,
    sub: `system:serviceaccount:${account.metadata.namespace}:${account.metadata.name}`,
  };
  const { name, namespace } = account.metadata;
  const metadata = { name, namespace, creationTimestamp: formatTime(engine.nowMs) };
  return {
    ...decoded,
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenRequest",
    metadata: metadata as unknown as KubeObject["metadata"],
    spec: { audiences, expirationSeconds: seconds, boundObjectRef: spec.boundObjectRef ?? null },
    status: {
      expirationTimestamp: formatTime((nowSeconds + seconds) * 1000),
      token: encodeToken(claims, engine.random("tokens")),
    },
  };
}

function checkDuration(seconds: number): void {
  const field = "spec.expirationSeconds";
  const kind = { group: "authentication.k8s.io", kind: "TokenRequest" };
  const refuse = (why: string) => invalidObject(kind, "", [invalid(field, seconds, why)]);
  if (seconds < SHORTEST_SECONDS) {
    throw refuse("may not specify a duration less than 10 minutes");
  }
  if (seconds > LONGEST_SECONDS) {
    throw refuse("may not specify a duration larger than 2^32 seconds");
  }
}

type Bound = Partial<TokenClaims["kubernetes.io"]>;

function boundObject(
  { store }: RestContext,
  account: KubeObject,
  ref: TokenRequest["spec"]["boundObjectRef"],
): Bound {
  if (ref === undefined) return {};
  const { kind = "", name = "" } = ref;
  if (!["Node", "Pod", "Secret"].includes(kind)) {
    const what = `${ref.apiVersion ?? ""}, Kind=${kind}`;
    throw badRequest(`cannot bind token to object of type ${what}`);
  }
  const resource = { group: "", resource: `${kind.toLowerCase()}s` };
  const object = store.get(kind, keyFor(kind === "Node" ? "" : account.metadata.namespace, name));
  if (object === undefined) throw notFound(resource, name);
  const { uid } = object.metadata;
  if (ref.uid !== undefined && ref.uid !== uid) {
    const why = `the UID in the bound object reference (${ref.uid}) does not match the UID in record. The object might have been deleted and then recreated`;
    throw conflict({ group: "", resource: kind }, name, why);
  }
  const spec = object.spec as { readonly serviceAccountName?: string; readonly nodeName?: string };
  if (kind !== "Pod") return { [kind.toLowerCase()]: { name, uid } };
  if (spec.serviceAccountName !== account.metadata.name) {
    throw badRequest(
      `cannot bind token for serviceaccount "${account.metadata.name}" to pod running with different serviceaccount name.`,
    );
  }
  const node = store.get("Node", spec.nodeName ?? "");
  const where = node === undefined ? {} : { node: nameAndUid(node) };
  return { ...where, pod: { name, uid } };
}

function nameAndUid({ metadata: { name, uid } }: KubeObject) {
  return { name, uid };
}

export type Authenticated =
  | { readonly user: UserInfo; readonly audiences: readonly string[] }
  | { readonly error: string };

/** Whose token it is, or why it is nobody's. */
export function authenticateToken(
  { engine, store }: Pick<RestContext, "engine" | "store">,
  token: string,
): Authenticated {
  const claims = decodeToken(token);
  if (claims === undefined)
    return { error: "square/go-jose: compact JWS format must have three parts" };
  if (claims.exp !== undefined && claims.exp * 1000 <= engine.nowMs) {
    return { error: "service account token has expired" };
  }
  const { namespace, serviceaccount, pod } = claims["kubernetes.io"];
  const account = store.get("ServiceAccount", keyFor(namespace, serviceaccount.name));
  if (account === undefined) {
    return { error: `service account ${namespace}/${serviceaccount.name} has been deleted` };
  }
  if (account.metadata.uid !== serviceaccount.uid) {
    return { error: `service account UID (${account.metadata.uid}) does not match claim` };
  }
  if (pod !== undefined && store.get("Pod", keyFor(namespace, pod.name)) === undefined) {
    return { error: "service account token has been invalidated" };
  }
  const user = serviceAccountUser(namespace, serviceaccount.name, serviceaccount.uid);
  return { user, audiences: claims.aud ?? [ISSUER] };
}
