/** Names: what the servers know, and how a pod asks them. */
export { Dns, type DnsAnswer, type Obstacle, type Resolved } from "./dns.ts";
export type { DnsRecord, DnsReply, RecordType } from "./record.ts";
export { CLUSTER_DNS, type Resolver, resolverOf } from "./resolver.ts";
