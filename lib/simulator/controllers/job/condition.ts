/** A Job's conditions: why it ends, and that it has ended. */
import { formatTime } from "../../api/time.ts";
import type { Job, JobCondition } from "../../api/types.generated.ts";

/** Why a Job is going to end: `FailureTarget` or `SuccessCriteriaMet`. */
export type Verdict = {
  readonly type: "FailureTarget" | "SuccessCriteriaMet";
  readonly reason: string;
  readonly message: string;
};

type Conditions = readonly JobCondition[];

export function findCondition({ status }: Job, type: string): JobCondition | undefined {
  return status.conditions?.find((one) => one.type === type && one.status === "True");
}

export function isJobFinished(job: Job): boolean {
  return findCondition(job, "Complete") !== undefined || findCondition(job, "Failed") !== undefined;
}

export function failure(reason: string, message: string): Verdict {
  return { type: "FailureTarget", reason, message };
}

export function success(reason: string, message: string): Verdict {
  return { type: "SuccessCriteriaMet", reason, message };
}

/** Adds the condition, or changes it where it says something else. */
export function withJobCondition(
  conditions: Conditions,
  next: Pick<JobCondition, "type" | "status" | "reason" | "message">,
  nowMs: number,
): Conditions {
  const before = conditions.find(({ type }) => type === next.type);
  const isSame =
    before?.status === next.status &&
    before.reason === next.reason &&
    before.message === next.message;
  if (isSame) return conditions;
  const now = formatTime(nowMs);
  const lastTransitionTime = before?.status === next.status ? before.lastTransitionTime : now;
  const condition: JobCondition = { ...next, lastProbeTime: now, lastTransitionTime };
  if (before === undefined) return [...conditions, condition];
  return conditions.map((one) => (one === before ? condition : one));
}
