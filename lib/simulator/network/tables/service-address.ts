/** Services inside the cluster: addresses, ports, endpoints. */
import { type PathRow, pod, service, slice, webService } from "./row.ts";

const SERVICE = "docs/concepts/services-networking/service/";
const SLICES = "docs/concepts/services-networking/endpoint-slices/";
const VIPS = "docs/reference/networking/virtual-ips/";
const DEBUG = "docs/tasks/debug/debug-application/debug-service/";
const probe = (path: string) => ({
  readinessProbe: { httpGet: { path, port: 80 }, periodSeconds: 1 },
});
const db = { app: "db" };

// biome-ignore format: a table
export const serviceAddressRows: readonly PathRow[] = [
  { name: "a ClusterIP is reached by name", says: SERVICE, from: "client", ask: "http://web/", expect: "200 web-*" },
  { name: "and by its address", says: SERVICE, from: "client", ask: "http://10.96.7.1/", expect: "200 web-*" },
  { name: "endpoints are taken in turn", says: `${VIPS}#proxy-mode-iptables`, from: "client", ask: "http://web/", times: 2, expect: "200 web-a, 200 web-b" },
  { name: "from a node too", says: SERVICE, from: "node/node03", ask: "tcp 10.96.7.1:80", expect: "open web-*" },
  { name: "from another namespace by its name in full", says: "docs/concepts/services-networking/dns-pod-service/#namespaces-of-services", from: "shop/shop-client", ask: "http://web.default/", expect: "200 web-*" },
  { name: "a namespace's own Service is meant by the short name", says: "docs/concepts/services-networking/dns-pod-service/#namespaces-of-services", from: "shop/shop-client", ask: "http://web/", expect: "200 shop/shop-web" },
  { name: "a ClusterIP is not reached from outside", says: `${SERVICE}#type-clusterip`, from: "outside", ask: "http://10.96.7.1/", expect: "service: i/o timeout", why: "inside the cluster only" },
  { name: "a port that the Service does not have", says: `${DEBUG}#is-the-service-defined-correctly`, from: "client", ask: "http://web:81/", expect: "service: i/o timeout", why: "has no port 81" },
  { name: "a target port on which nobody listens", says: `${DEBUG}#are-the-pods-working`, given: [webService("off", "10.96.7.20", { ports: [{ port: 80, targetPort: 9999 }] })], from: "client", ask: "http://off/", expect: "pod: connection refused", why: "listens on port 9999" },
  { name: "a target port that differs from the port", says: `${SERVICE}#defining-a-service`, given: [webService("front", "10.96.7.21", { ports: [{ port: 8080, targetPort: 80 }] })], from: "client", ask: "http://front:8080/", expect: "200 web-*" },
  { name: "a target port by name", says: `${SERVICE}#field-spec-ports`, given: [webService("named", "10.96.7.22", { ports: [{ port: 80, targetPort: "http" }] })], from: "client", ask: "http://named/", expect: "200 web-*" },
  { name: "a name that each pod gives its own number", says: `${SERVICE}#field-spec-ports`, given: [service("mixed", { selector: { app: "mixed" }, clusterIP: "10.96.7.23", ports: [{ port: 80, targetPort: "http" }] }), pod("old", { app: "mixed" }, {}, { ports: [{ name: "http", containerPort: 80 }] }), pod("new", { app: "mixed" }, {}, { image: "nginxinc/nginx-unprivileged:1.27", ports: [{ name: "http", containerPort: 8080 }] })], from: "client", ask: "http://mixed/", times: 2, expect: "200 new, 200 old" },
  { name: "several ports lead to their own", says: `${SERVICE}#multi-port-services`, given: [service("multi", { selector: db, clusterIP: "10.96.7.24", ports: [{ name: "web", port: 80, targetPort: 80 }, { name: "redis", port: 6379 }] })], from: "client", ask: "tcp multi:6379", expect: "open db" },
  { name: "each port by itself", says: `${SERVICE}#multi-port-services`, given: [service("multi", { selector: db, clusterIP: "10.96.7.24", ports: [{ name: "web", port: 80, targetPort: 80 }, { name: "redis", port: 6379 }] })], from: "client", ask: "tcp multi:80", expect: "pod: connection refused" },
  { name: "without pods a connection is refused", says: `${DEBUG}#does-the-service-have-any-endpointslices`, given: [service("empty", { selector: { app: "nobody" }, clusterIP: "10.96.7.25", ports: [{ port: 80 }] })], from: "client", ask: "http://empty/", expect: "endpoint: connection refused", why: "no ready endpoints" },
  { name: "pods that are not ready get nothing", says: "docs/concepts/workloads/pods/pod-lifecycle/#types-of-probe", given: [service("slow", { selector: { app: "slow" }, clusterIP: "10.96.7.26", ports: [{ port: 80 }] }), pod("slow", { app: "slow" }, {}, probe("/missing"))], from: "client", ask: "http://slow/", expect: "endpoint: connection refused" },
  { name: "unless the Service publishes them", says: `${SLICES}#ready`, given: [service("early", { selector: { app: "early" }, clusterIP: "10.96.7.27", publishNotReadyAddresses: true, ports: [{ port: 80 }] }), pod("early", { app: "early" }, {}, probe("/missing"))], from: "client", ask: "http://early/", expect: "200 early" },
  { name: "a readiness gate that nobody opened", says: "docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate", given: [service("gate", { selector: { app: "gate" }, clusterIP: "10.96.7.28", ports: [{ port: 80 }] }), pod("gate", { app: "gate" }, { readinessGates: [{ conditionType: "example.com/in" }] })], from: "client", ask: "http://gate/", expect: "endpoint: connection refused" },
  { name: "a pod that ends is asked while nobody else is there", says: `${SLICES}#serving`, given: [service("last", { selector: { app: "last" }, clusterIP: "10.96.7.29", ports: [{ port: 80 }] }), pod("last", { app: "last" }, { terminationGracePeriodSeconds: 60 }, { lifecycle: { preStop: { sleep: { seconds: 30 } } } })], act: (cluster) => remove(cluster, "last"), from: "client", ask: "http://last/", expect: "200 last" },
  { name: "and not while others are ready", says: `${SLICES}#terminating`, given: [service("pair", { selector: { app: "pair" }, clusterIP: "10.96.7.30", ports: [{ port: 80 }] }), pod("going", { app: "pair" }, { terminationGracePeriodSeconds: 60 }, { lifecycle: { preStop: { sleep: { seconds: 30 } } } }), pod("staying", { app: "pair" })], act: (cluster) => remove(cluster, "going"), from: "client", ask: "http://pair/", times: 2, expect: "200 staying, 200 staying" },
  { name: "a Service without selector has no endpoints by itself", says: `${SERVICE}#services-without-selectors`, given: [service("alone", { clusterIP: "10.96.7.31", ports: [{ port: 80 }] })], from: "client", ask: "http://alone/", expect: "endpoint: connection refused" },
  { name: "slices by hand lead outside", says: `${SERVICE}#services-without-selectors`, given: [service("ext", { clusterIP: "10.96.7.32", ports: [{ port: 80 }] }), slice("ext-1", "ext", [{ addresses: ["203.0.113.10"] }])], from: "client", ask: "http://ext/", expect: "200 203.0.113.10" },
  { name: "slices for another port do not", says: `${SERVICE}#services-without-selectors`, given: [service("ext2", { clusterIP: "10.96.7.33", ports: [{ name: "http", port: 80 }] }), slice("ext2-1", "ext2", [{ addresses: ["203.0.113.10"] }], [{ name: "other", port: 80 }])], from: "client", ask: "http://ext2/", expect: "endpoint: connection refused" },
  { name: "endpoints that are marked not ready do not", says: `${SLICES}#conditions`, given: [service("ext3", { clusterIP: "10.96.7.34", ports: [{ port: 80 }] }), slice("ext3-1", "ext3", [{ addresses: ["203.0.113.10"], conditions: { ready: false } }])], from: "client", ask: "http://ext3/", expect: "endpoint: connection refused" },
  { name: "Endpoints by hand are mirrored", says: `${SLICES}#endpointslice-mirroring`, given: [service("mirror", { clusterIP: "10.96.7.35", ports: [{ port: 80 }] }), { apiVersion: "v1", kind: "Endpoints", metadata: { name: "mirror", namespace: "default" }, subsets: [{ addresses: [{ ip: "203.0.113.10" }], ports: [{ port: 80 }] }] }], from: "client", ask: "http://mirror/", expect: "200 203.0.113.10" },
  { name: "the client's address stays inside the cluster", says: "docs/tutorials/services/source-ip/#source-ip-for-services-with-type-clusterip", from: "far", ask: "http://web/", expect: "200 web-*", seenAs: "far" },
  { name: "UDP where the pod says so", says: "docs/reference/networking/service-protocols/#protocol-udp", given: [service("names", { selector: { app: "names" }, clusterIP: "10.96.7.36", ports: [{ port: 53, protocol: "UDP" }] }), pod("names", { app: "names" }, {}, { image: "registry.k8s.io/coredns/coredns:v1.12.1", ports: [{ containerPort: 53, protocol: "UDP" }] })], from: "client", ask: "udp names:53", expect: "open names" },
  { name: "one protocol is not the other", says: "docs/reference/networking/service-protocols/", given: [service("names2", { selector: db, clusterIP: "10.96.7.37", ports: [{ port: 6379, protocol: "UDP" }] })], from: "client", ask: "tcp names2:6379", expect: "service: i/o timeout" },
  { name: "SCTP is carried as the other protocols", says: "docs/reference/networking/service-protocols/#protocol-sctp", given: [service("sig", { selector: { app: "sig" }, clusterIP: "10.96.7.38", ports: [{ port: 6379, protocol: "SCTP" }] }), pod("sig", { app: "sig" }, {}, { image: "redis:7", ports: [{ containerPort: 6379, protocol: "SCTP" }] })], from: "client", ask: "sctp sig:6379", expect: "open sig" },
];

function remove(cluster: Parameters<NonNullable<PathRow["act"]>>[0], name: string): void {
  const place = { group: "", version: "v1", resource: "pods", namespace: "default", name };
  cluster.client().request({ verb: "delete", ...place });
}
