/** Delete: preconditions, finalizers, propagation and grace; the object goes when nothing holds it. */
import { conflict, notFound } from "../../api/error.ts";
import { keyFor, keyOf, type KubeObject } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type { RestContext } from "./context.ts";

export function deleteObject(context: RestContext): KubeObject {
  const { request, row, store } = context;
  const object = store.get(row.kind, keyFor(request.namespace, request.name ?? ""));
  if (object === undefined) throw notFound(row, request.name ?? "");
  return deleteThis(context, object);
}

export function deleteThis(context: RestContext, object: KubeObject): KubeObject {
  const { engine, request, row, store, strategy } = context;
  const options = request.options ?? {};
  const uid = options.preconditions?.uid;
  if (uid !== undefined && uid !== object.metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${object.metadata.uid}). The object might have been deleted and then recreated`;
    throw conflict(row, object.metadata.name, why);
  }
  const finalizers = finalizersFor(object, options.propagationPolicy);
  const grace = strategy.gracePeriodSeconds?.(object, options.gracePeriodSeconds) ?? 0;
  if (options.dryRun === true) return object;
  if (finalizers.length === 0 && grace === 0) return store.remove(row.kind, keyOf(object), request.component);
  const before = object.metadata.deletionGracePeriodSeconds;
  if (object.metadata.deletionTimestamp !== undefined && (before ?? 0) <= grace) return object;
  const metadata = {
    ...object.metadata,
    ...(finalizers.length === 0 ? {} : { finalizers }),
    deletionTimestamp: formatTime(engine.nowMs + grace * 1000),
    deletionGracePeriodSeconds: grace,
  };
  return store.replace({ ...object, metadata }, request.component);
}

/** An object marked for deletion goes with its last finalizer, once its grace has run out. */
export function removeIfFinished({ request, row, store }: RestContext, object: KubeObject): KubeObject {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata;
  if (deletionTimestamp === undefined || (finalizers?.length ?? 0) > 0) return object;
  if ((deletionGracePeriodSeconds ?? 0) > 0) return object;
  return store.remove(row.kind, keyOf(object), request.component);
}

function finalizersFor(object: KubeObject, policy: string | undefined): readonly string[] {
  const finalizers = object.metadata.finalizers ?? [];
  const others = finalizers.filter((name) => name !== "orphan" && name !== "foregroundDeletion");
  if (policy === "Orphan") return [...others, "orphan"];
  if (policy === "Foreground") return [...others, "foregroundDeletion"];
  return policy === "Background" ? others : finalizers;
}
