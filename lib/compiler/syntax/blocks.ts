/**
 * Lines → blocks, following CommonMark's block structure and GFM's tables, in time that grows with
 * the length of the note. blocks.test.ts holds it against remark. Differences, on purpose: unknown
 * tags are text, indented prose is a paragraph, `・` opens a bullet, nesting is cut at a limit.
 */
import type { Block, Code, List, ListItem, Paragraph, Quote } from "./block.ts";
import { opensHtml, readHtml } from "./html.ts";
import {
  closes,
  fenceOf,
  headingOf,
  interrupts,
  isQuote,
  isThematic,
  type Line,
  type Marker,
  makeLine,
  markerOf,
  without,
} from "./line.ts";
import { isProse } from "./prose.ts";
import { opensTable, readTable } from "./table.ts";

type Read = { readonly block: Block | undefined; readonly end: number };

export type Nesting = {
  readonly depth: number;
  readonly limit: number;
  /** Called once per place where the limit cut something. */
  readonly onCut: (line: number) => void;
};

export function readBlocks(lines: readonly Line[], nesting: Nesting): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    if ((lines[at] as Line).blank) {
      at++;
      continue;
    }
    const { block, end } = readBlock(lines, at, nesting);
    if (block !== undefined) blocks.push(block);
    at = end;
  }
  return blocks;
}

function readBlock(lines: readonly Line[], at: number, nesting: Nesting): Read {
  const line = lines[at] as Line;
  if (line.indent >= 4) return readIndented(lines, at);
  if (fenceOf(line) !== undefined) return readFence(lines, at);
  const heading = headingOf(line);
  const place = { line: line.number, endLine: line.number, column: line.offset + 1 };
  if (heading !== undefined)
    return { block: { kind: "heading", ...place, ...heading }, end: at + 1 };
  if (isThematic(line)) return { block: { kind: "break", ...place }, end: at + 1 };
  if (opensHtml(line)) {
    const { html, end } = readHtml(lines, at);
    return { block: html, end };
  }
  if (opensTable(line, lines[at + 1])) {
    const { table, end } = readTable(lines, at);
    return { block: table, end };
  }
  if (nesting.depth < nesting.limit) {
    if (isQuote(line)) return readQuote(lines, at, nesting);
    if (markerOf(line) !== undefined) return readList(lines, at, nesting);
  } else if (isQuote(line) || markerOf(line) !== undefined) {
    nesting.onCut(line.number);
    return { block: undefined, end: lines.length };
  }
  return readParagraph(lines, at);
}

function readIndented(lines: readonly Line[], from: number): Read {
  let end = from;
  let last = from;
  for (; end < lines.length; end++) {
    const line = lines[end] as Line;
    if (line.blank) continue;
    if (line.indent < 4) break;
    last = end;
  }
  const taken = lines.slice(from, last + 1);
  const first = taken[0] as Line;
  const text = taken.map((line) => line.text.slice(Math.min(4, line.indent))).join("\n");
  const place = {
    line: first.number,
    endLine: (lines[last] as Line).number,
    column: first.offset + 5,
  };
  if (!isProse(text)) {
    const code = { kind: "code", fenced: false, language: "", text } as const;
    return { block: { ...place, ...code, contentLine: first.number }, end: last + 1 };
  }
  const prose = text.split("\n").map((line) => line.trim());
  const block: Paragraph = { ...place, kind: "paragraph", indented: true, text: prose.join("\n") };
  return { block, end: last + 1 };
}

