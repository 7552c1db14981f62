/** What holds in every run, whatever is done to a cluster; in the order in which it is told. */
import { claimBoundOnce } from "./claim-bound-once.ts";
import { budgetHolds } from "./disruption-budget.ts";
import type { Invariant } from "./history.ts";
import { noOrphan } from "./no-orphan.ts";
import { noPodOnTwoNodes } from "./no-pod-on-two-nodes.ts";
import { nodeAllocation } from "./node-allocation.ts";
import { pendingReason } from "./pending-reason.ts";
import { quotaHolds } from "./quota.ts";
import { replayEqual } from "./replay-equal.ts";
import { replicasConverge } from "./replicas-converge.ts";
import { resourceVersionGrows } from "./resource-version.ts";
import { settleEnds } from "./settle-ends.ts";
import { specOwner } from "./spec-owner.ts";

export type { History, Invariant } from "./history.ts";

export const invariants: readonly Invariant[] = [
  noPodOnTwoNodes,
  nodeAllocation,
  resourceVersionGrows,
  pendingReason,
  quotaHolds,
  budgetHolds,
  settleEnds,
  replayEqual,
  replicasConverge,
  noOrphan,
  claimBoundOnce,
  specOwner,
];
