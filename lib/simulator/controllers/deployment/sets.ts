/** A deployment's ReplicaSets: finding, creating, sizing and clearing them away. */
import { ApiError } from "../../api/error.ts";
import { sameJson } from "../../api/json.ts";
import { keyFor, keyOf } from "../../api/object.ts";
import type { Deployment, DeploymentCondition, ReplicaSet } from "../../api/types.generated.ts";
import { claim } from "../claim.ts";
import type { ControllerContext } from "../controller.ts";
import { hasDeadline, withCondition } from "./condition.ts";
import { newSetReplicas, wantedReplicas } from "./replicas.ts";
import {
  byAge,
  findNewSet,
  HASH_LABEL,
  newSetAnnotations,
  REVISION,
  revisionOf,
  sizeAnnotations,
  templateHash,
} from "./revision.ts";

export type Sets = {
  readonly newSet: ReplicaSet | undefined;
  /** Oldest first. */
  readonly oldSets: readonly ReplicaSet[];
};

export function allSets({ newSet, oldSets }: Sets): readonly ReplicaSet[] {
  return newSet === undefined ? oldSets : [...oldSets, newSet];
}

export function findSets(deployment: Deployment, context: ControllerContext): Sets {
  const { selector } = deployment.spec;
  const owned = claim(deployment, { kind: "ReplicaSet", selector }, context);
  const newSet = findNewSet(deployment, owned);
  return { newSet, oldSets: byAge(owned.filter((set) => set !== newSet)) };
}

/** Brings the new set's annotations up to date, or creates it; the deployment tells which it is. */
export function ensureNewSet(deployment: Deployment, sets: Sets, context: ControllerContext): Sets {
  if (sets.newSet !== undefined) return refreshNewSet(deployment, sets, context);
  const revision = nextRevision(sets);
  const newSet = createSet(deployment, sets.oldSets, revision, context);
  noteRevision(deployment, newSet, context);
  const message = `Created new replica set "${newSet.metadata.name}"`;
  tellProgress(deployment, { status: "True", reason: "NewReplicaSetCreated", message }, context);
  return { ...sets, newSet };
}

/** As `ensureNewSet`, but creates none. */
export function refreshNewSet(
  deployment: Deployment,
  sets: Sets,
  context: ControllerContext,
): Sets {
  if (sets.newSet === undefined) return sets;
  const newSet = annotate(deployment, sets.newSet, nextRevision(sets), context);
  noteRevision(deployment, newSet, context);
  const isKnown = deployment.status.conditions?.some(({ type }) => type === "Progressing");
  if (isKnown !== true) {
    const message = `Found new replica set "${newSet.metadata.name}"`;
    tellProgress(deployment, { status: "True", reason: "FoundNewReplicaSet", message }, context);
  }
  return { ...sets, newSet };
}

function nextRevision({ oldSets }: Sets): number {
  return Math.max(0, ...oldSets.map(revisionOf)) + 1;
}

/** Sets the condition `Progressing` of a deployment that has a deadline. */
export function tellProgress(
  deployment: Deployment,
  word: Pick<DeploymentCondition, "status" | "reason" | "message">,
  { api, cache, nowMs }: ControllerContext,
): void {
  if (!hasDeadline(deployment)) return;
  const current = cache.get("Deployment", keyOf(deployment)) ?? deployment;
  const before = current.status.conditions ?? [];
  const conditions = withCondition(before, { type: "Progressing", ...word }, nowMs);
  if (conditions === before) return;
  api.updateStatus<"Deployment">({ ...current, status: { ...current.status, conditions } });
}

function annotate(
  deployment: Deployment,
  set: ReplicaSet,
  revision: number,
  { api }: ControllerContext,
): ReplicaSet {
  const annotations = newSetAnnotations(deployment, set, revision);
  const minReadySeconds = deployment.spec.minReadySeconds;
  const spec =
    minReadySeconds === set.spec.minReadySeconds ? set.spec : { ...set.spec, minReadySeconds };
  if (spec === set.spec && sameJson(annotations, set.metadata.annotations)) return set;
  return api.update<"ReplicaSet">({ ...set, metadata: { ...set.metadata, annotations }, spec });
}

function noteRevision(
  deployment: Deployment,
  set: ReplicaSet,
  { api, cache }: ControllerContext,
): void {
  const revision = set.metadata.annotations?.[REVISION];
  const current = cache.get("Deployment", keyOf(deployment)) ?? deployment;
  if (revision === undefined || current.metadata.annotations?.[REVISION] === revision) return;
  const annotations = { ...current.metadata.annotations, [REVISION]: revision };
  // With the status, as an annotation that a client sets would count as a new generation.
  api.updateStatus<"Deployment">({ ...current, metadata: { ...current.metadata, annotations } });
}

