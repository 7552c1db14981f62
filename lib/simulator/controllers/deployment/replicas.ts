/** The arithmetic of rolling updates: how many pods may be too many, how many may be missing. */
import type { Deployment, ReplicaSet } from "../../api/types.generated.ts";

export type Fenceposts = { readonly maxSurge: number; readonly maxUnavailable: number };

/** Percentages of the wanted replicas: surge is rounded up, unavailable down. */
export function fencepostsOf({ spec }: Deployment): Fenceposts {
  if (spec.strategy?.type !== "RollingUpdate") return { maxSurge: 0, maxUnavailable: 0 };
  const replicas = wanted(spec.replicas);
  const { maxSurge, maxUnavailable } = spec.strategy.rollingUpdate ?? {};
  const surge = share(maxSurge ?? "25%", replicas, Math.ceil);
  const unavailable = share(maxUnavailable ?? "25%", replicas, Math.floor);
  // Both could round to nothing, and then no pod could ever be replaced.
  return {
    maxSurge: surge,
    maxUnavailable: surge === 0 && unavailable === 0 ? 1 : Math.min(unavailable, replicas),
  };
}

function share(value: number | string, of: number, round: (x: number) => number): number {
  if (typeof value === "number") return value;
  return round((Number(value.replace("%", "")) * of) / 100);
}

function wanted(replicas: number | undefined): number {
  return replicas ?? 1;
}

export function wantedReplicas({ spec }: Deployment): number {
  return wanted(spec.replicas);
}

export function specReplicas(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, { spec }) => sum + wanted(spec.replicas), 0);
}

export function actualReplicas(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, { status }) => sum + (status.replicas ?? 0), 0);
}

export function availableReplicas(sets: readonly ReplicaSet[]): number {
  return sets.reduce((sum, { status }) => sum + (status.availableReplicas ?? 0), 0);
}

/** How large the new set may become at this moment. */
export function newSetReplicas(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  newSetNow: number,
): number {
  const goal = wantedReplicas(deployment);
  if (deployment.spec.strategy?.type !== "RollingUpdate") return goal;
  const room = goal + fencepostsOf(deployment).maxSurge - specReplicas(sets);
  if (room <= 0) return newSetNow;
  return newSetNow + Math.min(room, goal - newSetNow);
}
