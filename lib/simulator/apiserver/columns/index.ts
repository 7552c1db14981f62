/** Rows of the kinds whose strategy tells none; others have NAME and AGE. */
import { flowColumns } from "./flow.ts";
import type { KindColumns } from "./kind-columns.ts";
import { securityColumns } from "./security.ts";
import { storageColumns } from "./storage.ts";
import { workloadColumns } from "./workload.ts";

const ALL: ReadonlyMap<string, KindColumns> = new Map(
  [...flowColumns, ...securityColumns, ...storageColumns, ...workloadColumns].map((columns) => [
    columns.kind,
    columns,
  ]),
);

export function kindColumns(kind: string): KindColumns | undefined {
  return ALL.get(kind);
}
