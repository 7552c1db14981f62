/** A request from one place of the cluster to another, and what became of it hop by hop. */

/** `outside` comes from beyond the cluster; `node` is a process of the node itself. */
export type Origin = "outside" | { readonly pod: string } | { readonly node: string };

/** What carries a request: HTTP goes over TCP. */
export type Transport = "tcp" | "udp" | "sctp";

export type NetworkRequest = {
  readonly from: Origin;
  /** `http://web.shop:8080/health`; or host and port. */
  readonly url?: string;
  readonly host?: string;
  readonly port?: number;
  /** `http` when a URL is given, else `tcp`. */
  readonly protocol?: "http" | Transport;
  readonly method?: string;
  /** `Host` counts instead of the name in the URL. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Who asks from outside; 203.0.113.1 when left out. */
  readonly sourceIp?: string;
  /** Certificates are not looked at. */
  readonly insecure?: boolean;
};

export type HopKind =
  | "client"
  | "dns"
  | "balancer"
  | "route"
  | "service"
  | "endpoint"
  | "pod"
  | "program";

export type Hop = {
  readonly kind: HopKind;
  /** What was reached or asked: a name, a Service's key, an address. */
  readonly name: string;
  readonly detail: string;
};

/** `no such host`, `connection refused`, `i/o timeout` …: what the client sees. */
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
  readonly headers?: Readonly<Record<string, string>>;
  /** The address that the client connected to. */
  readonly ip?: string;
  /** Whom the pod takes for its client. */
  readonly seenAs?: string;
  readonly hops: readonly Hop[];
  readonly failure?: Failure;
};

export type Target = {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly isHttp: boolean;
  readonly transport: Transport;
};

const URL = /^(?:([a-z]+):\/\/)?([^/:?]+)(?::(\d+))?([/?][^#]*)?(?:#.*)?$/;
const TRANSPORTS: readonly string[] = ["tcp", "udp", "sctp"];

/** undefined for what is no address at all. */
export function targetOf({ host, port, protocol, url }: NetworkRequest): Target | undefined {
  if (url === undefined) {
    if (host === undefined || port === undefined) return undefined;
    return targetFor(protocol ?? "tcp", host, port, "/");
  }
  const match = URL.exec(url);
  if (match === null) return undefined;
  const [, scheme = "http", name = "", given, path = "/"] = match;
  const number = given === undefined ? (scheme === "https" ? 443 : 80) : Number(given);
  const whole = path.startsWith("?") ? `/${path}` : path;
  return targetFor(protocol ?? scheme, name, number, whole);
}

function targetFor(scheme: string, host: string, port: number, path: string): Target {
  const transport = TRANSPORTS.includes(scheme) ? (scheme as Transport) : "tcp";
  return { scheme, host, port, path, isHttp: !TRANSPORTS.includes(scheme), transport };
}

export function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}
