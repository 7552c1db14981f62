/** Objects as the rows that `kubectl get` prints; a kind without columns has NAME and AGE. */
import type { KubeObject } from "../api/object.ts";
import { ageOf } from "./column.ts";
import { kindColumns } from "./columns/index.ts";
import type { KindColumns } from "./columns/kind-columns.ts";
import type { ObjectList, Table, TableColumn } from "./request.ts";
import type { RestContext } from "./rest/context.ts";

const PLAIN: readonly TableColumn[] = [
  { name: "Name", type: "string", format: "name", description: "", priority: 0 },
  { name: "Age", type: "string", format: "", description: "", priority: 0 },
];

/** Parts of pods that the server shows without a pod's own columns. */
const PLAIN_PARTS: ReadonlySet<string> = new Set(["ephemeralcontainers", "resize"]);

export function tableOf(context: RestContext, body: KubeObject | ObjectList): Table {
  const { engine } = context;
  const items = isList(body) ? body.items : [body];
  const own = columnsFor(context);
  const cells =
    own?.cells ?? ((object: KubeObject) => [object.metadata.name, ageOf(object, engine.nowMs)]);
  const { resourceVersion } = body.metadata;
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata: {
      resourceVersion,
      ...(isList(body) && body.metadata.continue !== undefined
        ? { continue: body.metadata.continue }
        : {}),
    },
    columnDefinitions: own?.columns ?? PLAIN,
    rows: items.map((object) => ({ cells: cells(object, { nowMs: engine.nowMs }), object })),
  };
}

/** A kind's columns and the cells of its rows; undefined where it has none of its own. */
function columnsFor({ request, strategy }: RestContext): Omit<KindColumns, "kind"> | undefined {
  if (PLAIN_PARTS.has(request.subresource ?? "")) return undefined;
  const { cells, columns = PLAIN } = strategy;
  return cells === undefined ? kindColumns(strategy.kind) : { cells, columns };
}

function isList(body: KubeObject | ObjectList): body is ObjectList {
  return Array.isArray((body as ObjectList).items);
}
