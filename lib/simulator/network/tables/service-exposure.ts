/** Services from outside, and which endpoints a client had better be sent to. */
import { type PathRow, pod, service, webService } from "./row.ts";

const SERVICE = "docs/concepts/services-networking/service/";
const VIPS = "docs/reference/networking/virtual-ips/";
const SOURCE = "docs/tutorials/services/source-ip/";
const DEBUG = "docs/tasks/debug/debug-application/debug-service/";
const TOPOLOGY = "docs/concepts/services-networking/topology-aware-routing/";
const nodePort = (port: number, spec: object = {}) => ({
  type: "NodePort",
  ports: [{ port: 80, nodePort: port }],
  ...spec,
});
const local = { externalTrafficPolicy: "Local" };
const onlyB = { selector: { app: "only-b" } };
const podB = pod("only-b", { app: "only-b" }, { nodeName: "node02" });
const sticky = { sessionAffinity: "ClientIP" };
const zones = { "topology.kubernetes.io/zone": "b" };

// biome-ignore format: a table
export const serviceExposureRows: readonly PathRow[] = [
  { name: "a node port on a node with an endpoint", says: `${SERVICE}#type-nodeport`, given: [webService("np", "10.96.7.40", nodePort(30080))], from: "outside", ask: "http://{node01}:30080/", expect: "200 web-*" },
  { name: "a node port on a node without one", says: `${SERVICE}#type-nodeport`, given: [webService("np", "10.96.7.40", nodePort(30080))], from: "outside", ask: "http://{node03}:30080/", expect: "200 web-*" },
  { name: "a node port is a ClusterIP too", says: `${SERVICE}#type-nodeport`, given: [webService("np", "10.96.7.40", nodePort(30080))], from: "client", ask: "http://np/", expect: "200 web-*" },
  { name: "the port of the ClusterIP is not open on nodes", says: `${SERVICE}#type-nodeport`, given: [webService("np", "10.96.7.40", nodePort(30080))], from: "outside", ask: "http://{node01}/", expect: "pod: connection refused" },
  { name: "a node port of nobody", says: `${SERVICE}#type-nodeport`, from: "outside", ask: "http://{node01}:30999/", expect: "pod: connection refused" },
  { name: "a node port from a pod", says: `${SERVICE}#type-nodeport`, given: [webService("np", "10.96.7.40", nodePort(30080))], from: "client", ask: "http://{node02}:30080/", expect: "200 web-*" },
  { name: "a node port of a node that is cut off", says: `${SERVICE}#type-nodeport`, given: [webService("np", "10.96.7.40", nodePort(30080))], act: (cluster) => cluster.kubelets.setReachable("node03", false), from: "outside", ask: "http://{node03}:30080/", expect: "balancer: i/o timeout", why: "node03 is not reachable" },
  { name: "and of one that came back", says: `${SERVICE}#type-nodeport`, given: [webService("np", "10.96.7.40", nodePort(30080))], act: (cluster) => cluster.kubelets.setReachable("node03", true), from: "outside", ask: "http://{node03}:30080/", expect: "200 web-*" },
  { name: "with the policy Cluster the client's address is lost", says: `${SOURCE}#source-ip-for-services-with-type-nodeport`, given: [webService("np", "10.96.7.40", nodePort(30080))], from: "outside", ask: "http://{node03}:30080/", expect: "200 web-*", seenAs: "node03" },
  { name: "with Local it is kept", says: `${SOURCE}#source-ip-for-services-with-type-nodeport`, given: [webService("npl", "10.96.7.41", nodePort(30081, local))], from: "outside", ask: "http://{node01}:30081/", sent: { sourceIp: "198.51.100.7" }, expect: "200 web-*", seenAs: "198.51.100.7" },
  { name: "with Local only the node's own endpoints are asked", says: `${VIPS}#external-traffic-policy`, given: [webService("npl", "10.96.7.41", nodePort(30081, local))], from: "outside", ask: "http://{node02}:30081/", times: 2, expect: "200 web-b, 200 web-b" },
  { name: "with Local a node without endpoints drops it", says: `${VIPS}#external-traffic-policy`, given: [webService("npl", "10.96.7.41", nodePort(30081, local))], from: "outside", ask: "http://{node03}:30081/", expect: "endpoint: i/o timeout", why: "externalTrafficPolicy is Local" },
  { name: "internal Local keeps to the client's node", says: `${VIPS}#internal-traffic-policy`, given: [webService("in", "10.96.7.42", { internalTrafficPolicy: "Local" })], from: "client", ask: "http://in/", times: 2, expect: "200 web-a, 200 web-a" },
  { name: "internal Local without an endpoint there drops it", says: "docs/concepts/services-networking/service-traffic-policy/", given: [webService("in", "10.96.7.42", { internalTrafficPolicy: "Local" })], from: "far", ask: "http://in/", expect: "endpoint: i/o timeout", why: "internalTrafficPolicy is Local" },
  { name: "a balancer without provider stays pending and is a node port", says: `${SERVICE}#loadbalancer`, given: [webService("lb", "10.96.7.43", { ...nodePort(30082), type: "LoadBalancer", loadBalancerClass: "example.com/none" })], from: "outside", ask: "http://{node02}:30082/", expect: "200 web-*" },
  { name: "a provider's address leads to the Service", says: `${SERVICE}#loadbalancer`, given: [webService("lb", "10.96.7.43", { type: "LoadBalancer", loadBalancerIP: "172.30.254.80" })], from: "outside", ask: "http://172.30.254.80/", expect: "200 web-*", why: "sends to node01" },
  { name: "the balancer asks only nodes with endpoints when Local", says: `${SERVICE}#preserving-the-client-source-ip`, given: [service("lbl", { ...onlyB, ...local, type: "LoadBalancer", loadBalancerIP: "172.30.254.81", ports: [{ port: 80 }] }), podB], from: "outside", ask: "http://172.30.254.81/", expect: "200 only-b", seenAs: "203.0.113.1", why: "sends to node02" },
  { name: "source ranges keep others out", says: `${SERVICE}#loadbalancer`, given: [webService("lbr", "10.96.7.44", { type: "LoadBalancer", loadBalancerIP: "172.30.254.82", loadBalancerSourceRanges: ["198.51.100.0/24"] })], from: "outside", ask: "http://172.30.254.82/", expect: "endpoint: i/o timeout", why: "loadBalancerSourceRanges" },
  { name: "and let their own in", says: `${SERVICE}#loadbalancer`, given: [webService("lbr", "10.96.7.44", { type: "LoadBalancer", loadBalancerIP: "172.30.254.82", loadBalancerSourceRanges: ["198.51.100.0/24"] })], from: "outside", ask: "http://172.30.254.82/", sent: { sourceIp: "198.51.100.9" }, expect: "200 web-*" },
  { name: "from inside a balancer's address is served by the own node", says: `${VIPS}#external-traffic-policy`, given: [webService("lb", "10.96.7.43", { ...local, type: "LoadBalancer", loadBalancerIP: "172.30.254.80" })], from: "far", ask: "http://172.30.254.80/", expect: "200 web-*" },
  { name: "without node ports there is no way by a node", says: `${SERVICE}#load-balancer-nodeport-allocation`, given: [webService("lbn", "10.96.7.45", { type: "LoadBalancer", allocateLoadBalancerNodePorts: false, loadBalancerIP: "172.30.254.83" })], from: "outside", ask: "http://172.30.254.83/", expect: "200 web-*" },
  { name: "external addresses lead to the Service", says: `${SERVICE}#external-ips`, given: [webService("xip", "10.96.7.46", { externalIPs: ["198.51.100.32"] })], from: "client", ask: "http://198.51.100.32/", expect: "200 web-*" },
  { name: "from outside too", says: `${SERVICE}#external-ips`, given: [webService("xip", "10.96.7.46", { externalIPs: ["198.51.100.32"] })], from: "outside", ask: "http://198.51.100.32/", expect: "200 web-*" },
  { name: "affinity keeps a client at its endpoint", says: `${VIPS}#session-affinity`, given: [webService("aff", "10.96.7.47", sticky)], from: "client", ask: "http://aff/", times: 3, expect: "200 web-a, 200 web-a, 200 web-a" },
  { name: "until its time is over", says: `${VIPS}#session-stickiness-timeout`, given: [webService("aff2", "10.96.7.48", { ...sticky, sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } } })], act: (cluster) => { cluster.network.request({ from: { pod: "default/client" }, url: "http://aff2/" }); }, afterMs: 2000, from: "client", ask: "http://aff2/", expect: "200 web-b" },
  { name: "clients are told apart by their address", says: `${VIPS}#session-affinity`, given: [webService("aff3", "10.96.7.49", sticky)], act: (cluster) => { cluster.network.request({ from: { pod: "default/client" }, url: "http://aff3/" }); }, from: "far", ask: "http://aff3/", expect: "200 web-b" },
  { name: "the same zone is preferred", says: `${VIPS}#traffic-distribution`, given: [webService("zone", "10.96.7.50", { trafficDistribution: "PreferSameZone" })], from: "far", ask: "http://zone/", times: 2, expect: "200 web-b, 200 web-b" },
  { name: "PreferClose is its old name", says: `${VIPS}#traffic-distribution`, given: [webService("close", "10.96.7.51", { trafficDistribution: "PreferClose" })], from: "client", ask: "http://close/", times: 2, expect: "200 web-a, 200 web-a" },
  { name: "the same node is preferred", says: `${VIPS}#traffic-distribution`, given: [webService("near", "10.96.7.52", { trafficDistribution: "PreferSameNode" })], from: "client", ask: "http://near/", times: 2, expect: "200 web-a, 200 web-a" },
  { name: "then the same zone", says: `${VIPS}#traffic-distribution`, given: [webService("near", "10.96.7.52", { trafficDistribution: "PreferSameNode" })], from: "far", ask: "http://near/", times: 2, expect: "200 web-b, 200 web-b" },
  { name: "then anybody", says: `${VIPS}#traffic-distribution`, given: [service("zb", { selector: { app: "only-b" }, clusterIP: "10.96.7.53", trafficDistribution: "PreferSameZone", ports: [{ port: 80 }] }), podB], from: "client", ask: "http://zb/", expect: "200 only-b" },
  { name: "too few endpoints for hints: all are asked", says: `${TOPOLOGY}#safeguards`, given: [{ ...webService("auto", "10.96.7.54"), metadata: { name: "auto", namespace: "default", annotations: { "service.kubernetes.io/topology-mode": "Auto" }, labels: zones } as never }], from: "far", ask: "http://auto/", times: 2, expect: "200 web-a, 200 web-b" },
  { name: "a port of the host leads to its pod", says: "docs/reference/kubernetes-api/workload-resources/pod-v1/#ports", given: [pod("hp", { app: "hp" }, {}, { ports: [{ containerPort: 80, hostPort: 8088 }] })], from: "outside", ask: "http://{node01}:8088/", expect: "200 hp" },
  { name: "on its own node only", says: "docs/reference/kubernetes-api/workload-resources/pod-v1/#ports", given: [pod("hp", { app: "hp" }, {}, { ports: [{ containerPort: 80, hostPort: 8088 }] })], from: "outside", ask: "http://{node02}:8088/", expect: "pod: connection refused" },
  { name: "pods reach pods without any Service", says: "docs/concepts/services-networking/", from: "far", ask: "http://{web-b}/", expect: "200 web-b", seenAs: "far" },
  { name: "nobody outside reaches a pod by its address", says: "docs/concepts/services-networking/", from: "outside", ask: "http://{web-b}/", expect: "pod: i/o timeout" },
  { name: "an ExternalName is no proxy: the client goes there itself", says: `${SERVICE}#externalname`, given: [service("away", { type: "ExternalName", externalName: "example.com" })], from: "client", ask: "http://away/", expect: "200 203.0.113.10" },
  { name: "a headless Service is asked pod by pod", says: `${SERVICE}#headless-services`, from: "client", ask: "http://peers/", times: 2, expect: "200 web-a, 200 web-b" },
  { name: "a port that only the Service has is no port of a headless one", says: `${SERVICE}#headless-services`, from: "client", ask: "http://peers:81/", expect: "pod: connection refused" },
  { name: "a pod reaches itself by its Service as its node", says: `${DEBUG}#a-pod-fails-to-reach-itself-via-the-service-ip`, given: [service("self", { selector: { role: "self" }, clusterIP: "10.96.7.55", ports: [{ port: 80 }] }), pod("self", { role: "self" })], from: "self", ask: "http://self/", expect: "200 self" },
];
