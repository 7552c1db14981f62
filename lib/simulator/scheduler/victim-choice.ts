/** Which pod is more important, and on which node preemption loses least. */
import { parseTime } from "../api/time.ts";
import type { Pod } from "../api/types.generated.ts";

export type Candidate = {
  readonly nodeName: string;
  /** The most important first. */
  readonly victims: readonly Pod[];
  /** How many of them a disruption budget protects. */
  readonly violations: number;
};

export function priorityOf({ spec }: Pod): number {
  return spec.priority ?? 0;
}

/** The higher priority first, of equals the one that runs longer. */
export function byImportance(nowMs: number): (a: Pod, b: Pod) => number {
  return (a, b) => priorityOf(b) - priorityOf(a) || startMs(a, nowMs) - startMs(b, nowMs);
}

function startMs({ status }: Pod, nowMs: number): number {
  return status.startTime === undefined ? nowMs : (parseTime(status.startTime) ?? nowMs);
}

/** Adding this makes every priority positive, so that more victims always weigh more. */
const PRIORITY_SHIFT = 2 ** 31;

// Each measure decides only between candidates that are equal by those before it.
const MEASURES: readonly ((candidate: Candidate) => number)[] = [
  ({ violations }) => violations,
  ({ victims: [first] }) => (first === undefined ? Number.NEGATIVE_INFINITY : priorityOf(first)),
  ({ victims }) => victims.reduce((sum, pod) => sum + priorityOf(pod) + PRIORITY_SHIFT, 0),
  ({ victims }) => victims.length,
  ({ victims }) => -earliestStartMs(victims),
];

/** Of the most important victims. */
function earliestStartMs(victims: readonly Pod[]): number {
  const highest = Math.max(...victims.map(priorityOf));
  const times = victims
    .filter((pod) => priorityOf(pod) === highest)
    .map((pod) => startMs(pod, Number.POSITIVE_INFINITY));
  return Math.min(...times);
}

export function leastLoss(candidates: readonly Candidate[]): Candidate | undefined {
  let left = candidates;
  for (const measure of MEASURES) {
    if (left.length <= 1) break;
    const values = left.map(measure);
    const lowest = Math.min(...values);
    left = left.filter((_, at) => values[at] === lowest);
  }
  return left[0];
}
