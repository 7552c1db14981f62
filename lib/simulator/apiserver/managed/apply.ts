/**
 * Server-side apply: a manager's whole configuration is merged into the object; what others manage
 * differently is a conflict, what nobody speaks of any more goes.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/
 *
 * Not simulated: configurations of another version of the kind, fields of subresources.
 */
import { ApiError, badRequest } from "../../api/error.ts";
import { type KubeObject, keyFor, keyOf } from "../../api/object.ts";
import { apiVersionOf } from "../../api/resource.ts";
import { refusal } from "../authorization/attribute.ts";
import { authorize } from "../authorization/rbac.ts";
import { decodeBody } from "../decode/body.ts";
import type { RestContext } from "../rest/context.ts";
import { storeNew } from "../rest/create.ts";
import { replaceObject } from "../rest/update.ts";
import { compareFields, fieldSetOf } from "./compare.ts";
import {
  difference,
  type FieldSet,
  intersection,
  pathText,
  union,
  withoutIdentity,
} from "./field-set.ts";
import {
  isSame,
  type Manager,
  managerFor,
  managersOf,
  noteManagers,
  withFields,
} from "./manager.ts";
import { mergeApplied, prune } from "./merge.ts";
import { isObject, type Json, type Shape, shapeOfKind } from "./shape.ts";
import { checkTyped } from "./typed.ts";

export function applyObject(context: RestContext): KubeObject {
  const { request, row, store } = context;
  const config = configOf(context);
  const namespace = row.namespaced ? (request.namespace ?? "") : "";
  checkTyped(config, row, namespace);
  const shape = shapeOfKind(row.model);
  const fields = withoutIdentity(fieldSetOf(config, shape));
  const own = { ...managerFor(context), fields };
  const key = keyFor(row.namespaced ? namespace : undefined, request.name ?? "");
  const live = store.get(row.kind, key);
  if (live === undefined) return createApplied(context, config, own);
  return updateApplied(context, live, config, own, shape);
}

function configOf({ request, row }: RestContext): Json {
  const { body } = request;
  if (!isObject(body))
    throw badRequest("error decoding YAML: json: cannot unmarshal into Go value");
  if (request.options?.fieldManager === undefined || request.options.fieldManager === "") {
    throw badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  }
  const metadata = (body.metadata ?? {}) as Json;
  if (metadata.managedFields !== undefined) {
    throw badRequest("metadata.managedFields must be nil");
  }
  const { apiVersion = apiVersionOf(row), kind = row.kind } = body;
  return { ...body, apiVersion, kind, metadata };
}

function createApplied(context: RestContext, config: Json, own: Manager): KubeObject {
  const { request, row, store } = context;
  const { group, resource } = row;
  const place = {
    group,
    resource,
    subresource: "",
    namespace: request.namespace ?? "",
    name: request.name ?? "",
  };
  const attributes = { user: request.user, verb: "create", ...place };
  const { allowed, reason } = authorize(store, attributes);
  if (!allowed) throw refusal(attributes, reason);
  const { name: _, ...unnamed } = request;
  const asCreate = { ...context, request: { ...unnamed, verb: "create" as const } };
  const object = storeNew(asCreate, decodeBody(context, config));
  noteManagers(object, [own]);
  return object;
}

function updateApplied(
  context: RestContext,
  live: KubeObject,
  config: Json,
  own: Manager,
  shape: Shape,
): KubeObject {
  const { request, row, store } = context;
  const known = managersOf(store, live);
  const before = known.find((one) => isSame(one, own));
  const others = known.filter((one) => one !== before);
  const merged = mergeApplied(live, config, shape);
  const dropped = difference(before?.fields ?? new Set(), own.fields);
  const kept = union(own.fields, ...others.map(({ fields }) => fields));
  const wanted = prune(merged, shape, dropped, kept);
  const { added, modified, removed } = compareFields(live, wanted, shape);
  const changed = union(added, modified);
  const conflicts = others.flatMap((manager) => {
    const fields = intersection(manager.fields, changed);
    return fields.size === 0 ? [] : [{ manager, fields }];
  });
  if (conflicts.length > 0 && request.options?.force !== true) throw conflictError(conflicts);
  const lost = union(removed, ...conflicts.map(({ fields }) => fields));
  const rest = others.map((one) => withFields(one, difference(one.fields, lost)));
  const object = replaceObject(
    context,
    live,
    decodeBody(context, withLastApplied(wanted, config, own)),
  );
  const timed = object === live ? { ...own, timeMs: before?.timeMs ?? 0 } : own;
  const now = [...rest, timed].filter(({ fields }) => fields.size > 0);
  if (request.options?.dryRun !== true && store.get(row.kind, keyOf(live)) === object) {
    noteManagers(object, now);
  }
  return object;
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** What kubectl applied as a client before is kept up to date, lest it apply so again. */
function withLastApplied(wanted: unknown, config: Json, { name }: Manager): unknown {
  const { annotations, ...metadata } = (wanted as KubeObject).metadata;
  if (name !== "kubectl" || annotations?.[LAST_APPLIED] === undefined) return wanted;
  const { annotations: own, ...rest } = config.metadata as KubeObject["metadata"];
  const { [LAST_APPLIED]: _, ...others } = own ?? {};
  const kept = Object.keys(others).length === 0 ? rest : { ...rest, annotations: others };
  const text = `${JSON.stringify(sorted({ ...config, metadata: kept }))}\n`.replace(
    /[<>&]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
  return {
    ...(wanted as KubeObject),
    metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: text } },
  };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

type Conflict = { readonly manager: Manager; readonly fields: FieldSet };

function conflictError(conflicts: readonly Conflict[]): ApiError {
  const found = conflicts
    .map(({ manager, fields }) => ({ who: managerText(manager), fields: [...fields].sort() }))
    .sort((a, b) => (a.who < b.who ? -1 : 1));
  const all = found.flatMap(({ who, fields }) =>
    fields.map((field) => ({ message: `conflict with ${who}`, field: pathText(field) })),
  );
  const causes = all.map((cause) => ({ reason: "FieldManagerConflict", ...cause }));
  const [first] = all;
  const text =
    all.length === 1 && first !== undefined
      ? `1 conflict: ${first.message}: ${first.field}`
      : `${all.length} conflicts: ${found.map(conflictLines).join("\n")}`;
  return new ApiError(409, "Conflict", `Apply failed with ${text}`, { causes });
}

function conflictLines(found: {
  readonly who: string;
  readonly fields: readonly string[];
}): string {
  const lines = found.fields.map((field) => `- ${pathText(field)}`);
  return [`conflicts with ${found.who}:`, ...lines].join("\n");
}

function managerText({ apiVersion, name, operation, subresource }: Manager): string {
  const where = subresource === "" ? "" : ` with subresource ${JSON.stringify(subresource)}`;
  const using = operation === "Update" ? ` using ${apiVersion}` : "";
  return `${JSON.stringify(name)}${where}${using}`;
}
