/**
 * Who manages which fields of a stored object. Nothing is computed when an object is written: each
 * write is noted beside the object, and the managers follow from the notes when somebody asks.
 */
import type { KubeObject } from "../../api/object.ts";
import { apiVersionOf, type ResourceRow } from "../../api/resource.ts";
import { modelOf } from "../../api/schema.ts";
import { formatTime, parseTime } from "../../api/time.ts";
import type { ManagedFieldsEntry } from "../../api/types.generated.ts";
import { decodeModel } from "../decode/decode.ts";
import type { RestContext } from "../rest/context.ts";
import type { Store } from "../store/store.ts";
import { compareFields } from "./compare.ts";
import {
  difference,
  type FieldSet,
  fieldSetIn,
  fieldsV1,
  union,
  withoutIdentity,
} from "./field-set.ts";
import { shapeOfKind } from "./shape.ts";

export type Manager = {
  readonly name: string;
  readonly operation: "Apply" | "Update";
  readonly subresource: string;
  readonly apiVersion: string;
  /** 0 for an apply that changed nothing of the object. */
  readonly timeMs: number;
  readonly fields: FieldSet;
};

type Seen = {
  readonly before: KubeObject | undefined;
  /** The object as its writer knew it, without what the server adds of its own. */
  readonly seen: KubeObject;
  /** Managers that the client named for what was there before. */
  readonly given?: readonly Manager[] | undefined;
};

/** One flat object for each write, as there are as many as entries in the log. */
type Write = Required<Seen> & {
  readonly stored: KubeObject;
  readonly row: ResourceRow;
  readonly manager: Omit<Manager, "fields" | "timeMs">;
  readonly timeMs: number;
};

/** By the version that a write made, from the version `first` on. */
type Notes = { readonly first: number; readonly list: (Write | undefined)[] };

const writes = new WeakMap<Store, Notes>();
const managers = new WeakMap<KubeObject, readonly Manager[]>();

export function noteWrite(
  context: RestContext,
  stored: KubeObject,
  { before, given, seen }: Seen,
): void {
  const { engine, row, store } = context;
  const version = Number(stored.metadata.resourceVersion);
  let notes = writes.get(store);
  if (notes === undefined) {
    notes = { first: version, list: [] };
    writes.set(store, notes);
  }
  const { first, list } = notes;
  // Writes that nobody noted leave no holes, which would make a slow array of it.
  while (list.length < version - first) list.push(undefined);
  const manager = writerOf(context);
  list[version - first] = { stored, before, seen, given, row, manager, timeMs: engine.nowMs };
}

function writeOf(store: Store, stored: KubeObject): Write | undefined {
  const notes = writes.get(store);
  const write = notes?.list[Number(stored.metadata.resourceVersion) - notes.first];
  return write?.stored === stored ? write : undefined;
}

/** Of an apply, which has to know the managers at once. */
export function noteManagers(stored: KubeObject, known: readonly Manager[]): void {
  managers.set(stored, known);
}

export function managersOf(store: Store, stored: KubeObject): readonly Manager[] {
  const open: (readonly [KubeObject, Write])[] = [];
  let at: KubeObject | undefined = stored;
  let known: readonly Manager[] = [];
  while (at !== undefined) {
    const found = managers.get(at);
    if (found !== undefined) {
      known = found;
      break;
    }
    const write = writeOf(store, at);
    if (write === undefined) break;
    open.push([at, write]);
    at = write.before;
  }
  for (const [object, write] of open.reverse()) {
    known = afterUpdate(known, write);
    managers.set(object, known);
  }
  return known;
}

/** Works out who manages what there is, after which the notes of the past are not needed. */
export function foldWrites(store: Store): void {
  for (const kind of store.kinds()) {
    if (kind === "Event") continue;
    for (const object of store.list(kind)) managersOf(store, object);
  }
  writes.delete(store);
}

function afterUpdate(
  inherited: readonly Manager[],
  { before, given, manager: writer, row: { model }, seen, timeMs }: Write,
): readonly Manager[] {
  const manager = { ...writer, timeMs };
  const known = given ?? inherited;
  const after = before === undefined ? withoutStatus(seen) : seen;
  const { added, modified, removed } = compareFields(
    before ?? nothingOf(model),
    after,
    shapeOfKind(model),
  );
  const taken = withoutIdentity(union(added, modified));
  const own = known.find((one) => isSame(one, manager));
  const others = known
    .filter((one) => one !== own)
    .map((one) => withFields(one, difference(difference(one.fields, taken), removed)));
  const fields = union(difference(own?.fields ?? new Set(), removed), taken);
  const isUnchanged = own !== undefined && taken.size === 0 && fields.size === own.fields.size;
  const mine = isUnchanged ? own : { ...manager, fields };
  return [...others, mine].filter((one) => one.fields.size > 0);
}

