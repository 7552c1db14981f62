/**
 * Which backend an Ingress controller sends a request to.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/
 *
 * Not simulated: annotations of any controller, regular expressions in paths.
 */
import type { Ingress, IngressBackend, Secret } from "../../api/types.generated.ts";
import type { Store } from "../../apiserver/store/store.ts";
import { hasPrefix, ingressHostRank } from "./match.ts";

/** Where the controller's own load balancer listens. */
export const INGRESS_ADDRESS = "172.30.255.1";

export type IngressChoice = {
  readonly namespace: string;
  readonly backend: IngressBackend;
  /** `Ingress shop/web: shop.example.com/cart`. */
  readonly text: string;
};

type Candidate = IngressChoice & { readonly hostRank: number; readonly pathRank: number };

/** Longer than any path: what is exact goes first. */
const EXACT = 1_000_000;

export function servedIngresses(store: Store): readonly Ingress[] {
  const all = store.list("Ingress") as unknown as readonly Ingress[];
  const served = all.filter(({ status }) =>
    status?.loadBalancer?.ingress?.some(({ ip }) => ip === INGRESS_ADDRESS),
  );
  // Of two that say the same the older one counts.
  return [...served].sort((a, b) =>
    a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1,
  );
}

export function chooseIngress(
  ingresses: readonly Ingress[],
  host: string,
  path: string,
): IngressChoice | undefined {
  const candidates = ingresses.flatMap((ingress) => candidatesOf(ingress, host));
  const best = Math.max(0, ...candidates.map(({ hostRank }) => hostRank));
  let chosen: Candidate | undefined;
  for (const candidate of candidates) {
    if (candidate.hostRank !== best) continue;
    const pathRank = rankOf(candidate.path, candidate.pathType, path);
    if (pathRank > (chosen?.pathRank ?? 0)) chosen = { ...candidate, pathRank };
  }
  return chosen ?? defaultOf(ingresses);
}

function candidatesOf({ metadata, spec }: Ingress, host: string) {
  const { name, namespace = "default" } = metadata;
  return (spec.rules ?? []).flatMap(({ host: pattern = "", http }) => {
    const hostRank = ingressHostRank(pattern, host);
    if (hostRank === 0) return [];
    return (http?.paths ?? []).map(({ backend, path = "/", pathType }) => {
      const text = `Ingress ${namespace}/${name}: ${pattern === "" ? "*" : pattern}${path}`;
      return { namespace, backend, text, hostRank, path, pathType };
    });
  });
}

/** 0: no match. */
function rankOf(pattern: string, type: string, path: string): number {
  if (type === "Exact") return path === pattern ? EXACT : 0;
  return hasPrefix(path, pattern) ? 1 + pattern.length : 0;
}

function defaultOf(ingresses: readonly Ingress[]): IngressChoice | undefined {
  for (const { metadata, spec } of ingresses) {
    const { name, namespace = "default" } = metadata;
    const backend = spec.defaultBackend;
    if (backend === undefined) continue;
    return { namespace, backend, text: `Ingress ${namespace}/${name}: default backend` };
  }
  return undefined;
}

export type Certificate = { readonly secret: string; readonly isThere: boolean };

/** The certificate for a host; undefined where no Ingress has TLS for it. */
export function certificateFor(
  ingresses: readonly Ingress[],
  host: string,
  store: Store,
): Certificate | undefined {
  for (const { metadata, spec } of ingresses) {
    for (const { hosts = [], secretName } of spec.tls ?? []) {
      if (!hosts.some((pattern) => ingressHostRank(pattern, host) > 1)) continue;
      const secret = `${metadata.namespace}/${secretName ?? ""}`;
      const found = store.get("Secret", secret) as unknown as Secret | undefined;
      const isThere = found?.data?.["tls.crt"] !== undefined && found.data["tls.key"] !== undefined;
      return { secret, isThere };
    }
  }
  return undefined;
}
