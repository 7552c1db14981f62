/**
 * Delete: preconditions, finalizers, propagation and grace;
 * the object goes when nothing holds it.
 */
import { conflict } from "../../api/error.ts";
import { sameJson } from "../../api/json.ts";
import { type KubeObject, keyOf } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import { validateAdmission } from "../admission/index.ts";
import type { RestContext } from "./context.ts";
import { requireObject } from "./require.ts";

export function deleteObject(context: RestContext): KubeObject {
  return deleteThis(context, requireObject(context));
}

export function deleteThis(context: RestContext, object: KubeObject): KubeObject {
  const { request, row, store } = context;
  const options = request.options ?? {};
  checkPreconditions(context, object);
  validateAdmission(context, object, object);
  const marked = markedForDeletion(context, object);
  if (options.dryRun === true) return marked ?? object;
  if (marked === undefined) return store.remove(row.kind, keyOf(object), request.component);
  return sameJson(marked, object) ? object : store.replace(marked, request.component);
}

function checkPreconditions({ request, row }: RestContext, object: KubeObject): void {
  const { name, uid, resourceVersion } = object.metadata;
  const wanted = request.options?.preconditions ?? {};
  const refuse = (what: string, a: string, b: string, end: string) => {
    const why = `the ${what} in the precondition (${a}) does not match the ${what} in record (${b}). The object might have been ${end}`;
    // Told by its kind where others tell the resource.
    return conflict({ group: row.group, resource: row.kind }, name, why);
  };
  if (wanted.uid !== undefined && wanted.uid !== uid) {
    throw refuse("UID", wanted.uid, uid, "deleted and then recreated");
  }
  if (wanted.resourceVersion !== undefined && wanted.resourceVersion !== resourceVersion) {
    throw refuse("ResourceVersion", wanted.resourceVersion, resourceVersion, "modified");
  }
}

/** Undefined when nothing holds the object any more. */
function markedForDeletion(context: RestContext, object: KubeObject): KubeObject | undefined {
  const { engine, request, strategy } = context;
  const options = request.options ?? {};
  const grace = strategy.gracePeriodSeconds?.(object, options.gracePeriodSeconds);
  const finalizers = finalizersFor(context, object);
  const { deletionTimestamp, deletionGracePeriodSeconds: before = 0 } = object.metadata;
  if (finalizers.length === 0 && (grace ?? 0) === 0 && !isHeldBySpec(object)) return undefined;
  const { finalizers: _, ...kept } = object.metadata;
  const held = finalizers.length === 0 ? kept : { ...kept, finalizers };
  // A second delete may shorten the grace, never lengthen it.
  if (deletionTimestamp !== undefined && before <= (grace ?? 0))
    return { ...object, metadata: held };
  const seconds = grace ?? 0;
  const generation = object.metadata.generation;
  const metadata = {
    ...held,
    deletionTimestamp: formatTime(engine.nowMs + seconds * 1000),
    ...(object.kind === "Namespace" ? {} : { deletionGracePeriodSeconds: seconds }),
    ...(generation === undefined || deletionTimestamp !== undefined
      ? {}
      : { generation: generation + 1 }),
  };
  if (object.kind !== "Namespace") return { ...object, metadata };
  return { ...object, metadata, status: { ...(object.status as object), phase: "Terminating" } };
}

/** A namespace stays until what is in it has gone. */
function isHeldBySpec({ kind, spec }: KubeObject): boolean {
  if (kind !== "Namespace") return false;
  const { finalizers } = (spec ?? {}) as { readonly finalizers?: readonly string[] };
  return (finalizers?.length ?? 0) > 0;
}

/** An object marked for deletion goes with its last finalizer, once its grace has run out. */
export function removeIfFinished(
  { request, row, store }: RestContext,
  object: KubeObject,
): KubeObject {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata;
  if (deletionTimestamp === undefined || (finalizers?.length ?? 0) > 0) return object;
  if ((deletionGracePeriodSeconds ?? 0) > 0) return object;
  if (isHeldBySpec(object)) return object;
  return store.remove(row.kind, keyOf(object), request.component);
}

function finalizersFor({ request, strategy }: RestContext, object: KubeObject): readonly string[] {
  const policy = request.options?.propagationPolicy;
  const needed = strategy.finalizersOnEveryDelete ?? [];
  const given = object.metadata.finalizers ?? [];
  const isNew = object.metadata.deletionTimestamp === undefined;
  const missing = isNew ? needed.filter((name) => !given.includes(name)) : [];
  const finalizers = [...given, ...missing];
  const others = finalizers.filter((name) => name !== "orphan" && name !== "foregroundDeletion");
  if (policy === "Orphan") return [...others, "orphan"];
  if (policy === "Foreground") return [...others, "foregroundDeletion"];
  if (policy === "Background") return others;
  const added = strategy.finalizersOnDelete?.(object) ?? [];
  return [...finalizers, ...added.filter((name) => !finalizers.includes(name))];
}
