/** Names inside the cluster: which records there are, and how pods look them up. */
import { type PathRow, pod, policy, service, slice } from "./row.ts";

const DNS = "docs/concepts/services-networking/dns-pod-service/";
const SERVICE = "docs/concepts/services-networking/service/";
const CUSTOM = "docs/tasks/administer-cluster/dns-custom-nameservers/";
const idle = { image: "busybox:1.36", command: ["sleep", "1d"] };
const asking = (spec: object) => [pod("asker", { app: "asker" }, spec, idle)];
const member = (name: string, spec: object = {}, container: object = {}) =>
  pod(name, { app: "set" }, { hostname: name, subdomain: "set", ...spec }, container);
const set = service("set", {
  clusterIP: "None",
  selector: { app: "set" },
  ports: [{ name: "http", port: 80 }],
});
const ports = service("ports", {
  clusterIP: "10.96.7.60",
  selector: { app: "web" },
  ports: [
    { name: "http", port: 80 },
    { name: "names", port: 53, protocol: "UDP" },
  ],
});
const unready = { readinessProbe: { tcpSocket: { port: 9999 }, periodSeconds: 1 } };
const outer = (dnsPolicy: string, dnsConfig?: object) =>
  asking({ dnsPolicy, ...(dnsConfig === undefined ? {} : { dnsConfig }) });

