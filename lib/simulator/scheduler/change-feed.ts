/**
 * What the scheduler learns by its watch: takes every change over into the account of nodes, the
 * queue and the nominations, and wakes the pods that it could help.
 */
import { sameJson } from "../api/json.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import type { WatchEvent } from "../apiserver/store/store.ts";
import { type ClusterChange, nodeMayHelp } from "./cluster-change.ts";
import type { NodeCache } from "./node-cache.ts";
import type { Nominations } from "./nominations.ts";
import type { SchedulingQueue } from "./queue.ts";
import { requestsOf } from "./resource.ts";

export const PROFILE = "default-scheduler";

const STORAGE = [
  "PersistentVolumeClaim",
  "PersistentVolume",
  "StorageClass",
  "CSINode",
  "CSIDriver",
  "CSIStorageCapacity",
  "VolumeAttachment",
];
const LOOKED_UP = [
  "Namespace",
  "Service",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
  "PodDisruptionBudget",
];
const storage = new Set(STORAGE);
const watched = new Set(["Pod", "Node", ...STORAGE, ...LOOKED_UP]);

export type Learning = {
  readonly nodes: NodeCache;
  readonly queue: SchedulingQueue;
  readonly nominations: Nominations;
};

export function isWatched({ kind }: WatchEvent): boolean {
  return watched.has(kind);
}

export function learn(learning: Learning, event: WatchEvent): void {
  const { kind } = event;
  if (kind === "Pod") learnPod(learning, event);
  else if (kind === "Node") learnNode(learning, event);
  else if (storage.has(kind)) learning.queue.wake({ kind: "Storage" }, event.entry);
  else if (kind === "Namespace") {
    if (event.previous?.metadata.labels === event.object.metadata.labels) return;
    learning.nodes.index.namespacesChanged();
    learning.queue.wake({ kind: "Namespace" }, event.entry);
  }
}

function learnNode({ nodes, queue }: Learning, event: WatchEvent): void {
  const { entry, object, previous, type } = event;
  const after = object as unknown as Node;
  if (type === "deleted") {
    nodes.removeNode(after.metadata.name);
    queue.wake({ kind: "NodeGone" }, entry);
    return;
  }
  nodes.setNode(after);
  const before = previous as unknown as Node | undefined;
  if (nodeMayHelp(before, after)) queue.wake({ kind: "Node", before, after }, entry);
}

function learnPod(learning: Learning, event: WatchEvent): void {
  const { nominations, queue } = learning;
  const { entry, key, object, type } = event;
  const pod = object as unknown as Pod;
  const gone = type === "deleted" || isFinished(pod);
  if ((pod.spec.nodeName ?? "") !== "") {
    nominations.remove(key);
    queue.remove(key);
    learnPlaced(learning, event, pod, gone);
    return;
  }
  const isGated = (pod.spec.schedulingGates?.length ?? 0) > 0;
  if (gone || pod.metadata.deletionTimestamp !== undefined) {
    queue.remove(key);
    nominations.remove(key);
    // Another may have waited behind its nomination.
    if ((pod.status.nominatedNodeName ?? "") !== "") queue.wake({ kind: "PodGone", pod }, entry);
  } else if (pod.spec.schedulerName === PROFILE && !isGated) {
    queue.add(pod, entry);
    nominations.set(pod, pod.status.nominatedNodeName ?? "");
  }
}

function learnPlaced(
  { nodes, queue }: Learning,
  { entry, key, previous }: WatchEvent,
  pod: Pod,
  gone: boolean,
): void {
  if (gone) {
    nodes.remove(key);
    queue.wake({ kind: "PodGone", pod }, entry);
    return;
  }
  nodes.place(pod, pod.spec.nodeName ?? "");
  const change = placedChange(previous as unknown as Pod | undefined, pod);
  if (change !== undefined) queue.wake({ kind: change, pod }, entry);
}

type PlacedChange = Extract<ClusterChange, { readonly pod: Pod }>["kind"];

function placedChange(before: Pod | undefined, after: Pod): PlacedChange | undefined {
  if (before === undefined || (before.spec.nodeName ?? "") === "") return "PodAdded";
  const { deletionTimestamp, labels } = before.metadata;
  const isLeaving = deletionTimestamp !== after.metadata.deletionTimestamp;
  if (isLeaving || !sameJson(labels ?? {}, after.metadata.labels ?? {})) return "PodChanged";
  if (before.spec.containers === after.spec.containers) return undefined;
  const [old, now] = [requestsOf(before).exact, requestsOf(after).exact];
  for (const name in old) if ((now[name] ?? 0) < (old[name] ?? 0)) return "PodShrunk";
  return undefined;
}

function isFinished({ status }: Pod): boolean {
  return status.phase === "Succeeded" || status.phase === "Failed";
}
