/** Hosts and paths, as Ingresses and HTTPRoutes compare them. */

/** 0: no match; the more of the host is said, the more it counts. */
export function hostRank(pattern: string, host: string): number {
  const [wanted, actual] = [pattern.toLowerCase(), host.toLowerCase()];
  if (wanted === "" || wanted === "*") return 1;
  if (!wanted.startsWith("*.")) return wanted === actual ? 1_000_000 : 0;
  return actual.endsWith(wanted.slice(1)) && actual.length > wanted.length - 1
    ? 1 + wanted.length
    : 0;
}

/** An Ingress's wildcard stands for one label only. */
export function ingressHostRank(pattern: string, host: string): number {
  const rank = hostRank(pattern, host);
  if (!pattern.startsWith("*.") || rank === 0) return rank;
  return host.split(".").length === pattern.split(".").length ? rank : 0;
}

/** Element by element: `/shop` leads to `/shop/cart` and not to `/shopping`. */
export function hasPrefix(path: string, prefix: string): boolean {
  const whole = prefix.replace(/\/+$/, "");
  return whole === "" || path === whole || path.startsWith(`${whole}/`);
}

export function splitPath(target: string): { readonly path: string; readonly query: string } {
  const at = target.indexOf("?");
  if (at < 0) return { path: target, query: "" };
  return { path: target.slice(0, at), query: target.slice(at + 1) };
}
