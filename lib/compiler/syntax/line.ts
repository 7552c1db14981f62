/** Lines of a note with their places, and the tests that decide which block a line opens. */

export type Line = {
  readonly text: string;
  /** Counted from 1 in the file. */
  readonly number: number;
  /** Columns that containers around this line have taken off its start. */
  readonly offset: number;
  /** Spaces before the first sign; kept, because deep lists would be counted again and again. */
  readonly indent: number;
  readonly blank: boolean;
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

/** Leading tabs become spaces up to the next multiple of four, as in CommonMark. */
function expandTabs(text: string): string {
  const lead = /^[ \t]*/.exec(text)?.[0] ?? "";
  if (!lead.includes("\t")) return text;
  let width = 0;
  for (const sign of lead) width = sign === "\t" ? width + 4 - (width % 4) : width + 1;
  return " ".repeat(width) + text.slice(lead.length);
}

export function makeLine(text: string, number: number, offset: number): Line {
  const indent = indentOf(text);
  return { text, number, offset, indent, blank: text.slice(indent).trim() === "" };
}

export function linesOf(text: string, firstNumber = 1): Line[] {
  return text.split("\n").map((line, index) => makeLine(expandTabs(line), firstNumber + index, 0));
}

function indentOf(text: string): number {
  let indent = 0;
  while (text.charCodeAt(indent) === 32) indent++;
  return indent;
}

export function without(line: Line, columns: number): Line {
  const cut = Math.min(columns, line.indent);
  const { number, blank } = line;
  const offset = line.offset + cut;
  return { text: line.text.slice(cut), number, offset, indent: line.indent - cut, blank };
}

/** The first sign of a line that is not indented as code. */
function firstSign({ text, indent }: Line): string {
  return indent > 3 ? "" : text.charAt(indent);
}

export function fenceOf(line: Line): { fence: string; info: string } | undefined {
  const first = firstSign(line);
  if (first !== "`" && first !== "~") return undefined;
  const found = FENCE.exec(line.text);
  return found === null ? undefined : { fence: found[1] ?? "", info: (found[2] ?? "").trim() };
}

export function closes(line: Line, fence: string): boolean {
  const mark = fence.charAt(0);
  if (firstSign(line) !== mark) return false;
  const bare = line.text.trim();
  return bare.length >= fence.length && bare === mark.repeat(bare.length);
}

export function headingOf(line: Line): { depth: number; text: string } | undefined {
  if (firstSign(line) !== "#") return undefined;
  const found = ATX.exec(line.text);
  if (found === null) return undefined;
  const body = (found[2] ?? "").replace(/(?:^|[ \t]+)#+[ \t]*$/, "").trim();
  return { depth: (found[1] ?? "#").length, text: body };
}

export function isThematic(line: Line): boolean {
  return line.indent < 4 && THEMATIC.test(line.text);
}

export function isQuote(line: Line): boolean {
  return firstSign(line) === ">";
}

export function markerOf(line: Line): Marker | undefined {
  if (line.indent > 3) return undefined;
  const { text } = line;
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
export function interrupts(line: Line): boolean {
  if (line.indent > 3) return false;
  if (headingOf(line) !== undefined || fenceOf(line) !== undefined) return true;
  if (isThematic(line) || isQuote(line)) return true;
  const marker = markerOf(line);
  if (marker === undefined) return false;
  return !marker.empty && (!marker.ordered || marker.start === 1);
}
