/** Go's words for a text that is no time in RFC 3339: where its reading ends. */

const LAYOUT = "2006-01-02T15:04:05Z07:00";

/** Pieces of the layout, each with what it may read. */
const PIECES: readonly (readonly [layout: string, pattern: RegExp])[] = [
  ["2006", /^\d{4}/],
  ["-", /^-/],
  ["01", /^\d\d/],
  ["-", /^-/],
  ["02", /^\d\d/],
  ["T", /^T/],
  ["15", /^\d\d/],
  [":", /^:/],
  ["04", /^\d\d/],
  [":", /^:/],
  ["05", /^\d\d(?:\.\d+)?/],
  ["Z07:00", /^(?:Z|[-+]\d\d:\d\d)/],
];

export function timeFault(text: string): string {
  const head = `parsing time ${JSON.stringify(text)}`;
  let rest = text;
  for (const [layout, pattern] of PIECES) {
    const read = pattern.exec(rest)?.[0];
    if (read === undefined) {
      const quoted = JSON.stringify(rest);
      return `${head} as "${LAYOUT}": cannot parse ${quoted} as "${layout}"`;
    }
    rest = rest.slice(read.length);
  }
  return rest === "" ? `${head}: out of range` : `${head}: extra text: ${JSON.stringify(rest)}`;
}
