/** Update of an object or of its status: optimistic locking, generation, no-op writes left out. */
import { conflict, notFound } from "../../api/error.ts";
import { keyFor, type KubeObject } from "../../api/object.ts";
import { sameJson } from "../../api/json.ts";
import { tracksGeneration } from "./create.ts";
import type { RestContext } from "./context.ts";
import { removeIfFinished } from "./delete.ts";

const STALE =
  "the object has been modified; please apply your changes to the latest version and try again";

export function updateObject(context: RestContext): KubeObject {
  const { request, row, store } = context;
  const old = store.get(row.kind, keyFor(request.namespace, request.name ?? ""));
  if (old === undefined) throw notFound(row, request.name ?? "");
  return replaceObject(context, old, request.body as KubeObject);
}

/** The second half of update and patch: `wanted` is what the object shall become. */
export function replaceObject(context: RestContext, old: KubeObject, wanted: KubeObject): KubeObject {
  const { request, row, store, strategy } = context;
  const asked = wanted.metadata.resourceVersion;
  if (asked !== undefined && asked !== "" && asked !== old.metadata.resourceVersion) {
    throw conflict(row, old.metadata.name, STALE);
  }
  const merged = request.subresource === "status" ? statusOf(old, wanted) : specOf(old, wanted);
  const defaulted = strategy.setDefaults?.(merged) ?? merged;
  const prepared = strategy.prepareForUpdate?.(defaulted, old) ?? defaulted;
  const object = withGeneration(row.kind, old, prepared, request.subresource);
  if (sameJson(object, old)) return old;
  if (request.options?.dryRun === true) return object;
  return removeIfFinished(context, store.replace(object, request.component));
}

// Identity never changes; the status only by its own subresource.
function specOf(old: KubeObject, wanted: KubeObject): KubeObject {
  const { uid, creationTimestamp, generation, deletionTimestamp, deletionGracePeriodSeconds } = old.metadata;
  const metadata = {
    ...wanted.metadata,
    name: old.metadata.name,
    uid,
    creationTimestamp,
    resourceVersion: old.metadata.resourceVersion,
    ...(generation === undefined ? {} : { generation }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
  };
  const status = old["status"];
  return { ...wanted, apiVersion: old.apiVersion, kind: old.kind, metadata, ...(status === undefined ? {} : { status }) };
}

function statusOf(old: KubeObject, wanted: KubeObject): KubeObject {
  return { ...old, status: wanted["status"] };
}

function withGeneration(kind: string, old: KubeObject, next: KubeObject, subresource: string | undefined): KubeObject {
  if (subresource === "status" || !tracksGeneration(kind)) return next;
  if (sameJson(old["spec"], next["spec"])) return next;
  const generation = (old.metadata.generation ?? 0) + 1;
  return { ...next, metadata: { ...next.metadata, generation } };
}
