/** `kubectl get`'s tables: which columns of the server's answer are shown, and which are added. */
import type { Table, TableColumn, TableRow } from "#lib/simulator";
import { alignTable } from "./columns.ts";
import { goValue } from "./go-value.ts";

export type TableOptions = {
  readonly wide: boolean;
  readonly noHeaders: boolean;
  readonly withNamespace: boolean;
  /** `configmap`: stands before each name when several kinds are printed. */
  readonly kindPrefix: string | undefined;
  readonly showLabels: boolean;
  readonly labelColumns: readonly string[];
};

export function printTable(table: Table, options: TableOptions): string {
  const { columnDefinitions, rows } = table;
  if (rows.length === 0) return "";
  const places = shown(columnDefinitions, options);
  const lines = rows.map((row) => rowCells(row, columnDefinitions, places, options));
  if (!options.noHeaders) lines.unshift(headerCells(columnDefinitions, options));
  return alignTable(lines);
}

function shown(columns: readonly TableColumn[], options: TableOptions): readonly number[] {
  return columns.flatMap((column, at) => (options.wide || column.priority === 0 ? [at] : []));
}

function headerCells(columns: readonly TableColumn[], options: TableOptions): readonly string[] {
  const labels = options.labelColumns.map((label) => label.split("/").at(-1) ?? label);
  return [
    ...(options.withNamespace ? ["NAMESPACE"] : []),
    ...shown(columns, options).map((at) => columns[at]?.name ?? ""),
    ...labels,
    ...(options.showLabels ? ["LABELS"] : []),
  ].map((name) => name.toUpperCase());
}

function rowCells(
  row: TableRow,
  columns: readonly TableColumn[],
  places: readonly number[],
  options: TableOptions,
): readonly string[] {
  const { metadata } = row.object;
  const labels = metadata.labels ?? {};
  const cells = places.map((at) => {
    const text = cellText(row.cells[at]);
    const isName = columns[at]?.format === "name";
    return isName && options.kindPrefix !== undefined ? `${options.kindPrefix}/${text}` : text;
  });
  return [
    ...(options.withNamespace ? [metadata.namespace ?? ""] : []),
    ...cells,
    ...options.labelColumns.map((label) => labels[label] ?? ""),
    ...(options.showLabels ? [labelsText(labels)] : []),
  ];
}

// A cell ends at its first line break.
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  const text = goValue(cell);
  const end = text.search(/[\f\n\r]/);
  return end < 0 ? text : `${text.slice(0, end)}...`;
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels)
    .map(([name, value]) => `${name}=${value}`)
    .sort();
  return pairs.length === 0 ? "<none>" : pairs.join(",");
}
