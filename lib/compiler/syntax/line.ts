/** Lines of a note with their places, and the tests that decide which block a line opens. */

export type Line = {
  readonly text: string;
  /** Counted from 1 in the file. */
  readonly number: number;
  /** Columns that containers around this line have taken off its start. */
  readonly offset: number;
};

export type Marker = {
  /** `-`, `*`, `+`, `・`, `.` or `)`: items of one list share it. */
  readonly sign: string;
  readonly ordered: boolean;
  readonly start: number;
  /** Columns up to the content of the item. */
  readonly width: number;
  readonly empty: boolean;
};

const MARKER = /^( {0,3})(?:([-*+])|(\d{1,9})([.)]))( +|$)/;
const DOT_MARKER = /^( {0,3})[・•]\s*(?=\S)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*([^`]*)$/;
const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const THEMATIC = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const QUOTE = /^ {0,3}>/;

/** Leading tabs become spaces up to the next multiple of four, as in CommonMark. */
function expandTabs(text: string): string {
  const lead = /^[ \t]*/.exec(text)?.[0] ?? "";
  if (!lead.includes("\t")) return text;
  let width = 0;
  for (const sign of lead) width = sign === "\t" ? width + 4 - (width % 4) : width + 1;
  return " ".repeat(width) + text.slice(lead.length);
}

export function linesOf(text: string, firstNumber = 1): Line[] {
  return text
    .split("\n")
    .map((line, index) => ({ text: expandTabs(line), number: firstNumber + index, offset: 0 }));
}

export function isBlank(line: Line): boolean {
  return line.text.trim() === "";
}

export function indentOf(text: string): number {
  let indent = 0;
  while (text.charCodeAt(indent) === 32) indent++;
  return indent;
}

export function without(line: Line, columns: number): Line {
  const cut = Math.min(columns, indentOf(line.text));
  return { text: line.text.slice(cut), number: line.number, offset: line.offset + cut };
}

export function fenceOf(text: string): { fence: string; info: string } | undefined {
  const first = text.trimStart().charAt(0);
  if (first !== "`" && first !== "~") return undefined;
  const found = FENCE.exec(text);
  return found === null ? undefined : { fence: found[1] ?? "", info: (found[2] ?? "").trim() };
}

export function closes(text: string, fence: string): boolean {
  const bare = text.trim();
  return (
    indentOf(text) < 4 &&
    bare.length >= fence.length &&
    bare === fence.charAt(0).repeat(bare.length)
  );
}

export function headingOf(text: string): { depth: number; text: string } | undefined {
  if (text.trimStart().charAt(0) !== "#") return undefined;
  const found = ATX.exec(text);
  if (found === null) return undefined;
  const body = (found[2] ?? "").replace(/(?:^|[ \t]+)#+[ \t]*$/, "").trim();
  return { depth: (found[1] ?? "#").length, text: body };
}

export function isThematic(text: string): boolean {
  return THEMATIC.test(text);
}

export function isQuote(text: string): boolean {
  return QUOTE.test(text);
}

export function markerOf(text: string): Marker | undefined {
  const found = MARKER.exec(text);
  if (found === null) return dotMarkerOf(text);
  const bullet = found[2];
  const number = found[3] ?? "";
  const spaces = found[5] ?? "";
  const head = (found[1] ?? "").length + (bullet ?? `${number}.`).length;
  const empty = text.slice(head).trim() === "";
  const width = empty || spaces.length > 4 ? head + 1 : head + spaces.length;
  return {
    sign: bullet ?? found[4] ?? ".",
    ordered: bullet === undefined,
    start: Number(number),
    width,
    empty,
  };
}

/** Not Markdown, but how Japanese notes often write a bullet. */
function dotMarkerOf(text: string): Marker | undefined {
  const found = DOT_MARKER.exec(text);
  if (found === null) return undefined;
  return { sign: "・", ordered: false, start: 0, width: found[0].length, empty: false };
}

/** Whether this line would end a paragraph that stands before it. */
export function interrupts(text: string): boolean {
  if (headingOf(text) !== undefined || fenceOf(text) !== undefined) return true;
  if (isThematic(text) || isQuote(text)) return true;
  const marker = markerOf(text);
  if (marker === undefined) return false;
  return !marker.empty && (!marker.ordered || marker.start === 1);
}
