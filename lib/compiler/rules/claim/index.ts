/** The rule base in one list, by number. */
import type { Claim } from "./claim.ts";
import { CLUSTER_CLAIMS } from "./cluster.ts";
import { JOB_CLAIMS } from "./job.ts";
import { KUBECTL_CLAIMS } from "./kubectl.ts";
import { QUESTION_CLAIMS } from "./learner-question.ts";
import { NETWORK_CLAIMS } from "./network.ts";
import { NOTATION_CLAIMS } from "./notation.ts";
import { POD_CLAIMS } from "./pod.ts";
import { SCHEDULING_CLAIMS } from "./scheduling.ts";
import { SERVICE_CLAIMS } from "./service.ts";
import { STORAGE_CLAIMS } from "./storage.ts";
import { WORKLOAD_CLAIMS } from "./workload.ts";

export type { Claim } from "./claim.ts";

export const CLAIMS: readonly Claim[] = [
  ...CLUSTER_CLAIMS,
  ...JOB_CLAIMS,
  ...KUBECTL_CLAIMS,
  ...QUESTION_CLAIMS,
  ...NETWORK_CLAIMS,
  ...NOTATION_CLAIMS,
  ...POD_CLAIMS,
  ...SCHEDULING_CLAIMS,
  ...SERVICE_CLAIMS,
  ...STORAGE_CLAIMS,
  ...WORKLOAD_CLAIMS,
].sort((a, b) => (a.id < b.id ? -1 : 1));
