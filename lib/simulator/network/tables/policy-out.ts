/** NetworkPolicies from pods, and of both ends together. */
import { type PathRow, pod, policy } from "./row.ts";

const POLICIES = "docs/concepts/services-networking/network-policies/";
const ISOLATION = `${POLICIES}#the-two-sorts-of-pod-isolation`;
const SELECTORS = `${POLICIES}#behavior-of-to-and-from-selectors`;
const client = { matchLabels: { role: "client" } };
const web = { matchLabels: { app: "web" } };
const shut = "pod: i/o timeout";
const out = (egress: readonly object[]) => [
  policy("out", { podSelector: client, policyTypes: ["Egress"], egress }),
];
const to = (...peers: readonly object[]) => out([{ to: peers }]);
const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [{ port: 53, protocol: "UDP" }],
};
const toA = "http://{web-a}/";
const ending = pod(
  "ending",
  { app: "web" },
  { terminationGracePeriodSeconds: 60 },
  { lifecycle: { preStop: { sleep: { seconds: 40 } } } },
);

// biome-ignore format: a table
export const policyOutRows: readonly PathRow[] = [
  { name: "a policy without rules lets nobody out", says: `${POLICIES}#default-deny-all-egress-traffic`, given: out([]), from: "client", ask: toA, expect: shut, why: "lets default/client out to nobody" },
  { name: "and everybody in", says: `${POLICIES}#default-deny-all-egress-traffic`, given: [policy("out", { podSelector: web, policyTypes: ["Egress"] })], from: "client", ask: toA, expect: "200 web-a" },
  { name: "egress rules make it one of Egress", says: `${POLICIES}#networkpolicy-resource`, given: [policy("both", { podSelector: client, egress: [{ to: [{ podSelector: { matchLabels: { app: "db" } } }] }] })], from: "client", ask: toA, expect: shut },
  { name: "without egress rules it is not", says: `${POLICIES}#networkpolicy-resource`, given: [policy("in", { podSelector: client })], from: "client", ask: toA, expect: "200 web-a" },
  { name: "one empty rule lets out to everybody", says: `${POLICIES}#allow-all-egress-traffic`, given: out([{}]), from: "client", ask: toA, expect: "200 web-a" },
  { name: "to the pods that are selected", says: SELECTORS, given: to({ podSelector: web }), from: "client", ask: toA, expect: "200 web-a" },
  { name: "and to no others", says: SELECTORS, given: to({ podSelector: web }), from: "client", ask: "tcp {db}:6379", expect: shut },
  { name: "to another namespace", says: SELECTORS, given: to({ namespaceSelector: { matchLabels: { team: "shop" } } }), from: "client", ask: "http://{shop-web}/", expect: "200 shop/shop-web" },
  { name: "the own namespace is not meant then", says: SELECTORS, given: to({ namespaceSelector: { matchLabels: { team: "shop" } } }), from: "client", ask: toA, expect: shut },
  { name: "by a Service: the pod behind it counts", says: SELECTORS, given: out([{ to: [{ podSelector: web }] }, dns]), from: "client", ask: "http://web/", expect: "200 web-*" },
  { name: "names are not found when only the pod is allowed", says: `${POLICIES}#default-deny-all-egress-traffic`, given: to({ podSelector: web }), from: "client", ask: "http://web/", expect: "dns: i/o timeout", why: "NetworkPolicy default/out" },
  { name: "by the Service's address no name is needed", says: SELECTORS, given: to({ podSelector: web }), from: "client", ask: "http://10.96.7.1/", expect: "200 web-*" },
  { name: "DNS allowed over TCP alone is not enough", says: `${POLICIES}#networkpolicy-resource`, given: out([{ to: [{ podSelector: web }] }, { ports: [{ port: 53, protocol: "TCP" }] }]), from: "client", ask: "http://web/", expect: "dns: i/o timeout" },
  { name: "a block outside", says: SELECTORS, given: to({ ipBlock: { cidr: "203.0.113.0/24" } }), from: "client", ask: "http://203.0.113.10/", expect: "200 203.0.113.10" },
  { name: "with the host excepted", says: SELECTORS, given: to({ ipBlock: { cidr: "203.0.113.0/24", except: ["203.0.113.10/32"] } }), from: "client", ask: "http://203.0.113.10/", expect: "client: i/o timeout" },
  { name: "a selector never means the world outside", says: SELECTORS, given: to({ namespaceSelector: {} }), from: "client", ask: "http://203.0.113.10/", expect: "client: i/o timeout" },
  { name: "a port outside", says: `${POLICIES}#networkpolicy-resource`, given: out([{ ports: [{ port: 443 }] }]), from: "client", ask: "http://203.0.113.10/", expect: "client: i/o timeout" },
  { name: "a range of ports outside", says: `${POLICIES}#targeting-a-range-of-ports`, given: out([{ ports: [{ port: 5000, endPort: 6000 }] }]), from: "client", ask: "tcp 203.0.113.20:5432", expect: "open 203.0.113.20" },
  { name: "the own node is always reached", says: ISOLATION, given: out([]), from: "client", ask: "tcp {node01}:10250", expect: "pod: connection refused" },
  { name: "both ends must allow: one does not let out", says: ISOLATION, given: [...out([]), policy("in", { podSelector: web, ingress: [{}] })], from: "client", ask: toA, expect: shut, why: "default/out" },
  { name: "both ends must allow: one does not let in", says: ISOLATION, given: [...out([{}]), policy("in", { podSelector: web, policyTypes: ["Ingress"] })], from: "client", ask: toA, expect: shut, why: "default/in" },
  { name: "both ends allow", says: ISOLATION, given: [...to({ podSelector: web }), policy("in", { podSelector: web, ingress: [{ from: [{ podSelector: client }] }] })], from: "client", ask: toA, expect: "200 web-a" },
  { name: "answers come back whatever else is shut", says: ISOLATION, given: [policy("quiet", { podSelector: web, policyTypes: ["Egress"] }), policy("closed", { podSelector: client, policyTypes: ["Ingress"] })], from: "client", ask: toA, expect: "200 web-a" },
  { name: "a pod on the host's network is not held up", says: `${POLICIES}#networkpolicy-and-hostnetwork-pods`, given: [policy("host", { podSelector: { matchLabels: { role: "host" } }, policyTypes: ["Egress"] })], from: "host", ask: toA, expect: "200 web-a" },
  { name: "a pod that ends is still guarded", says: `${POLICIES}#pod-lifecycle`, given: [ending, policy("in", { podSelector: web, policyTypes: ["Ingress"] })], act: (cluster) => { cluster.client().request({ verb: "delete", group: "", version: "v1", resource: "pods", namespace: "default", name: "ending" }); }, from: "client", ask: "http://{ending}/", expect: shut },
  { name: "and still reached where it is let", says: `${POLICIES}#pod-lifecycle`, given: [ending, policy("in", { podSelector: web, ingress: [{ from: [{ podSelector: client }] }] })], act: (cluster) => { cluster.client().request({ verb: "delete", group: "", version: "v1", resource: "pods", namespace: "default", name: "ending" }); }, from: "client", ask: "http://{ending}/", expect: "200 ending" },
  { name: "a policy of another namespace says nothing here", says: `${POLICIES}#networkpolicy-resource`, given: [policy("out", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }, "shop")], from: "client", ask: toA, expect: "200 web-a" },
  { name: "all shut: nobody gets anywhere", says: `${POLICIES}#default-deny-all-ingress-and-all-egress-traffic`, given: [policy("all", { podSelector: {}, policyTypes: ["Ingress", "Egress"] })], from: "far", ask: toA, expect: shut },
  { name: "when the policy goes the way is free", says: ISOLATION, given: out([]), act: (cluster) => { cluster.client().request({ verb: "delete", group: "networking.k8s.io", version: "v1", resource: "networkpolicies", namespace: "default", name: "out" }); }, from: "client", ask: toA, expect: "200 web-a" },
];
