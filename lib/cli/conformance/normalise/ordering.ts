/** Step 5 of conformance/FORMAT.md: what comes in no certain order is sorted. */
import type { Table } from "./tables.ts";

type Row = { readonly text: string; readonly table: Table | undefined };

const PLACEHOLDER = /<(?:rand|hash\d+)>/;

/** Rows of tables: see `sortTableRows`; lines of `--list`; lines `* …` outside tables. */
export function sortLines(
  lines: readonly string[],
  tableOf: readonly (Table | undefined)[],
  command: readonly string[],
): readonly string[] {
  // A PEM that shrinks takes lines away; then nothing is known about tables any more.
  const known = lines.length === tableOf.length;
  let sorted = lines;
  if (known) {
    const bullets = runs(rowsOf(sorted, tableOf), ({ text, table }) =>
      text.startsWith("* ") && table === undefined ? "bullet" : undefined,
    );
    sorted = bullets.flatMap(sortRun);
  }
  const lists = command.includes("--list") && /^(label|annotate)$/.test(command[0] ?? "");
  if (lists) {
    const entries = rowsOf(sorted, []);
    sorted = runs(entries, ({ text }) => (text.includes("=") ? "entry" : undefined)).flatMap(
      sortRun,
    );
  }
  return known ? sortTableRows(rowsOf(sorted, tableOf)) : sorted;
}

/** Each longest run of equal key is sorted; without a key a row keeps its place. */
function sortTableRows(rows: readonly Row[]): readonly string[] {
  const keys = new Map<Table, number>();
  return runs(rows, ({ text, table }) => {
    if (table === undefined) return undefined;
    const number = keys.get(table) ?? keys.size;
    keys.set(table, number);
    if (table.isEvents) return `${number} ${typeAndReason(text)}`;
    return table.isUnordered || PLACEHOLDER.test(text) ? String(number) : undefined;
  }).flatMap(sortRun);
}

function typeAndReason(row: string): string {
  const words = row.split(/\s+/).filter((word) => word !== "");
  return words.length > 2 ? `${words[0]} ${words[1]}` : "";
}

function rowsOf(lines: readonly string[], tableOf: readonly (Table | undefined)[]): readonly Row[] {
  return lines.map((text, index) => ({ text, table: tableOf[index] }));
}

function runs(
  rows: readonly Row[],
  keyOf: (row: Row) => string | undefined,
): readonly (readonly Row[])[] {
  const found: Row[][] = [];
  let last: string | undefined;
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== undefined && key === last) found.at(-1)?.push(row);
    else found.push([row]);
    last = key;
  }
  return found;
}

const sortRun = (run: readonly Row[]): readonly string[] => run.map((row) => row.text).sort();
