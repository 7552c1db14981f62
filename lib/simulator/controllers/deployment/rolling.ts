/**
 * One step of a rolling update: first the new set grows as far as the surge lets it, then unhealthy
 * old pods go, then healthy ones as far as availability allows.
 */
import type { Deployment, ReplicaSet } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import {
  availableReplicas,
  fencepostsOf,
  newSetReplicas,
  specReplicas,
  wantedReplicas,
} from "./replicas.ts";
import { allSets, type Sets, scaleSet } from "./sets.ts";

/** Whether anything was sized. */
export function rollStep(deployment: Deployment, sets: Sets, context: ControllerContext): boolean {
  return growNewSet(deployment, sets, context) || shrinkOldSets(deployment, sets, context);
}

function growNewSet(deployment: Deployment, sets: Sets, context: ControllerContext): boolean {
  const { newSet } = sets;
  if (newSet === undefined) return false;
  const now = newSet.spec.replicas ?? 1;
  const goal = wantedReplicas(deployment);
  if (now === goal) return false;
  const replicas = now > goal ? goal : newSetReplicas(deployment, allSets(sets), now);
  return scaleSet(deployment, newSet, replicas, context);
}

function shrinkOldSets(deployment: Deployment, sets: Sets, context: ControllerContext): boolean {
  const oldPods = specReplicas(sets.oldSets);
  if (oldPods === 0) return false;
  const minAvailable = wantedReplicas(deployment) - fencepostsOf(deployment).maxUnavailable;
  const { newSet } = sets;
  const newUnavailable = (newSet?.spec.replicas ?? 0) - (newSet?.status.availableReplicas ?? 0);
  const room = specReplicas(allSets(sets)) - minAvailable - newUnavailable;
  if (room <= 0) return false;
  const { sizes, removed } = dropUnhealthy(sets.oldSets, room);
  dropHealthy(sizes, sets, minAvailable);
  let changed = removed > 0;
  for (const [set, size] of sizes) changed = scaleSet(deployment, set, size, context) || changed;
  return changed;
}

type Sizes = Map<ReplicaSet, number>;

function dropUnhealthy(
  oldSets: readonly ReplicaSet[],
  room: number,
): { sizes: Sizes; removed: number } {
  const sizes: Sizes = new Map();
  let removed = 0;
  for (const set of oldSets) {
    const size = set.spec.replicas ?? 1;
    const unhealthy = Math.max(0, size - (set.status.availableReplicas ?? 0));
    const drop = Math.min(room - removed, unhealthy);
    removed += drop;
    if (drop > 0) sizes.set(set, size - drop);
  }
  return { sizes, removed };
}

function dropHealthy(sizes: Sizes, sets: Sets, minAvailable: number): void {
  let spare = availableReplicas(allSets(sets)) - minAvailable;
  for (const set of sets.oldSets) {
    if (spare <= 0) return;
    const size = sizes.get(set) ?? set.spec.replicas ?? 1;
    const drop = Math.min(size, spare);
    if (drop === 0) continue;
    sizes.set(set, size - drop);
    spare -= drop;
  }
}
