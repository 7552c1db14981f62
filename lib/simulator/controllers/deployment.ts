/**
 * Moves a Deployment's pods from old templates to the current one by sizing its ReplicaSets.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
import { isBeingDeleted, type KubeObject, keyOf, type ObjectKey } from "../api/object.ts";
import type { Deployment } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import { adoptionWatch } from "./claim.ts";
import type { Controller, ControllerContext, Reconciled } from "./controller.ts";
import { wantedReplicas } from "./deployment/replicas.ts";
import { rollStep } from "./deployment/rolling.ts";
import { scaleInProportion } from "./deployment/scaling.ts";
import {
  clearHistory,
  ensureNewSet,
  findSets,
  isResized,
  refreshNewSet,
  type Sets,
  scaleSet,
  tellProgress,
} from "./deployment/sets.ts";
import { isComplete, syncStatus } from "./deployment/status.ts";
import { isFinished } from "./pod-state.ts";

/** Of a pod: the deployments behind its sets that wait for its end. */
function recreatedBy({ metadata }: KubeObject, cache: Cache): readonly ObjectKey[] {
  const keys: ObjectKey[] = [];
  for (const { kind, uid } of metadata.ownerReferences ?? []) {
    if (kind !== "ReplicaSet") continue;
    for (const { name } of cache.byUid(uid)?.metadata.ownerReferences ?? []) {
      const key = `${metadata.namespace}/${name}`;
      const { strategy } = cache.get("Deployment", key)?.spec ?? {};
      if (strategy?.type === "Recreate") keys.push(key);
    }
  }
  return keys;
}

export const deploymentController: Controller = {
  name: "deployment-controller",
  for: "Deployment",
  owns: ["ReplicaSet"],
  // The last pod of an old set is what Recreate waits for.
  watches: [
    adoptionWatch(
      "ReplicaSet",
      (cache, namespace) => cache.list("Deployment", namespace),
      ({ spec }) => spec.selector,
    ),
    {
      kind: "Pod",
      keysFor: recreatedBy,
    },
  ],

  reconcile(key, context) {
    const deployment = context.cache.get("Deployment", key);
    if (deployment === undefined) return "done";
    const sets = findSets(deployment, context);
    if (isBeingDeleted(deployment)) return syncStatus(deployment, sets, false, context);
    if (notePause(deployment, context)) return "done";
    if (deployment.spec.paused === true || isResized(deployment, sets)) {
      return resize(deployment, sets, context);
    }
    return deployment.spec.strategy?.type === "Recreate"
      ? recreate(deployment, sets, context)
      : roll(deployment, sets, context);
  },
};

// A new size goes to the sets that there are; what is paused gets no new one.
function resize(deployment: Deployment, found: Sets, context: ControllerContext): Reconciled {
  const sets = refreshNewSet(deployment, found, context);
  scaleInProportion(deployment, sets, context);
  if (deployment.spec.paused === true) clearHistory(deployment, sets.oldSets, context);
  return syncStatus(deployment, findSets(deployment, context), false, context);
}

function roll(deployment: Deployment, found: Sets, context: ControllerContext): Reconciled {
  const sets = ensureNewSet(deployment, found, context);
  rollStep(deployment, sets, context);
  return finish(deployment, findSets(deployment, context), context);
}

function recreate(deployment: Deployment, found: Sets, context: ControllerContext): Reconciled {
  if (found.oldSets.some(({ spec }) => (spec.replicas ?? 1) > 0)) {
    for (const set of found.oldSets) scaleSet(deployment, set, 0, context);
    return finish(deployment, findSets(deployment, context), context);
  }
  const oldPods = found.oldSets.flatMap((set) =>
    context.cache.listOwnedBy("Pod", set.metadata.uid),
  );
  if (oldPods.some((pod) => !isFinished(pod))) return finish(deployment, found, context);
  const sets = ensureNewSet(deployment, found, context);
  if (sets.newSet !== undefined)
    scaleSet(deployment, sets.newSet, wantedReplicas(deployment), context);
  return finish(deployment, findSets(deployment, context), context);
}

function finish(deployment: Deployment, sets: Sets, context: ControllerContext): Reconciled {
  const result = syncStatus(deployment, sets, true, context);
  const current = context.cache.get("Deployment", keyOf(deployment));
  if (current !== undefined && isComplete(current, current.status))
    clearHistory(current, sets.oldSets, context);
  return result;
}

/** Notes in the conditions that the deployment was paused or resumed; true when it did. */
function notePause(deployment: Deployment, context: ControllerContext): boolean {
  if (deployment.spec.progressDeadlineSeconds === undefined) return false;
  const progressing = deployment.status.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded") return false;
  const noted = progressing?.reason === "DeploymentPaused";
  const paused = deployment.spec.paused === true;
  if (paused === noted) return false;
  const condition = paused
    ? { reason: "DeploymentPaused", message: "Deployment is paused" }
    : { reason: "DeploymentResumed", message: "Deployment is resumed" };
  tellProgress(deployment, { status: "Unknown", ...condition }, context);
  return true;
}
