/**
 * A deployment that is resized in the middle of a rollout, or paused, spreads the change over its
 * sets in proportion to their sizes.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#proportional-scaling
 */
import type { Deployment, ReplicaSet } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { fencepostsOf, specReplicas, wantedReplicas } from "./replicas.ts";
import { MAX_REPLICAS } from "./revision.ts";
import { allSets, type Sets, scaleSet, sizeSet } from "./sets.ts";

export function scaleInProportion(
  deployment: Deployment,
  sets: Sets,
  context: ControllerContext,
): void {
  const goal = wantedReplicas(deployment);
  const all = allSets(sets);
  const active = all.filter(({ spec }) => (spec.replicas ?? 1) > 0);
  if (active.length <= 1) {
    const only = active[0] ?? sets.newSet ?? sets.oldSets.at(-1);
    if (only !== undefined) scaleSet(deployment, only, goal, context);
    return;
  }
  if (sets.newSet !== undefined && isSaturated(deployment, sets.newSet)) {
    for (const set of sets.oldSets)
      if ((set.spec.replicas ?? 1) > 0) scaleSet(deployment, set, 0, context);
    return;
  }
  if (deployment.spec.strategy?.type !== "RollingUpdate") return;
  const allowed = goal > 0 ? goal + fencepostsOf(deployment).maxSurge : 0;
  spread(deployment, active, allowed - specReplicas(active), context);
}

function isSaturated(deployment: Deployment, set: ReplicaSet): boolean {
  const goal = wantedReplicas(deployment);
  const desired = set.metadata.annotations?.["deployment.kubernetes.io/desired-replicas"];
  return (
    set.spec.replicas === goal && desired === String(goal) && set.status.availableReplicas === goal
  );
}

function spread(
  deployment: Deployment,
  active: readonly ReplicaSet[],
  toAdd: number,
  context: ControllerContext,
): void {
  const growing = toAdd > 0;
  const ordered = [...active].sort((a, b) => {
    const bySize = (b.spec.replicas ?? 1) - (a.spec.replicas ?? 1);
    const older = a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1;
    return bySize || (growing ? -older : older);
  });
  let added = 0;
  const sizes = ordered.map((set) => {
    const part = proportion(deployment, set, toAdd, added);
    added += part;
    return (set.spec.replicas ?? 1) + part;
  });
  ordered.forEach((set, index) => {
    const leftover = index === 0 ? toAdd - added : 0;
    sizeSet(deployment, set, Math.max(0, (sizes[index] ?? 0) + leftover), context);
  });
}

function proportion(deployment: Deployment, set: ReplicaSet, toAdd: number, added: number): number {
  const size = set.spec.replicas ?? 1;
  const allowed = toAdd - added;
  if (size === 0 || toAdd === 0 || allowed === 0) return 0;
  const part = fraction(deployment, set, size);
  return toAdd > 0 ? Math.min(part, allowed) : Math.max(part, allowed);
}

function fraction(deployment: Deployment, set: ReplicaSet, size: number): number {
  const goal = wantedReplicas(deployment);
  if (goal === 0) return -size;
  const total = goal + fencepostsOf(deployment).maxSurge;
  const annotated = Number(
    set.metadata.annotations?.[MAX_REPLICAS] ?? deployment.status.replicas ?? 0,
  );
  if (annotated === 0) return 0;
  return Math.round((size * total) / annotated) - size;
}
