/** Rows of definitions of custom resources. */
import type { CustomResourceDefinition } from "../../api/types.generated.ts";
import { columns } from "../column.ts";
import { columnsOf, type KindColumns } from "./kind-columns.ts";

const definitions: KindColumns<CustomResourceDefinition> = {
  kind: "CustomResourceDefinition",
  columns: columns("Name", "Created At"),
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp ?? ""],
};

export const workloadColumns: readonly KindColumns[] = [columnsOf(definitions as never)];
