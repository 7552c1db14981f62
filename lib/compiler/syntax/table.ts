/** GFM tables: a header, a row of dashes with as many cells, then rows up to a blank line. */
import type { Table, TableRow } from "./block.ts";
import type { Line } from "./line.ts";

const DELIMITER = /^\s*[|｜]?\s*:?-+:?\s*(?:[|｜]\s*:?-+:?\s*)*[|｜]?\s*$/;

/** Cells of a row; `\|` is a bar inside a cell, the full-width bar separates as well. */
export function cellsOf(text: string): string[] {
  const bar = text.includes("|") ? "|" : "｜";
  let row = text.trim();
  if (row.startsWith(bar)) row = row.slice(1);
  if (row.endsWith(bar) && !row.endsWith(`\\${bar}`)) row = row.slice(0, -1);
  const cells: string[] = [];
  let cell = "";
  for (let at = 0; at < row.length; at++) {
    const sign = row.charAt(at);
    if (sign === "\\" && row.charAt(at + 1) === bar) {
      cell += bar;
      at++;
    } else if (sign === bar) {
      cells.push(cell.trim());
      cell = "";
    } else {
      cell += sign;
    }
  }
  cells.push(cell.trim());
  return cells;
}

export function opensTable(header: Line | undefined, delimiter: Line | undefined): boolean {
  if (header === undefined || delimiter === undefined) return false;
  if (header.indent > 3 || delimiter.indent > 3) return false;
  if (!/[|｜]/.test(header.text) || !/[|｜]/.test(delimiter.text)) return false;
  if (!DELIMITER.test(delimiter.text)) return false;
  return cellsOf(header.text).length === cellsOf(delimiter.text).length;
}

/** Reads the table that opens at `from`; `end` is the index of the first line after it. */
export function readTable(
  lines: readonly Line[],
  from: number,
): { readonly table: Table; readonly end: number } {
  const first = lines[from] as Line;
  const header = cellsOf(first.text);
  const rows: TableRow[] = [];
  let end = from + 2;
  for (; end < lines.length; end++) {
    const line = lines[end] as Line;
    if (line.blank || !/[|｜]/.test(line.text)) break;
    const cells = cellsOf(line.text);
    const padded = header.map((_, column) => cells[column] ?? "");
    rows.push({ line: line.number, cells: padded });
  }
  const table: Table = {
    kind: "table",
    line: first.number,
    endLine: (lines[end - 1] as Line).number,
    column: first.offset + 1,
    header,
    rows,
  };
  return { table, end };
}
