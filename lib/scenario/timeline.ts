/**
 * The faults of a scenario at their times: those that it plans, and in worlds of their own those
 * that it declares as possible, at moments that the world decides.
 */
import { type Cluster, type Fault, randomStream } from "#lib/simulator";

export type PlannedFault = {
  readonly fault: Fault;
  /** After the start; undefined: from before the first object. */
  readonly atMs?: number;
  /** Until the end when left out. */
  readonly forMs?: number;
};

export type PossibleFault = {
  readonly fault: Fault;
  /** Of the worlds, 0 … 1. */
  readonly share: number;
  readonly withinMs: number;
  readonly forMs?: number;
};

/** What is in force while the start state comes about. */
export function beginEarly(cluster: Cluster, faults: readonly PlannedFault[]): void {
  for (const { fault, atMs, forMs } of faults) {
    if (atMs !== undefined) continue;
    cluster.inject(fault);
    if (forMs !== undefined) later(cluster, forMs, () => cluster.recover(fault));
  }
}

/** What is still to come, from the moment at which the learner begins. */
export function planFaults(cluster: Cluster, faults: readonly PlannedFault[]): void {
  for (const { fault, atMs, forMs } of faults) {
    if (atMs === undefined) continue;
    later(cluster, atMs, () => cluster.inject(fault));
    if (forMs !== undefined) later(cluster, atMs + forMs, () => cluster.recover(fault));
  }
}

/** Of the possible ones those that happen in a world; none in the plain one. */
export function drawFaults(
  possible: readonly PossibleFault[],
  seed: number,
  world: number,
): readonly PlannedFault[] {
  if (world === 0) return [];
  return possible.flatMap(({ fault, forMs, share, withinMs }, index) => {
    const random = randomStream(seed, `possible-fault/${world}/${index}`);
    const atMs = random.below(withinMs);
    if (random.fraction() >= share) return [];
    return [{ fault, atMs, ...(forMs === undefined ? {} : { forMs }) }];
  });
}

function later({ engine }: Cluster, delayMs: number, act: () => void): void {
  engine.after(delayMs, "fault", act);
}
