/** The rule base in one list, by number. */
import type { Claim } from "./claim.ts";
import { CLUSTER_CLAIMS } from "./cluster.ts";
import { NETWORK_CLAIMS } from "./network.ts";
import { SCHEDULING_CLAIMS } from "./scheduling.ts";
import { WORKLOAD_CLAIMS } from "./workload.ts";

export type { Claim } from "./claim.ts";

export const CLAIMS: readonly Claim[] = [
  ...WORKLOAD_CLAIMS,
  ...SCHEDULING_CLAIMS,
  ...NETWORK_CLAIMS,
  ...CLUSTER_CLAIMS,
].sort((a, b) => (a.id < b.id ? -1 : 1));
