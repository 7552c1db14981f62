/** Objects as the rows that `kubectl get` prints; a kind without columns has NAME and AGE. */
import type { KubeObject } from "../api/object.ts";
import { ageOf } from "./column.ts";
import { kindColumns } from "./columns/index.ts";
import type { ObjectList, Table, TableColumn } from "./request.ts";
import type { RestContext } from "./rest/context.ts";

const PLAIN: readonly TableColumn[] = [
  { name: "Name", type: "string", format: "name", description: "", priority: 0 },
  { name: "Age", type: "string", format: "", description: "", priority: 0 },
];

export function tableOf(context: RestContext, body: KubeObject | ObjectList): Table {
  const { engine, strategy } = context;
  const items = isList(body) ? body.items : [body];
  const own = strategy.cells === undefined ? kindColumns(strategy.kind) : undefined;
  const cells =
    strategy.cells ??
    own?.cells ??
    ((object: KubeObject) => [object.metadata.name, ageOf(object, engine.nowMs)]);
  const columns = strategy.cells === undefined ? own?.columns : strategy.columns;
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
    columnDefinitions: columns ?? PLAIN,
    rows: items.map((object) => ({ cells: cells(object, { nowMs: engine.nowMs }), object })),
  };
}

function isList(body: KubeObject | ObjectList): body is ObjectList {
  return Array.isArray((body as ObjectList).items);
}
