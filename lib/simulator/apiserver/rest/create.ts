/** Create: identity, defaults, admission, validation, store. */
import { alreadyExists, badRequest } from "../../api/error.ts";
import { keyOf, type KubeObject, type ObjectMeta } from "../../api/object.ts";
import { SCHEMA_DATA } from "../../api/schema.generated.ts";
import { formatTime } from "../../api/time.ts";
import { apiVersionOf } from "../../api/resource.ts";
import type { RestContext } from "./context.ts";

export function createObject(context: RestContext): KubeObject {
  const { engine, request, row, store, strategy } = context;
  const draft = request.body as KubeObject;
  const withIdentity: KubeObject = {
    ...(SCHEMA_DATA[row.model]?.["status"] === undefined ? {} : { status: {} }),
    ...draft,
    apiVersion: apiVersionOf(row),
    kind: row.kind,
    metadata: newMetadata(context, draft.metadata),
  };
  const defaulted = strategy.setDefaults?.(withIdentity) ?? withIdentity;
  const object = strategy.prepareForCreate?.(defaulted) ?? defaulted;
  if (store.get(row.kind, keyOf(object)) !== undefined) {
    throw alreadyExists(row, object.metadata.name);
  }
  if (request.options?.dryRun === true) return object;
  engine.noteChange();
  return store.add(object, request.component);
}

function newMetadata({ engine, request, row }: RestContext, given: Partial<ObjectMeta>): ObjectMeta {
  const namespace = request.namespace ?? given.namespace;
  const names = engine.random("names");
  const name = given.name ?? (given.generateName === undefined ? undefined : given.generateName + names.nameSuffix(5));
  if (name === undefined || name === "") throw badRequest("name or generateName is required");
  return {
    ...given,
    ...(row.namespaced && namespace !== undefined ? { namespace } : {}),
    name,
    uid: engine.random("uids").uuid(),
    resourceVersion: "",
    creationTimestamp: formatTime(engine.nowMs),
    ...(tracksGeneration(row.kind) ? { generation: 1 } : {}),
  };
}

const KINDS_WITHOUT_GENERATION: ReadonlySet<string> = new Set([
  "Namespace",
  "Node",
  "Service",
  "ConfigMap",
  "Secret",
  "ServiceAccount",
  "Event",
  "Endpoints",
  "Lease",
]);

export function tracksGeneration(kind: string): boolean {
  return !KINDS_WITHOUT_GENERATION.has(kind);
}
