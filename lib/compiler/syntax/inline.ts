/**
 * Raw Markdown of one line or paragraph → plain text, or Markdown that is safe to show: links stay,
 * pictures give their words, and nothing that looks like a tag can become one.
 */
import { withoutTags } from "./html.ts";
import { remembered } from "./memo.ts";
import { hasJapanese } from "./prose.ts";

const IMAGE = /!\[([^\]]*)\]\([^)]*\)/g;
const LINK = /\[((?:[^[\]]|\[[^[\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)/g;
const REFERENCE = /\[([^\][]+)\]\[[^\]]*\]/g;
const AUTOLINK = /<(https?:\/\/[^>\s]+)>/g;
const CODE = /(`+)([\s\S]*?[^`])\1(?!`)/g;
const ENTITY: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&nbsp;": " ",
};

/** Lines of a paragraph as one: Japanese needs no space between them, English does. */
export function joinLines(text: string): string {
  if (!text.includes("\n")) return text;
  return text
    .split("\n")
    .map((line) => line.replace(/\\$/, "").trim())
    .reduce((all, line) => {
      const tight = hasJapanese(all.slice(-1)) || /[。、）」]$/.test(all);
      return tight || all === "" ? all + line : `${all} ${line}`;
    }, "");
}

/** What a reader reads: no marks, no link targets, no pictures. */
export const plain = remembered(withoutMarks);

function withoutMarks(markdown: string): string {
  const text = joinLines(markdown);
  if (!/[*_`[\]<&\\~!=]/.test(text)) return text.trim();
  const codes: string[] = [];
  const kept = text.replace(CODE, (_, _ticks, code: string) => {
    codes.push(code.trim());
    return `\uE000${codes.length - 1}\uE000`;
  });
  return withoutTags(kept.replace(AUTOLINK, "$1"))
    .replace(IMAGE, "")
    .replace(LINK, "$1")
    .replace(REFERENCE, "$1")
    .replace(/(\*\*\*|\*\*|__)(?=\S)(.+?)\1/g, "$2")
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)\*(?![\w*])/g, "$1")
    .replace(/(?<![\w_])_(?=\S)([^_]+?)_(?![\w_])/g, "$1")
    .replace(/~~(.+?)~~/g, "$1")
    .replace(/&(?:lt|gt|amp|quot|nbsp);/g, (entity) => ENTITY[entity] ?? entity)
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/\uE000(\d+)\uE000/g, (_, at: string) => codes[Number(at)] ?? "")
    .replace(/[ \t]+/g, " ")
    .trim();
}

/** Markdown for a card: one line, tags as text, pictures as their words. */
export function shown(markdown: string): string {
  const text = joinLines(markdown).trim();
  if (!/[<!]/.test(text)) return text;
  const parts = text.split(/(`+[^`]*`+)/);
  return parts
    .map((part, at) => (at % 2 === 1 ? part : safe(part)))
    .join("")
    .trim();
}

function safe(part: string): string {
  return withoutTags(part.replace(IMAGE, "$1").replace(AUTOLINK, "[$1]($1)"))
    .replace(/<(?=[A-Za-z!/?])/g, "\\<")
    .trimEnd();
}

/** Shown without the bold that only marks it as a name. */
export function unmarked(markdown: string): string {
  return shown(markdown).replace(/^(\*\*|__)(.+)\1$/, "$2");
}

/** Whether nothing but links, addresses or pictures stands here. */
export function isLinkOnly(markdown: string): boolean {
  const text = joinLines(markdown)
    .replace(IMAGE, "")
    .replace(LINK, "")
    .replace(AUTOLINK, "")
    .replace(/https?:\/\/\S+/g, "");
  if (text === markdown) return false;
  return !/[\p{L}\p{N}]/u.test(text);
}

/** Links with a few words around them («see …», «記事: …») explain nothing by themselves. */
export function isMostlyLink(markdown: string): boolean {
  const text = joinLines(markdown);
  const targets = text.match(/https?:\/\/\S+/g);
  if (targets === null) return false;
  if (isLinkOnly(markdown)) return true;
  const rest = text.replace(LINK, "").replace(/https?:\/\/\S+/g, "");
  const words = rest.replace(/[^\p{L}\p{N}]/gu, "");
  return words.length < (hasJapanese(words) ? 12 : 24);
}

/** The text of a piece that is one code span and nothing else. */
export function onlyCode(markdown: string): string | undefined {
  const found = /^(`+)\s*([^`]+?)\s*\1[.。]?$/.exec(markdown.trim());
  return found?.[2];
}

/** All code spans, in order. */
export function codeSpans(markdown: string): string[] {
  if (!markdown.includes("`")) return [];
  return [...markdown.matchAll(CODE)].map((found) => (found[2] ?? "").trim());
}
