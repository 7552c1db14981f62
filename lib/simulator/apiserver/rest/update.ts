/** Update of an object or of its status: optimistic locking, generation, no-op writes left out. */
import { ApiError, badRequest, conflict } from "../../api/error.ts";
import { invalid } from "../../api/field-error.ts";
import { NOTHING, sameJson } from "../../api/json.ts";
import { type KubeObject, keyFor } from "../../api/object.ts";
import { admit, validateAdmission } from "../admission/index.ts";
import { decodeBody } from "../decode/body.ts";
import { hasGeneration } from "../generation.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { givenManagers, noteManagers, noteWrite, takesFields } from "../managed/manager.ts";
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
    request.subresource === "status" || request.subresource === "approval"
      ? nextStatus(context, old, wanted)
      : nextObject(context, old, wanted);
  const given = givenManagers(wanted.metadata.managedFields);
  const isSame = sameJson(object, old);
  if (isSame && !isTakenBack(context, old, wanted)) {
    if (given !== undefined && request.options?.dryRun !== true) noteManagers(old, given);
    return old;
  }
  if (request.options?.dryRun === true) return object;
  if (store.get(row.kind, keyFor(old.metadata.namespace, old.metadata.name)) !== old) {
    throw conflict(row, old.metadata.name, STALE);
  }
  const stored = store.replace(object, request.component);
  const seen = isSame ? wanted : stored;
  noteWrite(context, stored, { before: old, seen, given });
  return removeIfFinished(context, stored);
}

/**
 * A patch of a field that the server keeps as it was is a write when it changes who manages the
 * field: once, as the same manager has the field from then on.
 */
function isTakenBack(context: RestContext, old: KubeObject, wanted: KubeObject): boolean {
  const { request } = context;
  const isPatch = request.verb === "patch" && request.patchType !== "apply";
  if (!isPatch || request.subresource !== undefined || sameBody(old, wanted)) return false;
  return takesFields(context, old, wanted);
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
  // A patch is measured against the object; an update carries the id as a precondition.
  if (uid !== undefined && uid !== old.metadata.uid && context.request.verb === "update") {
    throw conflict(row, old.metadata.name, wrongUid(context, old, uid));
  }
}

function wrongUid({ row }: RestContext, old: KubeObject, uid: string): string {
  const { name, namespace } = old.metadata;
  const key = ["/registry", row.resource, ...(namespace === undefined ? [] : [namespace]), name];
  const ids = `UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`;
  return `StorageError: invalid object, Code: 4, Key: ${key.join("/")}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: ${ids}`;
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
  const { request, row, strategy } = context;
  const merged = specOf(strategy, old, wanted);
  const defaulted = strategy.setDefaults?.(merged) ?? merged;
  const admitted = admit(context, defaulted, old);
  const prepared = strategy.prepareForUpdate?.(admitted, old) ?? admitted;
  const allocated = strategy.allocate?.(prepared, old, context) ?? prepared;
  const object = withGeneration(context, old, allocated);
  const ofMetadata = validateMetadataUpdate(object, old, wanted.metadata);
  if (ofMetadata.length === 0 && (object === old || sameJson(object, old))) {
    // Who asks for nothing new is asked for leave all the same.
    if (request.trusted !== true) validateAdmission(context, old, old);
    return old;
  }
  const warn = () => {
    if (request.trusted === true) return;
    for (const warning of strategy.warnings?.(object, old) ?? []) context.warn(warning);
  };
  if (strategy.warnsOfRefused === true) warn();
  const alone = strategy.validatesUpdateAlone === true;
  refuseInvalid(context, object, [
    ...ofMetadata,
    ...(alone ? [] : validateMetadata(context, object)),
    ...(alone ? [] : (strategy.validate?.(object, row) ?? [])),
    ...(strategy.validateUpdate?.(object, old, row) ?? []),
  ]);
  if (strategy.warnsOfRefused !== true) warn();
  validateAdmission(context, object, old);
  return object;
}

function nextStatus(context: RestContext, old: KubeObject, wanted: KubeObject): KubeObject {
  const { strategy } = context;
  const { labels, annotations, finalizers, ...rest } = old.metadata;
  // Labels, annotations and finalizers go along with the status; nothing else does.
  const metadata = {
    ...NOTHING,
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
    ...NOTHING,
    ...old,
    metadata: sameJson(metadata, old.metadata) ? old.metadata : metadata,
    status,
  };
  const object = strategy.prepareForStatusUpdate?.(merged, old, context.engine.nowMs) ?? merged;
  refuseInvalid(context, object, [
    ...(object.metadata === old.metadata ? [] : validateMetadata(context, object)),
    ...(strategy.validateStatusUpdate?.(object, old) ?? []),
  ]);
  return object;
}

// Identity never changes; the status only by its own subresource.
function specOf(strategy: KindStrategy, old: KubeObject, wanted: KubeObject): KubeObject {
  const { uid, creationTimestamp, generation, namespace } = old.metadata;
  const { deletionTimestamp, deletionGracePeriodSeconds } = old.metadata;
  const { managedFields, selfLink, ...kept } = wanted.metadata;
  const metadata = {
    ...NOTHING,
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
  const status = strategy.hasPlainStatus === true ? wanted.status : old.status;
  return {
    ...NOTHING,
    ...rest,
    apiVersion: old.apiVersion,
    kind: old.kind,
    metadata,
    ...(status === undefined ? {} : { status }),
  };
}

// The generation counts changes of everything but metadata and status.
function withGeneration(context: RestContext, old: KubeObject, next: KubeObject): KubeObject {
  const { row, strategy } = context;
  const plain = strategy.hasPlainStatus === true;
  if (!hasGeneration(row)) return next;
  const changed =
    !sameBody(old, next) ||
    countsLabels(old, next) ||
    (plain && !sameJson(old.status, next.status));
  if (!changed) return next;
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
