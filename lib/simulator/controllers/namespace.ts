/**
 * Empties a namespace that is being deleted, says in its conditions what is left, and lets it go
 * when nothing is. https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace
 */
import { sameJson } from "../api/json.ts";
import { isBeingDeleted, type KubeObject, keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Namespace, NamespaceCondition, Pod } from "../api/types.generated.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { Memory } from "./memory.ts";
import { plural } from "./plural.ts";

/** Every change of a namespace is looked at this much later. */
const DELAY_MS = 5000;
/** How long content that finalizers hold is expected to stay. */
const FINALIZER_SECONDS = 15;

const dueTimes = new Memory<number>();

export const namespaceController: Controller = {
  name: "namespace-controller",
  for: "Namespace",

  reconcile(key, context) {
    const { cache, nowMs } = context;
    const namespace = cache.get("Namespace", key);
    if (namespace === undefined || !isBeingDeleted(namespace)) return "done";
    const { uid } = namespace.metadata;
    const dueMs = dueTimes.get(cache, uid) ?? nowMs + DELAY_MS;
    dueTimes.set(cache, uid, dueMs);
    if (nowMs < dueMs) return { requeueAtMs: dueMs };
    for (const object of contentOf(namespace, context)) {
      if (isBeingDeleted(object)) continue;
      const options = { uid: object.metadata.uid, propagationPolicy: "Background" } as const;
      context.api.delete(object.kind, keyOf(object), options);
    }
    const left = contentOf(namespace, context);
    const isNews = noteRest(namespace, left, context);
    if (left.length === 0) {
      dueTimes.forget(cache, uid);
      finalize(namespace, context);
      return "done";
    }
    const againMs = nowMs + (isNews ? DELAY_MS : estimateMs(left));
    dueTimes.set(cache, uid, againMs);
    // One that is stuck is looked at for ever.
    return { requeueAtMs: againMs, isPeriodic: !isNews };
  },
};

/** Half of what the rest is expected to take, and a second more. */
function estimateMs(left: readonly KubeObject[]): number {
  const seconds = left.map((object) => {
    if (object.kind !== "Pod") return FINALIZER_SECONDS;
    const { spec, status } = object as Pod;
    const isOver = status.phase === "Succeeded" || status.phase === "Failed";
    return isOver ? 0 : (spec.terminationGracePeriodSeconds ?? 0);
  });
  return (Math.floor(Math.max(...seconds) / 2) + 1) * 1000;
}

function contentOf(namespace: Namespace, context: ControllerContext): readonly KubeObject[] {
  const { api, cache } = context;
  const { name } = namespace.metadata;
  const cached = cache.kinds().flatMap((kind) => cache.listAny(kind, name));
  // Events are followed by nobody: the server is asked for them.
  const events = { group: "", version: "v1", resource: "events", namespace: name };
  return [...cached, ...api.list({ verb: "list", ...events })];
}

function finalize(namespace: Namespace, { api, cache }: ControllerContext): void {
  const current = cache.get("Namespace", keyOf(namespace));
  if (current === undefined) return;
  const finalizers = (current.spec.finalizers ?? []).filter((name) => name !== "kubernetes");
  const body = { ...current, spec: { ...current.spec, finalizers } };
  const place = { group: "", version: "v1", resource: "namespaces", subresource: "finalize" };
  api.request({ verb: "update", ...place, name: current.metadata.name, body });
}

/** Whether there was anything new to note. */
function noteRest(
  namespace: Namespace,
  left: readonly KubeObject[],
  { api, cache, nowMs }: ControllerContext,
): boolean {
  const current = cache.get("Namespace", keyOf(namespace));
  if (current === undefined) return false;
  const conditions = conditionsOf(left).map((condition) => {
    const before = current.status.conditions?.find(({ type }) => type === condition.type);
    const same = before?.status === condition.status && before.message === condition.message;
    return same ? before : { ...condition, lastTransitionTime: formatTime(nowMs) };
  });
  const status = { ...current.status, conditions };
  if (sameJson(status, current.status)) return false;
  api.updateStatus<"Namespace">({ ...current, status });
  return true;
}

function conditionsOf(left: readonly KubeObject[]): readonly NamespaceCondition[] {
  const remaining = describeContent(left);
  const waiting = describeFinalizers(left);
  const condition = (type: string, status: boolean, reason: string, message: string) => ({
    type,
    status: status ? "True" : "False",
    reason,
    message,
  });
  return [
    condition(
      "NamespaceDeletionDiscoveryFailure",
      false,
      "ResourcesDiscovered",
      "All resources successfully discovered",
    ),
    condition(
      "NamespaceDeletionGroupVersionParsingFailure",
      false,
      "ParsedGroupVersions",
      "All legacy kube types successfully parsed",
    ),
    condition(
      "NamespaceDeletionContentFailure",
      false,
      "ContentDeleted",
      "All content successfully deleted, may be waiting on finalization",
    ),
    remaining === ""
      ? condition(
          "NamespaceContentRemaining",
          false,
          "ContentRemoved",
          "All content successfully removed",
        )
      : condition(
          "NamespaceContentRemaining",
          true,
          "SomeResourcesRemain",
          `Some resources are remaining: ${remaining}`,
        ),
    waiting === ""
      ? condition(
          "NamespaceFinalizersRemaining",
          false,
          "ContentHasNoFinalizers",
          "All content-preserving finalizers finished",
        )
      : condition(
          "NamespaceFinalizersRemaining",
          true,
          "SomeFinalizersRemain",
          `Some content in the namespace has finalizers remaining: ${waiting}`,
        ),
  ];
}

/** `configmaps. has 1 resource instances, pods. has 2 resource instances` */
function describeContent(left: readonly KubeObject[]): string {
  return listCounts(
    countBy(left, (object) => [resourceName(object)]),
    (name, count) => `${name} has ${count} resource instances`,
  );
}

function describeFinalizers(left: readonly KubeObject[]): string {
  const counts = countBy(left, ({ metadata }) => metadata.finalizers ?? []);
  return listCounts(counts, (name, count) => `${name} in ${count} resource instances`);
}

function resourceName({ apiVersion, kind }: KubeObject): string {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
  return `${plural(kind)}.${group}`;
}

function countBy(
  objects: readonly KubeObject[],
  namesOf: (object: KubeObject) => readonly string[],
) {
  const counts = new Map<string, number>();
  for (const name of objects.flatMap(namesOf)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function listCounts(
  counts: ReadonlyMap<string, number>,
  say: (name: string, count: number) => string,
): string {
  return [...counts]
    .map(([name, count]) => say(name, count))
    .sort()
    .join(", ");
}
