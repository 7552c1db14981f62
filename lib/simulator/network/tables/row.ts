/**
 * A row of the request-path tables: objects on top of the scene, who asks for what, what comes of
 * it, and the page of kubernetes.io (or of the Gateway API) that says so.
 */
import type { Cluster } from "../../cluster.ts";
import type { NetworkRequest } from "../request.ts";

export type Drafted = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
};

export type PathRow = {
  readonly name: string;
  readonly says: string;
  readonly given?: readonly Drafted[];
  /** What happens before the request. */
  readonly act?: (cluster: Cluster) => void;
  /** Until then, in virtual milliseconds; a second when left out. */
  readonly afterMs?: number;
  /** A pod, `node/NAME` or `outside`. */
  readonly from: string;
  /** `http://web/`, `tcp web:80`, `udp web:53`, `dns SRV NAME`, `resolve NAME`. */
  readonly ask: string;
  readonly sent?: Partial<NetworkRequest>;
  /** How often it is asked: the answers are sorted and joined with commas. */
  readonly times?: number;
  /**
   * `200 web-a`, `open web-a`, `HOP: REASON`; of names the data. Addresses of pods are written as
   * their names; `*` is any letter.
   */
  readonly expect: string;
  /** A part of the reason of a failure, or of a hop. */
  readonly why?: string;
  /** Whom the pod takes for its client. */
  readonly seenAs?: string;
};

const at = (name: string, namespace = "default") => ({ metadata: { name, namespace } });

export function service(name: string, spec: object, namespace = "default"): Drafted {
  return { apiVersion: "v1", kind: "Service", ...at(name, namespace), spec };
}

/** A Service of the web servers with one more property or two. */
export function webService(name: string, clusterIP: string, spec: object = {}): Drafted {
  return service(name, { selector: { app: "web" }, clusterIP, ports: [{ port: 80 }], ...spec });
}

export function pod(
  name: string,
  labels: Readonly<Record<string, string>>,
  spec: object = {},
  container: object = {},
): Drafted {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "default", labels },
    spec: {
      nodeName: "node01",
      containers: [{ name: "c", image: "nginx:1.27", ...container }],
      ...spec,
    },
  } as Drafted;
}

export function slice(
  name: string,
  serviceName: string,
  endpoints: readonly object[],
  ports: readonly object[] = [{ name: "", port: 80 }],
): Drafted {
  const labels = { "kubernetes.io/service-name": serviceName };
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name, namespace: "default", labels } as Drafted["metadata"],
    addressType: "IPv4",
    endpoints,
    ports,
  };
}

export function policy(name: string, spec: object, namespace = "default"): Drafted {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    ...at(name, namespace),
    spec,
  };
}

export function ingress(name: string, spec: object, metadata: object = {}): Drafted {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name, namespace: "default", ...metadata },
    spec,
  };
}

export function gatewayObject(
  kind: "Gateway" | "HTTPRoute" | "ReferenceGrant",
  name: string,
  spec: object,
  namespace = "default",
): Drafted {
  const version = kind === "ReferenceGrant" ? "v1beta1" : "v1";
  return {
    apiVersion: `gateway.networking.k8s.io/${version}`,
    kind,
    ...at(name, namespace),
    spec,
  };
}