/** Whether a change makes its writer manager of more fields, or leaves fields to nobody. */
export function takesFields(context: RestContext, old: KubeObject, wanted: KubeObject): boolean {
  const { row, store } = context;
  const { added, modified, removed } = compareFields(old, wanted, shapeOfKind(row.model));
  const manager = managerFor(context);
  const known = managersOf(store, old);
  const own = known.find((one) => isSame(one, manager))?.fields;
  return (
    [...withoutIdentity(union(added, modified))].some((field) => own?.has(field) !== true) ||
    [...removed].some((field) => known.some(({ fields }) => fields.has(field)))
  );
}

function withoutStatus({ status: _, ...rest }: KubeObject): unknown {
  return rest;
}

const nothings = new Map<string, unknown>();

/** An object before it is made: Go has its plain structs already then, and nobody owns them. */
function nothingOf(name: string): unknown {
  if (!nothings.has(name)) {
    const model = modelOf(name);
    nothings.set(name, model === undefined ? {} : decodeModel({}, model).object);
  }
  return nothings.get(name);
}

export function withFields(manager: Manager, fields: FieldSet): Manager {
  return fields.size === manager.fields.size ? manager : { ...manager, fields };
}

export function isSame(a: Omit<Manager, "fields">, b: Omit<Manager, "fields">): boolean {
  return (
    a.name === b.name &&
    a.operation === b.operation &&
    a.subresource === b.subresource &&
    (a.operation === "Apply" || a.apiVersion === b.apiVersion)
  );
}

const OWN_NAMES: ReadonlySet<string> = new Set([
  "kubectl",
  "kubelet",
  "kube-apiserver",
  "kube-scheduler",
]);

/** Who writes now. */
export function managerFor(context: RestContext): Omit<Manager, "fields"> {
  return { ...writerOf(context), timeMs: context.engine.nowMs };
}

/** The manager that the request names, or the program behind the component. */
function writerOf(context: RestContext): Omit<Manager, "fields" | "timeMs"> {
  const { request, row, writtenAs } = context;
  const { component, options, patchType, subresource = "" } = request;
  const named = options?.fieldManager;
  const operation = patchType === "apply" ? "Apply" : "Update";
  const apiVersion = apiVersionOf(row);
  const as = writtenAs ?? subresource;
  if (named !== undefined || operation === "Apply")
    return { name: named ?? programOf(component), operation, subresource: as, apiVersion };
  return writerNamed(component, as, apiVersion);
}

type Writer = Omit<Manager, "fields" | "timeMs">;

// Components write the same things again and again: one object for each stands in all notes.
const writers = new Map<string, Writer[]>();

function writerNamed(component: string, subresource: string, apiVersion: string): Writer {
  let own = writers.get(component);
  if (own === undefined) {
    own = [];
    writers.set(component, own);
  }
  for (const one of own)
    if (one.subresource === subresource && one.apiVersion === apiVersion) return one;
  const writer = {
    name: programOf(component),
    operation: "Update",
    subresource,
    apiVersion,
  } as const;
  own.push(writer);
  return writer;
}

function programOf(component: string): string {
  const [program = ""] = component.split("/");
  return OWN_NAMES.has(program) ? program : "kube-controller-manager";
}

/** What a client that writes `managedFields` itself says; undefined when it does not. */
export function givenManagers(entries: unknown): readonly Manager[] | undefined {
  if (!Array.isArray(entries) || entries.length === 0) return undefined;
  return (entries as readonly ManagedFieldsEntry[])
    .map((entry) => ({
      name: entry.manager ?? "",
      operation: entry.operation === "Apply" ? ("Apply" as const) : ("Update" as const),
      subresource: entry.subresource ?? "",
      apiVersion: entry.apiVersion ?? "",
      timeMs: parseTime(entry.time ?? "") ?? 0,
      fields: fieldSetIn(entry.fieldsV1),
    }))
    .filter(({ fields }) => fields.size > 0);
}

/** Applied ones first, then by the second in which they wrote, then by name. */
function inOrder(a: Manager, b: Manager): number {
  if (a.operation !== b.operation) return a.operation < b.operation ? -1 : 1;
  const seconds = Math.floor(a.timeMs / 1000) - Math.floor(b.timeMs / 1000);
  return seconds === 0 ? (a.name < b.name ? -1 : 1) : seconds;
}

/** As they stand in an object's metadata. */
export function managedFields(store: Store, stored: KubeObject): readonly ManagedFieldsEntry[] {
  return [...managersOf(store, stored)]
    .sort(inOrder)
    .map(({ apiVersion, fields, name, operation, subresource, timeMs }) => ({
      apiVersion,
      fieldsType: "FieldsV1",
      fieldsV1: fieldsV1(fields),
      manager: name,
      operation,
      ...(subresource === "" ? {} : { subresource }),
      ...(timeMs === 0 ? {} : { time: formatTime(timeMs) }),
    }));
}
