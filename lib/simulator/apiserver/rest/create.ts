/** Create: decode, defaults, admission, identity, validation, store, in this order. */

import { alreadyExists, badRequest } from "../../api/error.ts";
import { NOTHING } from "../../api/json.ts";
import { isBeingDeleted, type KubeObject, keyOf, type ObjectMeta } from "../../api/object.ts";
import { apiVersionOf, type ResourceRow } from "../../api/resource.ts";
import { modelOf, requireModel } from "../../api/schema.ts";
import { formatTime } from "../../api/time.ts";
import { admit, validateAdmission } from "../admission/index.ts";
import { isStoredElsewhere } from "../conversion/index.ts";
import { decodeBody } from "../decode/body.ts";
import { decodeModel } from "../decode/decode.ts";
import { hasGeneration } from "../generation.ts";
import { noteWrite } from "../managed/manager.ts";
import { refuseInvalid, validateMetadata } from "../validation/metadata.ts";
import type { RestContext } from "./context.ts";

export function createObject(context: RestContext): KubeObject {
  return storeNew(context, decodeBody(context));
}

/** The second half, also of a server-side apply that makes a new object. */
export function storeNew(context: RestContext, draft: KubeObject): KubeObject {
  const { request, row, store, strategy } = context;
  const named = withIdentity(context, draft);
  const defaulted = strategy.setDefaults?.(named) ?? named;
  // Until here the generated part of a name is not known, so refusals do not tell it.
  const admitted = withGeneratedName(context, admit(context, defaulted, undefined));
  const allocated = strategy.allocate?.(admitted, undefined, context) ?? admitted;
  const object = strategy.prepareForCreate?.(allocated) ?? allocated;
  refuseInvalid(context, object, [
    ...validateMetadata(context, object),
    ...(strategy.validate?.(object, row) ?? []),
    ...(strategy.validateCreate?.(object, row) ?? []),
  ]);
  if (request.trusted !== true) {
    for (const warning of strategy.warnings?.(object, undefined) ?? []) context.warn(warning);
  }
  validateAdmission(context, object, undefined);
  const known = store.get(row.kind, keyOf(object));
  if (known !== undefined) throw alreadyExists(row, object.metadata.name, isBeingDeleted(known));
  const again = strategy.setsDefaultsAgain === true ? strategy.setDefaults?.(object) : undefined;
  const last = again ?? object;
  if (request.options?.dryRun === true) return withoutVersion(last);
  const stored = store.add(last, request.component);
  // What admission adds belongs to nobody.
  noteWrite(context, stored, { before: undefined, seen: defaulted });
  return stored;
}

// What was not stored has no version.
function withoutVersion(object: KubeObject): KubeObject {
  const { resourceVersion: _, ...metadata } = object.metadata;
  return { ...object, metadata: metadata as ObjectMeta };
}

const emptyStatuses = new Map<string, object | undefined>();

/** A status in which nothing has been told yet; undefined for kinds without one. */
function emptyStatus(modelName: string): object | undefined {
  if (emptyStatuses.has(modelName)) return emptyStatuses.get(modelName);
  const type = modelOf(modelName)?.fields.get("status")?.type;
  const status =
    type?.kind === "model" ? decodeModel({}, requireModel(type.model)).object : undefined;
  emptyStatuses.set(modelName, status);
  return status;
}

// Of a kind that is offered in two versions, the one that is stored.
function storedRow({ registry, row }: RestContext): ResourceRow {
  return isStoredElsewhere(row) ? (registry.rowOfKind(row.kind) ?? row) : row;
}

function withIdentity(context: RestContext, draft: KubeObject): KubeObject {
  const { strategy } = context;
  const row = storedRow(context);
  const { status, rest } = partsOf(draft);
  const empty = emptyStatus(row.model);
  const kept = strategy.keepsStatusOnCreate === true ? (status ?? empty) : empty;
  return {
    ...NOTHING,
    ...rest,
    apiVersion: apiVersionOf(row),
    kind: row.kind,
    metadata: newMetadata(context, draft.metadata),
    ...(strategy.hasPlainStatus === true && status !== undefined ? { status } : {}),
    ...(empty === undefined ? {} : { status: kept }),
  };
}

function partsOf(draft: KubeObject) {
  if (!("status" in draft)) return { status: undefined, rest: draft };
  const { status, ...rest } = draft;
  return { status, rest };
}

function newMetadata(context: RestContext, given: Partial<ObjectMeta>): ObjectMeta {
  const { engine, request, row } = context;
  const namespace = checkedNamespace(context, given.namespace);
  const name = given.name ?? "";
  if (request.name !== undefined && request.name !== name) throw nameMismatch(name, request.name);
  const metadata: Writable<Partial<ObjectMeta>> & Record<string, unknown> = {};
  for (const field in given) {
    if (!NOT_GIVEN.has(field)) metadata[field] = given[field as keyof ObjectMeta];
  }
  if (namespace !== undefined) metadata.namespace = namespace;
  metadata.name = name;
  metadata.uid = engine.random("uids").uuid();
  metadata.resourceVersion = "";
  metadata.creationTimestamp = formatTime(engine.nowMs);
  if (hasGeneration(row)) metadata.generation = 1;
  return metadata as ObjectMeta;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What a client may write down, and the server decides. */
const NOT_GIVEN: ReadonlySet<string> = new Set([
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "managedFields",
  "selfLink",
  "namespace",
]);

// The random part keeps the whole within what a label may hold.
function withGeneratedName({ engine }: RestContext, object: KubeObject): KubeObject {
  const { name, generateName = "" } = object.metadata;
  if (name !== "" || generateName === "") return object;
  const generated = `${generateName.slice(0, 58)}${engine.random("names").nameSuffix(5)}`;
  return { ...object, metadata: { ...object.metadata, name: generated } };
}

export function checkedNamespace(
  { request, row }: RestContext,
  given: string | undefined,
): string | undefined {
  // Whatever is of the whole cluster loses a namespace that somebody wrote down.
  if (!row.namespaced) return undefined;
  const asked = request.namespace;
  if (asked !== undefined && given !== undefined && given !== "" && given !== asked) {
    throw badRequest(
      "the namespace of the provided object does not match the namespace sent on the request",
    );
  }
  return asked ?? given;
}

export function nameMismatch(inBody: string, inPath: string): Error {
  const what = `the name of the object (${inBody})`;
  return badRequest(`${what} does not match the name on the URL (${inPath})`);
}
