/** URLs in expressions and their parts: `url(self).getHost()`. */
import type { Handlers } from "./handler.ts";

const FORM =
  /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/(?:[^@/?#]*@)?((\[[^\]/?#]*\]|[^:/?#\s]*)(?::(\d*))?)([^?#\s]*)(?:\?([^#]*))?(?:#.*)?$/;
const PATH = /^()((())?)(\/[^?#\s]*)(?:\?([^#]*))?(?:#.*)?$/;

export class CelUrl {
  readonly scheme: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
  readonly query: string;

  constructor([, scheme, host, hostname, port, path, query]: readonly (string | undefined)[]) {
    this.scheme = (scheme ?? "").toLowerCase();
    this.host = host ?? "";
    this.hostname = (hostname ?? "").replace(/^\[|\]$/g, "");
    this.port = port ?? "";
    this.path = path ?? "";
    this.query = query ?? "";
  }
}

function read(text: string): CelUrl | undefined {
  const match = FORM.exec(text) ?? PATH.exec(text);
  return match === null ? undefined : new CelUrl([...match]);
}

function parse(text: string): CelUrl {
  const url = read(text);
  if (url !== undefined) return url;
  const shown = JSON.stringify(text);
  throw new Error(
    `URL parse error during conversion from string: parse ${shown}: invalid URI for request`,
  );
}

function queries({ query }: CelUrl): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, string[]> = {};
  for (const part of query.split("&").filter((one) => one !== "")) {
    const [name = "", value = ""] = part.split("=").map(decoded);
    found[name] = [...(found[name] ?? []), value];
  }
  return found;
}

function decoded(text: string): string {
  const plain = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

export const URL_FUNCTIONS: Handlers = {
  "url(string): kubernetes.URL": parse,
  "isURL(string): bool": (text: string) => read(text) !== undefined,
  "kubernetes.URL.getScheme(): string": ({ scheme }: CelUrl) => scheme,
  "kubernetes.URL.getHost(): string": ({ host }: CelUrl) => host,
  "kubernetes.URL.getHostname(): string": ({ hostname }: CelUrl) => hostname,
  "kubernetes.URL.getPort(): string": ({ port }: CelUrl) => port,
  "kubernetes.URL.getEscapedPath(): string": ({ path }: CelUrl) => path,
  "kubernetes.URL.getQuery(): map": queries,
};
