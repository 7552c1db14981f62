/** Services, names and requests between pods. */
export { createNetwork, type Network } from "./network.ts";
export type { NetworkAnswer, NetworkRequest } from "./request.ts";
