/** Names: what the servers know, and how a pod asks them. */
export { Dns, type DnsAnswer, type Obstacle } from "./dns.ts";
export { CLUSTER_DNS, NODE_DNS, resolverOf } from "./resolver.ts";