function createSet(
  deployment: Deployment,
  oldSets: readonly ReplicaSet[],
  revision: number,
  context: ControllerContext,
): ReplicaSet {
  const { name, namespace, uid } = deployment.metadata;
  const { template, selector, minReadySeconds } = deployment.spec;
  const hash = templateHash(template, deployment.status.collisionCount ?? 0);
  const replicas = newSetReplicas(deployment, oldSets, 0);
  const labels = { ...template.metadata?.labels, [HASH_LABEL]: hash };
  const setName = `${name}-${hash}`;
  try {
    const set = context.api.create("ReplicaSet", {
      metadata: {
        name: setName,
        namespace,
        labels,
        annotations: {
          ...newSetAnnotations(deployment, undefined, revision),
          ...sizeAnnotations(deployment),
        },
        ownerReferences: [
          {
            apiVersion: "apps/v1",
            kind: "Deployment",
            name,
            uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: {
        replicas,
        ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
        selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH_LABEL]: hash } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    });
    if (replicas > 0) tellScaled(deployment, setName, 0, replicas, context);
    return set;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.reason === "AlreadyExists") countCollision(deployment, context);
    else tellRefusal(deployment, setName, error, context);
    throw error;
  }
}

function tellRefusal(
  deployment: Deployment,
  setName: string,
  error: ApiError,
  context: ControllerContext,
): void {
  const isGoing = error.details?.causes?.some(({ reason }) => reason === "NamespaceTerminating");
  if (isGoing === true) return;
  const reason = "ReplicaSetCreateError";
  const message = `Failed to create new replica set "${setName}": ${error.message}`;
  tellProgress(deployment, { status: "False", reason, message }, context);
  context.event(deployment, "Warning", reason, message);
}

// Another set has the name: the next try takes another hash.
function countCollision(deployment: Deployment, { api, cache }: ControllerContext): void {
  const current = cache.get("Deployment", keyOf(deployment)) ?? deployment;
  const collisionCount = (current.status.collisionCount ?? 0) + 1;
  api.updateStatus<"Deployment">({ ...current, status: { ...current.status, collisionCount } });
}

/** Sizes a set unless it has that size already; whether it did. */
export function scaleSet(
  deployment: Deployment,
  set: ReplicaSet,
  replicas: number,
  context: ControllerContext,
): boolean {
  if ((set.spec.replicas ?? 1) === replicas) return false;
  return sizeSet(deployment, set, replicas, context);
}

/** Sizes a set; its annotations follow the deployment's sizes in any case. */
export function sizeSet(
  deployment: Deployment,
  set: ReplicaSet,
  replicas: number,
  context: ControllerContext,
): boolean {
  const before = set.spec.replicas ?? 1;
  const current =
    context.cache.get("ReplicaSet", keyFor(set.metadata.namespace, set.metadata.name)) ?? set;
  const annotations = { ...current.metadata.annotations, ...sizeAnnotations(deployment) };
  if (before === replicas && sameJson(annotations, current.metadata.annotations)) return false;
  const metadata = { ...current.metadata, annotations };
  context.api.update<"ReplicaSet">({ ...current, metadata, spec: { ...current.spec, replicas } });
  if (before !== replicas) tellScaled(deployment, set.metadata.name, before, replicas, context);
  return before !== replicas;
}

function tellScaled(
  deployment: Deployment,
  setName: string,
  from: number,
  to: number,
  { event }: ControllerContext,
): void {
  const direction = to > from ? "up" : "down";
  const message = `Scaled ${direction} replica set ${setName} from ${from} to ${to}`;
  event(deployment, "Normal", "ScalingReplicaSet", message);
}

/** Keeps `revisionHistoryLimit` old sets that stand at zero. */
export function clearHistory(
  deployment: Deployment,
  oldSets: readonly ReplicaSet[],
  { api }: ControllerContext,
): void {
  const limit = deployment.spec.revisionHistoryLimit ?? 10;
  const alive = oldSets.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const surplus = alive.length - limit;
  for (const set of [...alive]
    .sort((a, b) => revisionOf(a) - revisionOf(b))
    .slice(0, Math.max(0, surplus))) {
    const idle = (set.spec.replicas ?? 1) === 0 && (set.status.replicas ?? 0) === 0;
    const seen = (set.metadata.generation ?? 0) <= (set.status.observedGeneration ?? 0);
    if (idle && seen) api.delete("ReplicaSet", keyOf(set));
  }
}

/** Whether the deployment was resized since its sets were last sized. */
export function isResized(deployment: Deployment, sets: Sets): boolean {
  const wanted = String(wantedReplicas(deployment));
  return allSets(sets).some(({ metadata, spec }) => {
    const desired = metadata.annotations?.["deployment.kubernetes.io/desired-replicas"];
    return (spec.replicas ?? 1) > 0 && desired !== undefined && desired !== wanted;
  });
}
