/**
 * HTML on lines of its own: comments and real tags are set aside; what only looks like a tag
 * (`<NodeIP>:<NodePort>`) stays text.
 */
import type { Html } from "./block.ts";
import type { Line } from "./line.ts";

const TAGS =
  "address|article|aside|base|blockquote|body|br|button|canvas|caption|center|col|colgroup|dd|" +
  "details|dialog|div|dl|dt|fieldset|figcaption|figure|font|footer|form|frame|h[1-6]|head|header|" +
  "hr|html|iframe|img|input|legend|li|link|main|menu|meta|nav|noscript|object|ol|option|p|picture|" +
  "section|select|source|span|summary|svg|table|tbody|td|template|tfoot|th|thead|title|tr|track|" +
  "ul|video|a|audio|embed";
const BLOCK_TAG = new RegExp(`^ {0,3}</?(?:${TAGS})(?:[\\s/>]|$)`, "i");
const RAW_TAG = /^ {0,3}<(script|pre|style|textarea)(?:[\s>]|$)/i;
const INLINE_TAG = new RegExp(
  `</?(?:${TAGS}|b|i|u|s|em|strong|code|kbd|sub|sup|small|mark|del|ins|wbr|pre)(?:\\s[^<>]*)?/?>`,
  "gi",
);

export function opensHtml({ text, indent }: Line): boolean {
  if (indent > 3 || text.charAt(indent) !== "<") return false;
  return /^ {0,3}<!--/.test(text) || RAW_TAG.test(text) || BLOCK_TAG.test(text);
}

/** Takes real tags and comments out of a line of text and leaves everything else. */
export function withoutTags(text: string): string {
  if (!text.includes("<")) return text;
  return text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, "")
    .replace(/<br\s*\/?>/gi, " ")
    .replace(INLINE_TAG, "");
}

function endsAt(lines: readonly Line[], from: number): number {
  const first = (lines[from] as Line).text;
  const raw = RAW_TAG.exec(first)?.[1];
  const closing = raw === undefined ? "-->" : `</${raw.toLowerCase()}>`;
  const toClosing = raw !== undefined || first.trimStart().startsWith("<!--");
  for (let at = from; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (toClosing && line.text.toLowerCase().includes(closing)) return at + 1;
    if (!toClosing && line.blank) return at;
  }
  return lines.length;
}

export function readHtml(
  lines: readonly Line[],
  from: number,
): { readonly html: Html; readonly end: number } {
  const first = lines[from] as Line;
  const end = endsAt(lines, from);
  const taken = lines.slice(from, end);
  const html: Html = {
    kind: "html",
    line: first.number,
    endLine: (taken.at(-1) ?? first).number,
    column: first.offset + 1,
    text: taken.map((line) => line.text).join("\n"),
  };
  return { html, end };
}