function readFence(lines: readonly Line[], from: number): Read {
  const first = lines[from] as Line;
  const { fence, info } = fenceOf(first) ?? { fence: "```", info: "" };
  const indent = first.indent;
  let end = from + 1;
  while (end < lines.length && !closes(lines[end] as Line, fence)) end++;
  const body = lines.slice(from + 1, end).map((line) => without(line, indent).text);
  const code: Code = {
    kind: "code",
    line: first.number,
    endLine: (lines[Math.min(end, lines.length - 1)] as Line).number,
    column: first.offset + indent + 1,
    fenced: true,
    language: (/^[^\s{:,]+/.exec(info)?.[0] ?? "").toLowerCase(),
    text: body.join("\n"),
    contentLine: first.number + 1,
  };
  return { block: code, end: Math.min(end + 1, lines.length) };
}

function readQuote(lines: readonly Line[], from: number, nesting: Nesting): Read {
  const inner: Line[] = [];
  let end = from;
  for (; end < lines.length; end++) {
    const line = lines[end] as Line;
    if (isQuote(line)) {
      const cut = (/^ {0,3}> ?/.exec(line.text)?.[0] ?? "").length;
      inner.push(makeLine(line.text.slice(cut), line.number, line.offset + cut));
    } else if (isLazy(inner.at(-1), line)) {
      inner.push(line);
    } else break;
  }
  const block: Quote = {
    kind: "quote",
    line: (lines[from] as Line).number,
    endLine: (lines[end - 1] as Line).number,
    column: (lines[from] as Line).offset + 1,
    blocks: readBlocks(inner, { ...nesting, depth: nesting.depth + 1 }),
  };
  return { block, end };
}

/** A line without the container's mark still belongs to an open paragraph inside it. */
function isLazy(before: Line | undefined, line: Line): boolean {
  if (before === undefined || before.blank || line.blank) return false;
  if (interrupts(line) || opensHtml(line) || markerOf(line) !== undefined) {
    return false;
  }
  return headingOf(before) === undefined && fenceOf(before) === undefined;
}

function readList(lines: readonly Line[], from: number, nesting: Nesting): Read {
  const first = markerOf(lines[from] as Line) as Marker;
  const items: ListItem[] = [];
  let at = from;
  let end = from;
  while (at < lines.length) {
    const line = lines[at] as Line;
    const marker = line.blank ? undefined : markerOf(line);
    if (marker === undefined || marker.sign !== first.sign || isThematic(line)) break;
    end = itemEnd(lines, at, marker);
    items.push(readItem(lines.slice(at, end), marker, nesting));
    at = end;
    while (at < lines.length && (lines[at] as Line).blank) at++;
  }
  const place = {
    line: (lines[from] as Line).number,
    endLine: items.at(-1)?.endLine ?? 0,
    column: (lines[from] as Line).offset + (lines[from] as Line).indent + 1,
  };
  const block: List = { kind: "list", ...place, ordered: first.ordered, items };
  return { block, end };
}

/**
 * The index after the last line of the item that opens at `from`,
 * without blank lines at its end.
 */
function itemEnd(lines: readonly Line[], from: number, marker: Marker): number {
  let end = from + 1;
  let fence = openFence(undefined, headLine(lines[from] as Line, marker.width));
  for (let at = from + 1; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.blank) continue;
    const inside = line.indent >= marker.width;
    const lazy = fence === undefined && isLazy(lines[at - 1], line);
    if (!inside && !lazy) break;
    if (marker.empty && at === from + 1 && !inside) break;
    if (inside) fence = openFence(fence, without(line, marker.width));
    end = at + 1;
  }
  return end;
}

function openFence(open: string | undefined, line: Line): string | undefined {
  if (open !== undefined) return closes(line, open) ? undefined : open;
  return fenceOf(line)?.fence;
}

function headLine(line: Line, width: number): Line {
  return makeLine(line.text.slice(width), line.number, line.offset + width);
}

function readItem(lines: readonly Line[], marker: Marker, nesting: Nesting): ListItem {
  const first = lines[0] as Line;
  const head = first.text.slice(marker.width);
  const task = /^\[([ xX])\]\s+/.exec(head);
  const cut = marker.width + (task?.[0].length ?? 0);
  const opening = headLine(first, cut);
  const rest = lines.slice(1).map((line) => without(line, marker.width));
  return {
    kind: "item",
    line: first.number,
    endLine: (lines.at(-1) ?? first).number,
    column: first.offset + cut + 1,
    checked: task === null ? undefined : task[1] !== " ",
    blocks: readBlocks([opening, ...rest], { ...nesting, depth: nesting.depth + 1 }),
  };
}

function readParagraph(lines: readonly Line[], from: number): Read {
  let end = from + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] as Line;
    if (line.blank) break;
    const underline = /^ {0,3}(=+|-+)[ \t]*$/.exec(line.text)?.[1];
    if (underline !== undefined) return setext(lines, from, end, underline.startsWith("=") ? 1 : 2);
    if (interrupts(line) || opensHtml(line)) break;
    if (opensTable(line, lines[end + 1])) break;
  }
  const taken = lines.slice(from, end);
  const first = taken[0] as Line;
  const kept = taken.map((line) => line.text.trim()).filter((text) => !isDefinition(text));
  const block: Paragraph = {
    kind: "paragraph",
    line: first.number,
    endLine: (taken.at(-1) ?? first).number,
    column: first.offset + first.indent + 1,
    text: kept.join("\n"),
    indented: false,
  };
  return { block: kept.length === 0 ? undefined : block, end };
}

/** `[name]: https://…` names a link and says nothing itself. */
function isDefinition(text: string): boolean {
  return /^\[[^\]^]+\]:\s*(?:https?:|\.{0,2}\/|#|<|mailto:)\S*/.test(text);
}

function setext(lines: readonly Line[], from: number, end: number, depth: number): Read {
  const first = lines[from] as Line;
  const text = lines.slice(from, end).map((line) => line.text.trim());
  const place = {
    line: first.number,
    endLine: (lines[end] as Line).number,
    column: first.offset + 1,
  };
  return { block: { kind: "heading", ...place, depth, text: text.join(" ") }, end: end + 1 };
}
