/** Steps 1 and 4 of conformance/FORMAT.md: how wide a column is tells nothing. */

export const trimLineEnds = (text: string): string => text.replace(/[ \t]+$/gm, "");

/** Behind the indentation two or more spaces become exactly three. */
export function equalGaps(line: string): string {
  const body = line.replace(/^ +/, "");
  const indentation = line.slice(0, line.length - body.length);
  return indentation + body.replace(/(\S) {2,}/g, "$1   ");
}
