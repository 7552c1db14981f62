/** What a kind's rows look like; a file of this folder gives one of these per kind. */
import type { KubeObject } from "../../api/object.ts";
import type { Cell, CellContext } from "../kind-strategy.ts";
import type { TableColumn } from "../request.ts";

export type KindColumns<T extends KubeObject = KubeObject> = {
  readonly kind: string;
  readonly columns: readonly TableColumn[];
  readonly cells: (object: T, context: CellContext) => readonly Cell[];
};

/** Forgets the kind's type: a table is only asked for rows of its own kind. */
export function columnsOf<T>(kind: KindColumns<never> & T): KindColumns {
  return kind as unknown as KindColumns;
}
