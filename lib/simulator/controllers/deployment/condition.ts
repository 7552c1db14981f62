/** A deployment's conditions: each with the time of its last update and of its last transition. */
import { formatTime } from "../../api/time.ts";
import type { Deployment, DeploymentCondition } from "../../api/types.generated.ts";

export type Condition = Pick<DeploymentCondition, "type" | "status" | "reason" | "message">;
export type Conditions = readonly DeploymentCondition[];

/** Without one nothing is told of progress. */
export function hasDeadline({ spec }: Deployment): boolean {
  return (
    spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== 2_147_483_647
  );
}

/** Sets a condition; one that says the same already is left as it is. */
export function withCondition(conditions: Conditions, next: Condition, nowMs: number): Conditions {
  const before = conditions.find(({ type }) => type === next.type);
  if (before?.status === next.status && before.reason === next.reason) return conditions;
  return renewed(conditions, next, nowMs);
}

// Says it again with a new update time; the transition time moves only with the status.
export function renewed(conditions: Conditions, next: Condition, nowMs: number): Conditions {
  const before = conditions.find(({ type }) => type === next.type);
  const now = formatTime(nowMs);
  const lastTransitionTime = before?.status === next.status ? before.lastTransitionTime : now;
  const condition: DeploymentCondition = { ...next, lastTransitionTime, lastUpdateTime: now };
  return [...conditions.filter(({ type }) => type !== next.type), condition];
}
