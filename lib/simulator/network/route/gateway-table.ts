/**
 * Which rule of which HTTPRoute a request falls under: the most specific host, then exact paths,
 * longer prefixes, methods, more headers, more query parameters, the older route.
 * https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
import type { Store } from "../../apiserver/store/store.ts";
import {
  attachments,
  type Gateway,
  type HttpMatch,
  type HttpRoute,
  type HttpRule,
  isParent,
} from "./gateway.ts";
import { hasPrefix, hostRank, splitPath } from "./match.ts";

export type HttpAsk = {
  readonly host: string;
  readonly port: number;
  /** With its query. */
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type GatewayChoice = {
  readonly route: HttpRoute;
  readonly rule: HttpRule;
  readonly match: HttpMatch;
};

const ANY: HttpMatch = { path: { type: "PathPrefix", value: "/" } };
const EXACT = 1_000_000;

export function chooseRoute(
  gateway: Gateway,
  routes: readonly HttpRoute[],
  ask: HttpAsk,
  store: Store,
): GatewayChoice | undefined {
  let best: { readonly choice: GatewayChoice; readonly rank: readonly number[] } | undefined;
  for (const route of oldestFirst(routes)) {
    const host = bestHost(gateway, route, ask, store);
    if (host === 0) continue;
    for (const rule of route.spec.rules ?? []) {
      for (const match of rule.matches ?? [ANY]) {
        const rank = rankOf(match, ask);
        if (rank === undefined) continue;
        const whole = [host, ...rank];
        if (best !== undefined && compare(whole, best.rank) <= 0) continue;
        best = { choice: { route, rule, match }, rank: whole };
      }
    }
  }
  return best?.choice;
}

function bestHost(gateway: Gateway, route: HttpRoute, ask: HttpAsk, store: Store): number {
  const ranks = (route.spec.parentRefs ?? []).flatMap((parent) => {
    if (!isParent(gateway, route, parent)) return [];
    const attached = attachments(gateway, route, parent, store);
    if (typeof attached === "string") return [];
    return attached
      .filter(({ listener }) => listener.port === ask.port)
      .flatMap(({ hostnames }) => hostnames.map((pattern) => hostRank(pattern, ask.host)));
  });
  return Math.max(0, ...ranks);
}

/** undefined: no match. */
function rankOf(match: HttpMatch, ask: HttpAsk): readonly number[] | undefined {
  const { headers = [], method, queryParams = [] } = match;
  const { path, query } = splitPath(ask.path);
  const pathRank = rankOfPath(match, path);
  if (pathRank === 0 || (method !== undefined && method !== ask.method)) return undefined;
  const sent = new Map(
    Object.entries(ask.headers).map(([key, value]) => [key.toLowerCase(), value]),
  );
  if (!headers.every((one) => accepts(one, sent.get(one.name.toLowerCase())))) return undefined;
  const parameters = new Map(
    query.split("&").map((pair) => {
      const [key = "", ...value] = pair.split("=");
      return [key, value.join("=")] as const;
    }),
  );
  if (!queryParams.every((one) => accepts(one, parameters.get(one.name)))) return undefined;
  return [pathRank, method === undefined ? 0 : 1, headers.length, queryParams.length];
}

function rankOfPath({ path = {} }: HttpMatch, actual: string): number {
  const { type = "PathPrefix", value = "/" } = path;
  if (type === "Exact") return actual === value ? EXACT : 0;
  if (type === "RegularExpression") return new RegExp(`^(?:${value})$`).test(actual) ? 1 : 0;
  return hasPrefix(actual, value) ? 1 + value.length : 0;
}

function accepts(
  { type = "Exact", value }: { readonly type?: string; readonly value: string },
  actual: string | undefined,
): boolean {
  if (actual === undefined) return false;
  return type === "RegularExpression"
    ? new RegExp(`^(?:${value})$`).test(actual)
    : actual === value;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

function oldestFirst(routes: readonly HttpRoute[]): readonly HttpRoute[] {
  const age = ({ metadata }: HttpRoute) =>
    `${metadata.creationTimestamp} ${metadata.namespace}/${metadata.name}`;
  return [...routes].sort((a, b) => (age(a) < age(b) ? -1 : 1));
}
