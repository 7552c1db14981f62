/**
 * How long a Job waits before it replaces failed pods: 10 s after the first failure since the last
 * success, doubling up to 10 minutes.
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-backoff-failure-policy
 */
import { parseTime } from "../../api/time.ts";
import type { Pod } from "../../api/types.generated.ts";

const FIRST_MS = 10_000;
const MAX_MS = 600_000;

export function backoffMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(FIRST_MS * 2 ** (failures - 1), MAX_MS);
}

/** What is remembered of one Job: its failures in a row and when the last of them was. */
export type BackoffRecord = { readonly failures: number; readonly lastFailureMs: number };

export const NO_FAILURE: BackoffRecord = { failures: 0, lastFailureMs: 0 };

/** The record after these pods have finished as well. */
export function withFinished(
  record: BackoffRecord,
  succeeded: readonly Pod[],
  failed: readonly Pod[],
): BackoffRecord {
  const lastSuccessMs = Math.max(0, ...succeeded.map(finishedAtMs));
  const since = failed.map(finishedAtMs).filter((at) => at > lastSuccessMs);
  if (succeeded.length > 0) {
    return { failures: since.length, lastFailureMs: Math.max(0, ...since) };
  }
  if (since.length === 0) return record;
  return {
    failures: record.failures + since.length,
    lastFailureMs: Math.max(record.lastFailureMs, ...since),
  };
}

export function finishedAtMs({ metadata, status }: Pod): number {
  const ends = (status.containerStatuses ?? []).map(({ state }) =>
    parseTime(state?.terminated?.finishedAt ?? ""),
  );
  if (ends.length > 0 && !ends.includes(undefined)) {
    return Math.max(...ends.map((end) => end ?? 0));
  }
  const notReady = status.conditions?.find((c) => c.type === "Ready" && c.status === "False");
  const notReadyMs = parseTime(notReady?.lastTransitionTime ?? "");
  if (notReadyMs !== undefined) return notReadyMs;
  const { creationTimestamp, deletionGracePeriodSeconds = 0, deletionTimestamp = "" } = metadata;
  const endMs = parseTime(deletionTimestamp);
  if (endMs !== undefined) return endMs - deletionGracePeriodSeconds * 1000;
  return parseTime(creationTimestamp) ?? 0;
}
