/** Update of an object or of its status: optimistic locking, generation, no-op writes left out. */
import { ApiError, badRequest, conflict } from "../../api/error.ts";
import { invalid } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { type KubeObject, keyFor } from "../../api/object.ts";
import { admit, validateAdmission } from "../admission/index.ts";
import { decodeBody } from "../decode/body.ts";
import { hasGeneration } from "../generation.ts";
import { refuseInvalid, validateMetadata, validateMetadataUpdate } from "../validation/metadata.ts";
import type { RestContext } from "./context.ts";
import { checkedNamespace, nameMismatch } from "./create.ts";
import { removeIfFinished } from "./delete.ts";
import { requireObject } from "./require.ts";

const STALE =
  "the object has been modified; please apply your changes to the latest version and try again";

export function updateObject(context: RestContext): KubeObject {
  const wanted = decodeBody(context);
  return replaceObject(context, requireObject(context), wanted);
}

/** The second half of update and patch: `wanted` is what the object shall become. */
export function replaceObject(
  context: RestContext,
  old: KubeObject,
  wanted: KubeObject,
): KubeObject {
  const { request, row, store } = context;
  checkIdentity(context, old, wanted);
  const object =
    request.subresource === "status"
      ? nextStatus(context, old, wanted)
      : nextObject(context, old, wanted);
  if (sameJson(object, old)) return old;
  if (request.options?.dryRun === true) return object;
  if (store.get(row.kind, keyFor(old.metadata.namespace, old.metadata.name)) !== old) {
    throw conflict(row, old.metadata.name, STALE);
  }
  return removeIfFinished(context, store.replace(object, request.component));
}

function checkIdentity(context: RestContext, old: KubeObject, wanted: KubeObject): void {
  const { row, strategy } = context;
  const { name, namespace, resourceVersion: asked = "", uid } = wanted.metadata;
  if (name === undefined || name === "") {
    throw badRequest(`name is required`);
  }
  if (name !== old.metadata.name) throw nameMismatch(name, old.metadata.name);
  checkedNamespace(context, namespace);
  if (asked === "" && strategy.needsResourceVersion === true) {
    throw refusalOf(
      context,
      old,
      invalid("metadata.resourceVersion", 0, "must be specified for an update"),
    );
  }
  if (asked !== "" && !/^\d+$/.test(asked)) {
    const why = `strconv.ParseUint: parsing ${JSON.stringify(asked)}: invalid syntax`;
    throw new ApiError(500, "", why);
  }
  if (asked !== "" && asked !== old.metadata.resourceVersion) {
    throw conflict(row, old.metadata.name, STALE);
  }
  if (uid !== undefined && uid !== old.metadata.uid) {
    const ids = `UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`;
    throw conflict(row, old.metadata.name, `Precondition failed: ${ids}`);
  }
}

function refusalOf(
  context: RestContext,
  old: KubeObject,
  error: ReturnType<typeof invalid>,
): unknown {
  try {
    refuseInvalid(context, old, [error]);
  } catch (refusal) {
    return refusal;
  }
  return undefined;
}

function nextObject(context: RestContext, old: KubeObject, wanted: KubeObject): KubeObject {
  const { request, strategy } = context;
  const merged = specOf(old, wanted);
  const defaulted = strategy.setDefaults?.(merged) ?? merged;
  const admitted = admit(context, defaulted, old);
  const prepared = strategy.prepareForUpdate?.(admitted, old) ?? admitted;
  const allocated = strategy.allocate?.(prepared, old, context) ?? prepared;
  const object = withGeneration(context, old, allocated);
  if (object === old || sameJson(object, old)) return old;
  const alone = strategy.validatesUpdateAlone === true;
  refuseInvalid(context, object, [
    ...validateMetadataUpdate(object, old, wanted.metadata),
    ...(alone ? [] : validateMetadata(context, object)),
    ...(alone ? [] : (strategy.validate?.(object) ?? [])),
    ...(strategy.validateUpdate?.(object, old) ?? []),
  ]);
  if (request.trusted !== true) {
    for (const warning of strategy.warnings?.(object, old) ?? []) context.warn(warning);
  }
  validateAdmission(context, object, old);
  return object;
}

function nextStatus(context: RestContext, old: KubeObject, wanted: KubeObject): KubeObject {
  const { strategy } = context;
  const { labels, annotations, finalizers, ...rest } = old.metadata;
  // Labels, annotations and finalizers go along with the status; nothing else does.
  const metadata = {
    ...rest,
    ...(wanted.metadata.labels === undefined ? {} : { labels: wanted.metadata.labels }),
    ...(wanted.metadata.annotations === undefined
      ? {}
      : { annotations: wanted.metadata.annotations }),
    ...(wanted.metadata.finalizers === undefined ? {} : { finalizers: wanted.metadata.finalizers }),
    ...(old.kind === "Node" ? {} : {}),
  };
  const status = wanted.status ?? {};
  const merged: KubeObject = {
    ...old,
    metadata: sameJson(metadata, old.metadata) ? old.metadata : metadata,
    status,
  };
  const object = strategy.prepareForStatusUpdate?.(merged, old) ?? merged;
  refuseInvalid(context, object, [
    ...(object.metadata === old.metadata ? [] : validateMetadata(context, object)),
    ...(strategy.validateStatusUpdate?.(object, old) ?? []),
  ]);
  return object;
}

// Identity never changes; the status only by its own subresource.
function specOf(old: KubeObject, wanted: KubeObject): KubeObject {
  const { uid, creationTimestamp, generation, namespace } = old.metadata;
  const { deletionTimestamp, deletionGracePeriodSeconds } = old.metadata;
  const { selfLink, ...kept } = wanted.metadata;
  const metadata = {
    ...kept,
    ...(namespace === undefined ? {} : { namespace }),
    name: old.metadata.name,
    uid,
    creationTimestamp,
    resourceVersion: old.metadata.resourceVersion,
    ...(generation === undefined ? {} : { generation }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    ...(deletionGracePeriodSeconds === undefined ? {} : { deletionGracePeriodSeconds }),
  };
  const { status: _, ...rest } = wanted;
  const status = old.status;
  return {
    ...rest,
    apiVersion: old.apiVersion,
    kind: old.kind,
    metadata,
    ...(status === undefined ? {} : { status }),
  };
}

// The generation counts changes of everything but metadata and status.
function withGeneration({ row }: RestContext, old: KubeObject, next: KubeObject): KubeObject {
  if (!hasGeneration(row)) return next;
  if (sameBody(old, next) && !countsLabels(old, next)) return next;
  const generation = (old.metadata.generation ?? 0) + 1;
  return { ...next, metadata: { ...next.metadata, generation } };
}

// Of an EndpointSlice the labels are part of what it says.
function countsLabels(old: KubeObject, next: KubeObject): boolean {
  return old.kind === "EndpointSlice" && !sameJson(old.metadata.labels, next.metadata.labels);
}

function sameBody(a: KubeObject, b: KubeObject): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  names.delete("metadata");
  names.delete("status");
  return [...names].every((name) => sameJson(a[name], b[name]));
}
