/**
 * The kinds of the Gateway API as far as they are used here, and which routes a Gateway's
 * listeners take. https://gateway-api.sigs.k8s.io/reference/spec/
 */
import { matchesSelector } from "../../api/label.ts";
import type { KubeObject, ObjectMeta } from "../../api/object.ts";
import type { Condition, LabelSelector, Namespace } from "../../api/types.generated.ts";
import { hostRank } from "./match.ts";

export const GATEWAY_CONTROLLER = "kubedeck.dev/gateway-controller";
export const GATEWAY_GROUP = "gateway.networking.k8s.io";

/** Where namespaces and grants are looked up: the store, or what a controller knows. */
export type Reader = {
  readonly get: (kind: string, key: string) => KubeObject | undefined;
  readonly list: (kind: string) => readonly KubeObject[];
};

export type ParentReference = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
};

export type Listener = {
  readonly name: string;
  readonly hostname?: string;
  readonly port: number;
  readonly protocol: string;
  readonly tls?: {
    readonly mode?: string;
    readonly certificateRefs?: readonly { readonly name: string; readonly namespace?: string }[];
  };
  readonly allowedRoutes?: {
    readonly namespaces?: { readonly from?: string; readonly selector?: LabelSelector };
    readonly kinds?: readonly { readonly kind: string }[];
  };
};

export type Gateway = KubeObject & {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly gatewayClassName: string; readonly listeners: readonly Listener[] };
  readonly status?: {
    readonly addresses?: readonly { readonly type?: string; readonly value: string }[];
    readonly conditions?: readonly Condition[];
  };
};

type StringMatch = { readonly type?: string; readonly name: string; readonly value: string };

export type HttpMatch = {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly headers?: readonly StringMatch[];
  readonly queryParams?: readonly StringMatch[];
  readonly method?: string;
};

type HeaderChange = {
  readonly set?: readonly { readonly name: string; readonly value: string }[];
  readonly add?: readonly { readonly name: string; readonly value: string }[];
  readonly remove?: readonly string[];
};

export type PathChange = {
  readonly type: string;
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
};

export type HttpFilter = {
  readonly type: string;
  readonly requestHeaderModifier?: HeaderChange;
  readonly responseHeaderModifier?: HeaderChange;
  readonly requestRedirect?: {
    readonly scheme?: string;
    readonly hostname?: string;
    readonly path?: PathChange;
    readonly port?: number;
    readonly statusCode?: number;
  };
  readonly urlRewrite?: { readonly hostname?: string; readonly path?: PathChange };
};

export type BackendRef = {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
};

export type HttpRule = {
  readonly matches?: readonly HttpMatch[];
  readonly filters?: readonly HttpFilter[];
  readonly backendRefs?: readonly BackendRef[];
};

export type HttpRoute = KubeObject & {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly parentRefs?: readonly ParentReference[];
    readonly hostnames?: readonly string[];
    readonly rules?: readonly HttpRule[];
  };
};

type Grant = {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly from: readonly { readonly kind: string; readonly namespace: string }[];
    readonly to: readonly { readonly kind: string; readonly name?: string }[];
  };
};

export type Attachment = { readonly listener: Listener; readonly hostnames: readonly string[] };

export type Refusal = "NoMatchingParent" | "NotAllowedByListeners" | "NoMatchingListenerHostname";

/** The listeners that take a route, each with the hosts that both sides mean. */
export function attachments(
  gateway: Gateway,
  route: HttpRoute,
  parent: ParentReference,
  reader: Reader,
): readonly Attachment[] | Refusal {
  const named = gateway.spec.listeners.filter(
    ({ name, port }) =>
      (parent.sectionName === undefined || parent.sectionName === name) &&
      (parent.port === undefined || parent.port === port),
  );
  if (named.length === 0) return "NoMatchingParent";
  const allowed = named.filter((listener) => allows(listener, gateway, route, reader));
  if (allowed.length === 0) return "NotAllowedByListeners";
  const attached = allowed.flatMap((listener) => {
    const hostnames = commonHosts(listener.hostname ?? "", route.spec.hostnames ?? []);
    return hostnames.length === 0 ? [] : [{ listener, hostnames }];
  });
  return attached.length === 0 ? "NoMatchingListenerHostname" : attached;
}

export function isParent(gateway: Gateway, route: HttpRoute, parent: ParentReference): boolean {
  const namespace = parent.namespace ?? route.metadata.namespace;
  return (
    (parent.kind ?? "Gateway") === "Gateway" &&
    parent.name === gateway.metadata.name &&
    namespace === gateway.metadata.namespace
  );
}

function allows(
  { allowedRoutes = {}, protocol }: Listener,
  gateway: Gateway,
  route: HttpRoute,
  reader: Reader,
): boolean {
  if (protocol !== "HTTP" && protocol !== "HTTPS") return false;
  const { kinds = [], namespaces = {} } = allowedRoutes;
  if (kinds.length > 0 && !kinds.some(({ kind }) => kind === "HTTPRoute")) return false;
  const { from = "Same", selector = {} } = namespaces;
  const home = route.metadata.namespace ?? "default";
  if (from === "All") return true;
  if (from === "Same") return home === gateway.metadata.namespace;
  const found = reader.get("Namespace", home) as unknown as Namespace | undefined;
  return from === "Selector" && matchesSelector(selector, found?.metadata.labels);
}

function commonHosts(listener: string, route: readonly string[]): readonly string[] {
  if (route.length === 0) return [listener];
  if (listener === "") return route;
  return route.flatMap((host) => {
    if (hostRank(listener, host) > 0) return [host];
    return hostRank(host, listener) > 0 ? [listener] : [];
  });
}

/** Whether somebody of another namespace may be named. */
export function isGranted(route: HttpRoute, ref: BackendRef, reader: Reader): boolean {
  const home = route.metadata.namespace;
  if (ref.namespace === undefined || ref.namespace === home) return true;
  const grants = reader.list("ReferenceGrant") as unknown as readonly Grant[];
  return grants.some(
    ({ metadata, spec }) =>
      metadata.namespace === ref.namespace &&
      spec.from.some((from) => from.kind === "HTTPRoute" && from.namespace === home) &&
      spec.to.some((to) => to.kind === "Service" && (to.name ?? ref.name) === ref.name),
  );
}
