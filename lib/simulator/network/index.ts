/** Services, names and requests between pods. */
export type { DnsAnswer, Resolved } from "./dns.ts";
export { createNetwork, type Network, type NetworkOptions } from "./network.ts";
export type { Failure, Hop, HopKind, NetworkAnswer, NetworkRequest, Origin } from "./request.ts";
