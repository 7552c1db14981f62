/** One text as a YAML scalar: which style Go's emitter chooses, and how it folds long lines. */
import { readsAsOther } from "./scalar.ts";

const BEST_WIDTH = 80;

/** Which styles a text allows. */
type Analysis = {
  readonly plain: boolean;
  readonly singleQuoted: boolean;
  readonly block: boolean;
  readonly multiline: boolean;
};

/**
 * `indent` is where continuation lines begin; `column` is how far the line is written already, or
 * `"key"` for a mapping's key, which stays on one line.
 */
export function writeScalar(text: string, indent: number, column: number | "key" = indent): string {
  const { plain, singleQuoted, block, multiline } = analyse(text);
  const isKey = column === "key";
  if (text.includes("\n")) {
    return block && !isKey ? literal(text, indent) : doubleQuoted(text, indent, column);
  }
  if (readsAsOther(text)) return doubleQuoted(text, indent, column);
  if (plain && !(multiline && isKey)) return fold(text, indent, column, 0);
  if (singleQuoted && !(multiline && isKey)) return singleQuote(text, indent, column);
  return doubleQuoted(text, indent, column);
}

const FIRST_INDICATOR = /^[#,[\]{}&*!|>'"%@`]/;
const BREAK = /[\n\r\u0085\u2028\u2029]/;
const UNPRINTABLE = /[^\n\x20-\x7E\u00A0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/;

function analyse(text: string): Analysis {
  if (text === "") return { plain: true, singleQuoted: true, block: false, multiline: false };
  const multiline = BREAK.test(text);
  const indicators =
    /^(---|\.\.\.)/.test(text) ||
    FIRST_INDICATOR.test(text) ||
    /^[?-](?=[ \t]|$)/.test(text) ||
    /:(?=[ \t\n]|$)/.test(text) ||
    /[ \t\n\r]#/.test(text);
  const edges = /^[ \n\r]|[ \n\r]$/.test(text);
  const spaceBreak = / [\n\r]/.test(text) || UNPRINTABLE.test(text);
  const breakSpace = /[\n\r] /.test(text);
  return {
    plain: !indicators && !edges && !spaceBreak && !breakSpace && !multiline,
    singleQuoted: !spaceBreak && !breakSpace,
    block: !spaceBreak && !text.endsWith(" "),
    multiline,
  };
}

function literal(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? "2" : "";
  const chomp = !text.endsWith("\n") ? "-" : text === "\n" || text.endsWith("\n\n") ? "+" : "";
  const lines = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  const body = lines.map((line) => (line === "" ? "" : " ".repeat(indent) + line));
  return `|${hint}${chomp}\n${body.join("\n")}`;
}

function singleQuote(text: string, indent: number, column: number | "key"): string {
  return `'${fold(text.replaceAll("'", "''"), indent, column, 1)}'`;
}

// A line is broken at a single space once it is longer than the best width.
function fold(text: string, indent: number, column: number | "key", quotes: number): string {
  if (column === "key") return text;
  const chars = [...text];
  let width = column + 1 + quotes;
  let out = "";
  for (const [at, char] of chars.entries()) {
    const single = char === " " && chars[at - 1] !== " " && chars[at + 1] !== " ";
    const inside = quotes === 0 || (at > 0 && at < chars.length - 1);
    if (single && inside && width > BEST_WIDTH) {
      out += `\n${" ".repeat(indent)}`;
      width = indent;
    } else {
      out += char;
      width += 1;
    }
  }
  return out;
}

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\u0007": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\u001b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\u0085": "\\N",
  "\u00a0": "\\_",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

function doubleQuoted(text: string, indent: number, column: number | "key"): string {
  const chars = [...text];
  let width = column === "key" ? Number.NEGATIVE_INFINITY : column + 2;
  let out = "";
  let spaces = false;
  for (const [at, char] of chars.entries()) {
    const inside = at > 0 && at < chars.length - 1;
    if (char === " " && !spaces && inside && width > BEST_WIDTH) {
      const next = chars[at + 1] === " " ? "\\" : "";
      out += `\n${" ".repeat(indent)}${next}`;
      width = indent + next.length;
    } else {
      const written = escapeChar(char);
      out += written;
      width += written.length;
    }
    spaces = char === " ";
  }
  return `"${out}"`;
}

function escapeChar(char: string): string {
  const needsEscape = char === '"' || char === "\\" || BREAK.test(char) || UNPRINTABLE.test(char);
  if (!needsEscape) return char;
  const named = NAMED_ESCAPES[char];
  if (named !== undefined) return named;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