// biome-ignore format: a table
export const dnsRows: readonly PathRow[] = [
  { name: "A of a Service", says: `${DNS}#a-aaaa-records`, from: "client", ask: "dns A web.default.svc.cluster.local", expect: "10.96.7.1" },
  { name: "letters' size does not count", says: `${DNS}#a-aaaa-records`, from: "client", ask: "dns A WEB.default.svc.cluster.local.", expect: "10.96.7.1" },
  { name: "AAAA of a Service with one family is empty", says: `${DNS}#a-aaaa-records`, from: "client", ask: "dns AAAA web.default.svc.cluster.local", expect: "no data" },
  { name: "a Service of nobody", says: `${DNS}#services`, from: "client", ask: "dns A nobody.default.svc.cluster.local", expect: "NXDOMAIN" },
  { name: "a namespace of nobody", says: `${DNS}#namespaces-of-services`, from: "client", ask: "dns A web.nowhere.svc.cluster.local", expect: "NXDOMAIN" },
  { name: "a namespace itself has no address", says: `${DNS}#namespaces-of-services`, from: "client", ask: "dns A default.svc.cluster.local", expect: "no data" },
  { name: "SRV of a named port", says: `${DNS}#srv-records`, given: [ports], from: "client", ask: "dns SRV _http._tcp.ports.default.svc.cluster.local", expect: "0 100 80 ports.default.svc.cluster.local." },
  { name: "SRV by the right protocol only", says: `${DNS}#srv-records`, given: [ports], from: "client", ask: "dns SRV _http._udp.ports.default.svc.cluster.local", expect: "NXDOMAIN" },
  { name: "SRV of a UDP port", says: `${DNS}#srv-records`, given: [ports], from: "client", ask: "dns SRV _names._udp.ports.default.svc.cluster.local", expect: "0 100 53 ports.default.svc.cluster.local." },
  { name: "SRV of a port without a name", says: `${DNS}#srv-records`, from: "client", ask: "dns SRV _http._tcp.web.default.svc.cluster.local", expect: "NXDOMAIN" },
  { name: "SRV of a headless Service names its pods", says: `${DNS}#srv-records`, given: [set, member("one")], from: "client", ask: "dns SRV _http._tcp.set.default.svc.cluster.local", expect: "0 100 80 one.set.default.svc.cluster.local." },
  { name: "PTR of a ClusterIP", says: `${DNS}#services`, from: "client", ask: "dns PTR 1.7.96.10.in-addr.arpa", expect: "web.default.svc.cluster.local." },
  { name: "PTR of nobody", says: `${DNS}#services`, from: "client", ask: "dns PTR 9.9.96.10.in-addr.arpa", expect: "NXDOMAIN" },
  { name: "CNAME of an ExternalName", says: `${SERVICE}#externalname`, given: [service("away", { type: "ExternalName", externalName: "example.com" })], from: "client", ask: "dns CNAME away.default.svc.cluster.local", expect: "example.com." },
  { name: "A of an ExternalName follows it", says: `${SERVICE}#externalname`, given: [service("away", { type: "ExternalName", externalName: "example.com" })], from: "client", ask: "resolve away", expect: "203.0.113.10" },
  { name: "an ExternalName may mean another Service", says: `${SERVICE}#externalname`, given: [service("alias", { type: "ExternalName", externalName: "web.shop.svc.cluster.local" })], from: "client", ask: "resolve alias", expect: "10.96.7.2" },
  { name: "a headless Service is its pods", says: `${SERVICE}#headless-services`, from: "client", ask: "dns A peers.default.svc.cluster.local", expect: "web-a web-b" },
  { name: "without ready pods a headless Service has no name", says: `${SERVICE}#headless-services`, given: [set, member("slow", {}, unready)], from: "client", ask: "dns A set.default.svc.cluster.local", expect: "NXDOMAIN" },
  { name: "unless it publishes them", says: `${DNS}#pod-s-hostname-and-subdomain-fields`, given: [{ ...set, spec: { ...(set.spec as object), publishNotReadyAddresses: true } }, member("slow", {}, unready)], from: "client", ask: "dns A slow.set.default.svc.cluster.local", expect: "slow" },
  { name: "a pod by hostname and subdomain", says: `${DNS}#pod-s-hostname-and-subdomain-fields`, given: [set, member("one"), member("two")], from: "client", ask: "dns A two.set.default.svc.cluster.local", expect: "two" },
  { name: "without the subdomain it has none", says: `${DNS}#pod-s-hostname-and-subdomain-fields`, given: [set, pod("plain", { app: "set" }, { hostname: "plain" })], from: "client", ask: "dns A plain.set.default.svc.cluster.local", expect: "NXDOMAIN" },
  { name: "a hostname in a slice by hand", says: `${SERVICE}#services-without-selectors`, given: [service("hand", { clusterIP: "None", ports: [{ port: 80 }] }), slice("hand-1", "hand", [{ addresses: ["203.0.113.10"], hostname: "first" }])], from: "client", ask: "dns A first.hand.default.svc.cluster.local", expect: "203.0.113.10" },
  { name: "a pod by its address", says: `${DNS}#a-aaaa-records-1`, from: "client", ask: "dns A 172-17-0-3.default.pod.cluster.local", expect: "172.17.0.3" },
  { name: "a name in place of the address", says: `${DNS}#a-aaaa-records-1`, from: "client", ask: "dns A web-a.default.pod.cluster.local", expect: "NXDOMAIN" },
  { name: "a short name in the pod's namespace", says: `${DNS}#namespaces-of-services`, from: "client", ask: "resolve web", expect: "10.96.7.1" },
  { name: "another namespace's with the namespace", says: `${DNS}#namespaces-of-services`, from: "client", ask: "resolve web.shop", expect: "10.96.7.2" },
  { name: "with svc", says: `${DNS}#namespaces-of-services`, from: "client", ask: "resolve web.shop.svc", expect: "10.96.7.2" },
  { name: "in full with the dot", says: `${DNS}#namespaces-of-services`, from: "client", ask: "resolve web.shop.svc.cluster.local.", expect: "10.96.7.2" },
  { name: "a dot at the end ends the search", says: `${DNS}#pod-dns-config`, from: "client", ask: "resolve web.", expect: "no such host" },
  { name: "names outside are asked for upstream", says: `${CUSTOM}#effects-on-pods`, from: "client", ask: "resolve example.com", expect: "203.0.113.10" },
  { name: "the API server by name", says: "docs/tasks/run-application/access-api-from-pod/", from: "shop/shop-client", ask: "resolve kubernetes.default.svc", expect: "10.96.0.1" },
  { name: "Default asks as the node does", says: `${DNS}#pod-s-dns-policy`, given: outer("Default"), from: "asker", ask: "resolve web", expect: "no such host" },
  { name: "Default knows the world", says: `${DNS}#pod-s-dns-policy`, given: outer("Default"), from: "asker", ask: "resolve example.com", expect: "203.0.113.10" },
  { name: "ClusterFirst on the host's network is Default", says: `${DNS}#pod-s-dns-policy`, from: "host", ask: "resolve web", expect: "no such host" },
  { name: "ClusterFirstWithHostNet asks the cluster", says: `${DNS}#pod-s-dns-policy`, given: asking({ hostNetwork: true, dnsPolicy: "ClusterFirstWithHostNet" }), from: "asker", ask: "resolve web", expect: "10.96.7.1" },
  { name: "None asks whom it is told, without a search", says: `${DNS}#pod-dns-config`, given: outer("None", { nameservers: ["10.96.0.10"] }), from: "asker", ask: "resolve web", expect: "no such host" },
  { name: "None with its own search path", says: `${DNS}#pod-dns-config`, given: outer("None", { nameservers: ["10.96.0.10"], searches: ["shop.svc.cluster.local"] }), from: "asker", ask: "resolve web", expect: "10.96.7.2" },
  { name: "None with a server that is not there", says: `${DNS}#pod-dns-config`, given: outer("None", { nameservers: ["192.0.2.1"] }), from: "asker", ask: "resolve web", expect: "i/o timeout" },
  { name: "a search path is added to the cluster's", says: `${DNS}#pod-dns-config`, given: outer("ClusterFirst", { searches: ["shop.svc.cluster.local"] }), from: "asker", ask: "resolve web", expect: "10.96.7.1" },
  { name: "ndots decides what is tried first", says: `${DNS}#pod-dns-config`, given: outer("ClusterFirst", { options: [{ name: "ndots", value: "1" }] }), from: "asker", ask: "resolve web.shop", expect: "10.96.7.2" },
  { name: "hostAliases come before any server", says: "docs/tasks/network/customize-hosts-file-for-pods/", given: asking({ hostAliases: [{ ip: "203.0.113.20", hostnames: ["web"] }] }), from: "asker", ask: "resolve web", expect: "203.0.113.20" },
  { name: "a pod knows itself", says: `${DNS}#pod-s-hostname-and-subdomain-fields`, from: "client", ask: "resolve client", expect: "client" },
  { name: "a Service that goes takes its name along", says: `${DNS}#services`, given: [ports], act: (cluster) => { cluster.client().request({ verb: "delete", group: "", version: "v1", resource: "services", namespace: "default", name: "ports" }); }, from: "client", ask: "resolve ports", expect: "no such host" },
  { name: "a policy that lets nobody out holds questions up", says: "docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic", given: [policy("no-out", { podSelector: { matchLabels: { role: "client" } }, policyTypes: ["Egress"] })], from: "client", ask: "resolve web", expect: "i/o timeout" },
  { name: "nobody behind kube-dns: no answer in time", says: "docs/tasks/administer-cluster/dns-debugging-resolution/#are-dns-endpoints-exposed", given: [{ ...service("kube-dns", { clusterIP: "10.96.0.10", selector: { "k8s-app": "kube-dns" }, ports: [{ name: "dns", port: 53, protocol: "UDP" }] }), metadata: { name: "kube-dns", namespace: "kube-system" } }], from: "client", ask: "http://web/", expect: "dns: i/o timeout", why: "kube-system/kube-dns has no ready endpoints" },
];
