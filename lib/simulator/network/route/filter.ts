/** What an HTTPRoute's filters make of a request and of its answer. */

import type { HttpFilter, HttpMatch, PathChange } from "./gateway.ts";
import type { HttpAsk } from "./gateway-table.ts";
import { splitPath } from "./match.ts";

type Headers = Readonly<Record<string, string>>;

/** Where a redirect sends the client; undefined when no filter redirects. */
export function redirectOf(
  filters: readonly HttpFilter[],
  match: HttpMatch,
  ask: HttpAsk,
  scheme: string,
): { readonly status: number; readonly location: string } | undefined {
  const redirect = filters.find(({ type }) => type === "RequestRedirect")?.requestRedirect;
  if (redirect === undefined) return undefined;
  const next = redirect.scheme ?? scheme;
  const usual = next === "https" ? 443 : 80;
  const port = redirect.port ?? (redirect.scheme === undefined ? ask.port : usual);
  const host = redirect.hostname ?? ask.host;
  const path = changedPath(redirect.path, match, ask.path);
  const location = `${next}://${host}${port === usual ? "" : `:${port}`}${path}`;
  return { status: redirect.statusCode ?? 302, location };
}

export function rewritten(
  filters: readonly HttpFilter[],
  match: HttpMatch,
  ask: HttpAsk,
): { readonly path: string; readonly headers: Headers } {
  let { headers, path } = ask;
  for (const { requestHeaderModifier, urlRewrite } of filters) {
    if (requestHeaderModifier !== undefined)
      headers = changedHeaders(headers, requestHeaderModifier);
    path = changedPath(urlRewrite?.path, match, path);
    if (urlRewrite?.hostname !== undefined) headers = { ...headers, Host: urlRewrite.hostname };
  }
  return { path, headers };
}

export function answerHeaders(filters: readonly HttpFilter[], headers: Headers): Headers {
  let all = headers;
  for (const { responseHeaderModifier } of filters) {
    if (responseHeaderModifier !== undefined) all = changedHeaders(all, responseHeaderModifier);
  }
  return all;
}

function changedHeaders(
  headers: Headers,
  { add = [], remove = [], set = [] }: NonNullable<HttpFilter["requestHeaderModifier"]>,
): Headers {
  const all = new Map(Object.entries(headers));
  const keyOf = (name: string) =>
    [...all.keys()].find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
  for (const { name, value } of set) all.set(keyOf(name), value);
  for (const { name, value } of add) {
    const key = keyOf(name);
    const before = all.get(key);
    all.set(key, before === undefined ? value : `${before},${value}`);
  }
  for (const name of remove) all.delete(keyOf(name));
  return Object.fromEntries(all);
}

function changedPath(change: PathChange | undefined, match: HttpMatch, target: string): string {
  if (change === undefined) return target;
  const { path, query } = splitPath(target);
  const tail = query === "" ? "" : `?${query}`;
  if (change.type === "ReplaceFullPath") return `${change.replaceFullPath ?? "/"}${tail}`;
  const prefix = (match.path?.value ?? "/").replace(/\/+$/, "");
  const rest = path.slice(prefix.length);
  const next = `${(change.replacePrefixMatch ?? "/").replace(/\/+$/, "")}${rest}`;
  return `${next === "" ? "/" : next}${tail}`;
}
