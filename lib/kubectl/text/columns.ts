/** Columns as Go's tabwriter aligns them. */

/** Columns of `kubectl get`: at least three spaces between them, none behind the last. */
export function alignTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  }
  return rows.map((row) => `${alignRow(row, widths)}\n`).join("");
}

function alignRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, at) => {
      // A column's width is at least 6 with its padding of 3, as kubectl's writer is set up.
      const padded = Math.max(6, (widths[at] ?? 0) + 3);
      return at === row.length - 1 ? cell : cell + " ".repeat(padded - width(cell));
    })
    .join("");
}

const BEYOND_ONE_UNIT = /[\ud800-\udfff]/;

/** In characters; most texts have as many as code units. */
function width(text: string): number {
  return BEYOND_ONE_UNIT.test(text) ? [...text].length : text.length;
}

/**
 * Text with tabs → aligned text, for `describe`: a column is a run of consecutive lines that have
 * a cell there; it is two spaces wider than its longest cell.
 */
export function alignTabs(text: string, padding = 2, minimum = 0): string {
  const lines = text.split("\n").map((line) => line.split("\t"));
  const out = lines.map(() => "");
  formatBlock(lines, 0, lines.length, 0, out, padding, minimum);
  return out.join("\n");
}

// Each cell but a line's last belongs to a column; a block of lines is formatted column by column.
function formatBlock(
  lines: readonly (readonly string[])[],
  from: number,
  to: number,
  column: number,
  out: string[],
  padding: number,
  minimum: number,
): void {
  let at = from;
  while (at < to) {
    const cells = lines[at] ?? [];
    if (column >= cells.length - 1) {
      out[at] = (out[at] ?? "") + cells.slice(column).join("");
      at += 1;
      continue;
    }
    let end = at;
    let widest = minimum;
    while (end < to && column < (lines[end]?.length ?? 0) - 1) {
      const cell = lines[end]?.[column] ?? "";
      widest = Math.max(widest, width(cell) + padding);
      end += 1;
    }
    for (let line = at; line < end; line += 1) {
      out[line] = (out[line] ?? "") + (lines[line]?.[column] ?? "").padEnd(widest);
    }
    formatBlock(lines, at, end, column + 1, out, padding, minimum);
    at = end;
  }
}
