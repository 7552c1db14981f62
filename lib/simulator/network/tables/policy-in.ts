/** NetworkPolicies towards pods: who may come in, and by which port. */
import { type PathRow, pod, policy, webService } from "./row.ts";

const POLICIES = "docs/concepts/services-networking/network-policies/";
const ISOLATION = `${POLICIES}#the-two-sorts-of-pod-isolation`;
const SELECTORS = `${POLICIES}#behavior-of-to-and-from-selectors`;
const web = { matchLabels: { app: "web" } };
const client = { matchLabels: { role: "client" } };
const far = { matchLabels: { role: "far" } };
const shop = { matchLabels: { team: "shop" } };
const shut = "pod: i/o timeout";
/** One policy on the web servers that lets in whom the rules say. */
const onWeb = (ingress: readonly object[], more: object = {}) => [
  policy("in", { podSelector: web, ingress, ...more }),
];
const from = (...peers: readonly object[]) => onWeb([{ from: peers }]);
const gates = (...ports: readonly object[]) => onWeb([{ ports }]);
const block = (cidr: string, ...except: readonly string[]) =>
  from({ ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) } });
const toA = "http://{web-a}/";
const toB = "http://{web-b}/";

// biome-ignore format: a table
export const policyInRows: readonly PathRow[] = [
  { name: "without a policy everybody comes in", says: ISOLATION, from: "client", ask: toA, expect: "200 web-a" },
  { name: "a policy without rules lets nobody in", says: `${POLICIES}#default-deny-all-ingress-traffic`, given: onWeb([], { policyTypes: ["Ingress"] }), from: "client", ask: toA, expect: shut, why: "NetworkPolicy default/in" },
  { name: "policyTypes left out mean Ingress", says: `${POLICIES}#networkpolicy-resource`, given: [policy("in", { podSelector: web })], from: "client", ask: toA, expect: shut },
  { name: "an empty selector means all pods of the namespace", says: `${POLICIES}#default-deny-all-ingress-traffic`, given: [policy("all", { podSelector: {}, policyTypes: ["Ingress"] })], from: "client", ask: "tcp {db}:6379", expect: shut },
  { name: "and not those of others", says: `${POLICIES}#networkpolicy-resource`, given: [policy("all", { podSelector: {}, policyTypes: ["Ingress"] })], from: "client", ask: "http://{shop-web}/", expect: "200 shop/shop-web" },
  { name: "pods that are not selected stay open", says: ISOLATION, given: onWeb([], { policyTypes: ["Ingress"] }), from: "client", ask: "tcp {db}:6379", expect: "open db" },
  { name: "one empty rule lets everybody in", says: `${POLICIES}#allow-all-ingress-traffic`, given: onWeb([{}]), from: "far", ask: toA, expect: "200 web-a" },
  { name: "a rule with an empty list of peers too", says: `${POLICIES}#networkpolicy-resource`, given: onWeb([{ from: [] }]), from: "far", ask: toA, expect: "200 web-a" },
  { name: "podSelector lets its pods in", says: SELECTORS, given: from({ podSelector: client }), from: "client", ask: toA, expect: "200 web-a" },
  { name: "podSelector keeps others out", says: SELECTORS, given: from({ podSelector: client }), from: "far", ask: toA, expect: shut },
  { name: "podSelector means the policy's namespace", says: SELECTORS, given: from({ podSelector: client }), from: "shop/shop-client", ask: toA, expect: shut },
  { name: "an empty podSelector is the whole namespace", says: SELECTORS, given: from({ podSelector: {} }), from: "far", ask: toA, expect: "200 web-a" },
  { name: "and no more than that", says: SELECTORS, given: from({ podSelector: {} }), from: "shop/shop-client", ask: toA, expect: shut },
  { name: "namespaceSelector lets a namespace in", says: SELECTORS, given: from({ namespaceSelector: shop }), from: "shop/shop-client", ask: toA, expect: "200 web-a" },
  { name: "namespaceSelector keeps the own one out", says: SELECTORS, given: from({ namespaceSelector: shop }), from: "client", ask: toA, expect: shut },
  { name: "an empty namespaceSelector is every namespace", says: SELECTORS, given: from({ namespaceSelector: {} }), from: "shop/shop-client", ask: toA, expect: "200 web-a" },
  { name: "a namespace by its name", says: `${POLICIES}#targeting-a-namespace-by-its-name`, given: from({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }), from: "shop/shop-client", ask: toA, expect: "200 web-a" },
  { name: "several namespaces by expression", says: `${POLICIES}#targeting-multiple-namespaces-by-label`, given: from({ namespaceSelector: { matchExpressions: [{ key: "team", operator: "In", values: ["shop", "bank"] }] } }), from: "shop/shop-client", ask: toA, expect: "200 web-a" },
  { name: "both in one entry: both must hold (they do)", says: SELECTORS, given: from({ namespaceSelector: shop, podSelector: client }), from: "shop/shop-client", ask: toA, expect: "200 web-a" },
  { name: "both in one entry: the pod alone is not enough", says: SELECTORS, given: from({ namespaceSelector: shop, podSelector: client }), from: "client", ask: toA, expect: shut },
  { name: "both in one entry: the namespace alone is not enough", says: SELECTORS, given: from({ namespaceSelector: shop, podSelector: client }), from: "shop/shop-web", ask: toA, expect: shut },
  { name: "two entries: the pod is enough", says: SELECTORS, given: from({ namespaceSelector: shop }, { podSelector: client }), from: "client", ask: toA, expect: "200 web-a" },
  { name: "two entries: the namespace is enough", says: SELECTORS, given: from({ namespaceSelector: shop }, { podSelector: client }), from: "shop/shop-web", ask: toA, expect: "200 web-a" },
  { name: "two entries: neither", says: SELECTORS, given: from({ namespaceSelector: shop }, { podSelector: client }), from: "far", ask: toA, expect: shut },
  { name: "expressions: NotIn", says: "docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements", given: from({ podSelector: { matchExpressions: [{ key: "role", operator: "NotIn", values: ["far"] }] } }), from: "far", ask: toA, expect: shut },
  { name: "expressions: Exists", says: "docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements", given: from({ podSelector: { matchExpressions: [{ key: "role", operator: "Exists" }] } }), from: "far", ask: toA, expect: "200 web-a" },
  { name: "ipBlock with the client in it", says: SELECTORS, given: block("10.244.0.0/16"), from: "client", ask: toA, expect: "200 web-a" },
  { name: "ipBlock with the client's part excepted", says: SELECTORS, given: block("10.244.0.0/16", "10.244.2.0/24"), from: "far", ask: toA, expect: shut },
  { name: "ipBlock with another part excepted", says: SELECTORS, given: block("10.244.0.0/16", "10.244.2.0/24"), from: "client", ask: toA, expect: "200 web-a" },
  { name: "ipBlock of others", says: SELECTORS, given: block("192.0.2.0/24"), from: "client", ask: toA, expect: shut },
  { name: "ipBlock of everybody with one address excepted", says: SELECTORS, given: block("0.0.0.0/0", "10.244.2.2/32"), from: "far", ask: toA, expect: shut },
  { name: "a port that is open", says: `${POLICIES}#networkpolicy-resource`, given: gates({ port: 80 }), from: "far", ask: toA, expect: "200 web-a" },
  { name: "a port that is not", says: `${POLICIES}#networkpolicy-resource`, given: gates({ port: 8080 }), from: "far", ask: toA, expect: shut },
  { name: "a port by the name of the container's", says: `${POLICIES}#networkpolicy-resource`, given: gates({ port: "http" }), from: "far", ask: toA, expect: "200 web-a" },
  { name: "a name that the container does not have", says: `${POLICIES}#networkpolicy-resource`, given: gates({ port: "metrics" }), from: "far", ask: toA, expect: shut },
  { name: "a range of ports", says: `${POLICIES}#targeting-a-range-of-ports`, given: gates({ port: 70, endPort: 90 }), from: "far", ask: toA, expect: "200 web-a" },
  { name: "beside the range", says: `${POLICIES}#targeting-a-range-of-ports`, given: gates({ port: 81, endPort: 90 }), from: "far", ask: toA, expect: shut },
  { name: "a protocol alone is all its ports", says: `${POLICIES}#networkpolicy-resource`, given: gates({ protocol: "TCP" }), from: "far", ask: toA, expect: "200 web-a" },
  { name: "another protocol is another port", says: `${POLICIES}#networkpolicy-resource`, given: gates({ protocol: "UDP", port: 80 }), from: "far", ask: toA, expect: shut },
  { name: "SCTP too", says: `${POLICIES}#networkpolicy-resource`, given: gates({ protocol: "SCTP" }), from: "far", ask: toA, expect: shut },
  { name: "peer and port must hold together", says: `${POLICIES}#networkpolicy-resource`, given: onWeb([{ from: [{ podSelector: client }], ports: [{ port: 8080 }] }]), from: "client", ask: toA, expect: shut },
  { name: "of one rule, not of two", says: `${POLICIES}#networkpolicy-resource`, given: onWeb([{ from: [{ podSelector: client }], ports: [{ port: 8080 }] }, { from: [{ podSelector: far }], ports: [{ port: 80 }] }]), from: "client", ask: toA, expect: shut },
  { name: "any rule is enough", says: `${POLICIES}#networkpolicy-resource`, given: onWeb([{ from: [{ podSelector: client }] }, { from: [{ podSelector: far }] }]), from: "far", ask: toA, expect: "200 web-a" },
  { name: "policies add up", says: ISOLATION, given: [policy("none", { podSelector: {}, policyTypes: ["Ingress"] }), policy("some", { podSelector: web, ingress: [{ from: [{ podSelector: client }] }] })], from: "client", ask: toA, expect: "200 web-a" },
  { name: "in whatever order", says: ISOLATION, given: [policy("a-some", { podSelector: web, ingress: [{ from: [{ podSelector: client }] }] }), policy("z-none", { podSelector: {}, policyTypes: ["Ingress"] })], from: "client", ask: toA, expect: "200 web-a" },
  { name: "and let in no more than one of them", says: ISOLATION, given: [policy("none", { podSelector: {}, policyTypes: ["Ingress"] }), policy("some", { podSelector: web, ingress: [{ from: [{ podSelector: client }] }] })], from: "far", ask: toA, expect: shut },
  { name: "a pod always reaches itself", says: ISOLATION, given: [policy("none", { podSelector: {}, policyTypes: ["Ingress", "Egress"] })], from: "web-a", ask: toA, expect: "200 web-a" },
  { name: "its node always reaches a pod", says: ISOLATION, given: [policy("none", { podSelector: {}, policyTypes: ["Ingress"] })], from: "node/node02", ask: toB, expect: "200 web-b" },
  { name: "another node does not", says: ISOLATION, given: [policy("none", { podSelector: {}, policyTypes: ["Ingress"] })], from: "node/node03", ask: toB, expect: shut },
  { name: "a pod on the host's network is its node", says: `${POLICIES}#networkpolicy-and-hostnetwork-pods`, given: [policy("none", { podSelector: {}, policyTypes: ["Ingress"] })], from: "host", ask: toB, expect: "200 web-b" },
  { name: "no selector finds it", says: `${POLICIES}#networkpolicy-and-hostnetwork-pods`, given: from({ podSelector: { matchLabels: { role: "host" } } }), from: "host", ask: toA, expect: shut },
  { name: "a block with its node's address does", says: `${POLICIES}#networkpolicy-and-hostnetwork-pods`, given: block("172.30.0.0/16"), from: "host", ask: toA, expect: "200 web-a" },
  { name: "by a Service policies still hold", says: ISOLATION, given: onWeb([], { policyTypes: ["Ingress"] }), from: "client", ask: "http://web/", expect: shut },
  { name: "from outside by a node port", says: SELECTORS, given: [webService("np", "10.96.7.61", { type: "NodePort", ports: [{ port: 80, nodePort: 30090 }] }), ...from({ podSelector: client })], from: "outside", ask: "http://{node03}:30090/", expect: shut },
  { name: "a block for the world outside, its address kept", says: SELECTORS, given: [webService("npl", "10.96.7.62", { type: "NodePort", externalTrafficPolicy: "Local", ports: [{ port: 80, nodePort: 30091 }] }), ...block("198.51.100.0/24")], from: "outside", ask: "http://{node01}:30091/", sent: { sourceIp: "198.51.100.4" }, expect: "200 web-a" },
  { name: "a block for the world outside, its address rewritten", says: SELECTORS, given: [webService("npc", "10.96.7.63", { type: "NodePort", ports: [{ port: 80, nodePort: 30092 }] }), ...block("198.51.100.0/24")], from: "outside", ask: "http://{node03}:30092/", sent: { sourceIp: "198.51.100.4" }, expect: shut },
  { name: "labels that come later count at once", says: `${POLICIES}#networkpolicy-resource`, given: [...from({ podSelector: { matchLabels: { role: "late" } } }), pod("late", { role: "late" }, {}, { image: "busybox:1.36", command: ["sleep", "1d"] })], from: "late", ask: toA, expect: "200 web-a" },
];
