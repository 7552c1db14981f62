/** A request from one place of the cluster to another, and what became of it hop by hop. */

/** `outside` comes from beyond the cluster, by a node's address. */
export type Origin = "outside" | { readonly pod: string };

export type NetworkRequest = {
  readonly from: Origin;
  /** `http://web.shop:8080/health`; or host and port. */
  readonly url?: string;
  readonly host?: string;
  readonly port?: number;
  /** `http` when a URL is given, else `tcp`. */
  readonly protocol?: "http" | "tcp";
};

export type HopKind = "client" | "dns" | "service" | "endpoint" | "pod" | "program";

export type Hop = {
  readonly kind: HopKind;
  /** What was reached or asked: a name, a Service's key, an address. */
  readonly name: string;
  readonly detail: string;
};

/** `no such host`, `connection refused`, `i/o timeout`: what the client sees. */
export type Failure = {
  readonly hop: HopKind;
  readonly reason: string;
  readonly why: string;
  /** The key of the pod that refused it. */
  readonly pod?: string;
};

export type NetworkAnswer = {
  readonly ok: boolean;
  /** Of HTTP. */
  readonly status?: number;
  readonly body?: string;
  readonly hops: readonly Hop[];
  readonly failure?: Failure;
};

export type Target = {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly protocol: "http" | "tcp";
};

const URL = /^(?:([a-z]+):\/\/)?([^/:?]+)(?::(\d+))?(\/[^#]*)?$/;

/** undefined for what is no address at all. */
export function targetOf({ host, port, protocol, url }: NetworkRequest): Target | undefined {
  if (url === undefined) {
    if (host === undefined || port === undefined) return undefined;
    return { host, port, path: "/", protocol: protocol ?? "tcp" };
  }
  const match = URL.exec(url);
  if (match === null) return undefined;
  const [, scheme = "http", name = "", given, path = "/"] = match;
  const byScheme = scheme === "https" ? 443 : 80;
  const number = given === undefined ? byScheme : Number(given);
  return {
    host: name,
    port: number,
    path,
    protocol: protocol ?? (scheme === "tcp" ? "tcp" : "http"),
  };
}

export function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}

export function originOf(from: Origin): string {
  return from === "outside" ? "outside" : from.pod;
}

export function failed(
  hops: Hop[],
  hop: HopKind,
  reason: string,
  why: string,
  pod?: string,
): NetworkAnswer {
  const failure: Failure = { hop, reason, why, ...(pod === undefined ? {} : { pod }) };
  return { ok: false, hops, failure };
}
