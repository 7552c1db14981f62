/** Cuts a script into words, operators and line ends; here-documents are read where they stand. */
import { type Redirect, SyntaxProblem, type Word } from "./syntax.ts";
import { type ParseScript, quotedWord, WordReader } from "./word-reader.ts";

export type Token =
  | {
      readonly kind: "word";
      readonly word: Word /** As written, if without quotes. */;
      readonly plain: string | undefined;
    }
  | { readonly kind: "operator"; readonly text: string }
  | { readonly kind: "redirect"; readonly redirect: Redirect };

type Pending = {
  readonly index: number;
  readonly end: string;
  readonly quoted: boolean;
  readonly tabs: boolean;
};

const OPERATORS = ["&&", "||", ";;", ";", "&", "|", "(", ")", "\n"];
const REDIRECT = /^(\d?)(<<-?|>>|>&|<&|&>>|&>|>\||>|<)/;

export function tokens(text: string, parse: ParseScript): readonly Token[] {
  const found: Token[] = [];
  let pending: Pending[] = [];
  const reader = new WordReader(text, 0, parse);
  while (reader.at < text.length) {
    const c = text[reader.at] as string;
    const rest = text.slice(reader.at, reader.at + 4);
    if (c === " " || c === "\t" || c === "\r") reader.at += 1;
    else if (rest.startsWith("\\\n")) reader.at += 2;
    else if (c === "#") reader.at = endOfLine(text, reader.at);
    else if (REDIRECT.test(rest)) {
      const match = REDIRECT.exec(rest) as RegExpExecArray;
      reader.at += match[0].length;
      const operator = match[2] as string;
      if (operator.startsWith("<<")) pending.push(readHereEnd(reader, found.length, operator));
      found.push({ kind: "redirect", redirect: readRedirect(reader, match[1] ?? "", operator) });
    } else {
      const operator = OPERATORS.find((one) => rest.startsWith(one));
      if (operator === undefined) {
        const from = reader.at;
        const word = reader.readWord();
        const raw = text.slice(from, reader.at);
        found.push({ kind: "word", word, plain: /['"\\$`]/.test(raw) ? undefined : raw });
        continue;
      }
      reader.at += operator.length;
      found.push({ kind: "operator", text: operator });
      if (operator === "\n" && pending.length > 0) {
        readHereDocuments(reader, found, pending, parse);
        pending = [];
      }
    }
  }
  if (pending.length > 0) readHereDocuments(reader, found, pending, parse);
  return found;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function readRedirect(reader: WordReader, number: string, operator: string): Redirect {
  const from = fileDescriptor(number, operator);
  if (operator.startsWith("<<")) return { from, operator: "text", target: [] };
  skipBlanks(reader);
  const target = reader.readWord();
  if (target.length === 0) throw new SyntaxProblem("unexpected newline");
  if (operator === ">&" || operator === "<&") return { from, operator: "&", target };
  if (operator === "<") return { from, operator: "<", target };
  return { from, operator: operator.endsWith(">>") ? ">>" : ">", target };
}

function fileDescriptor(number: string, operator: string): Redirect["from"] {
  if (operator.startsWith("&")) return "both";
  if (number === "") return operator.startsWith("<") ? 0 : 1;
  return number === "0" ? 0 : number === "2" ? 2 : 1;
}

function skipBlanks(reader: WordReader): void {
  while (/[ \t]/.test(reader.text[reader.at] ?? "")) reader.at += 1;
}

function readHereEnd(reader: WordReader, index: number, operator: string): Pending {
  skipBlanks(reader);
  const from = reader.at;
  const word = reader.readWord();
  const raw = reader.text.slice(from, reader.at);
  const end = word.map((part) => (part.kind === "text" ? part.text : "")).join("");
  return { index, end, quoted: /['"\\]/.test(raw), tabs: operator === "<<-" };
}

function readHereDocuments(
  reader: WordReader,
  found: Token[],
  pending: readonly Pending[],
  parse: ParseScript,
): void {
  for (const { index, end, quoted, tabs } of pending) {
    const lines: string[] = [];
    while (reader.at < reader.text.length) {
      const stop = endOfLine(reader.text, reader.at);
      const raw = reader.text.slice(reader.at, stop);
      const line = tabs ? raw.replace(/^\t+/, "") : raw;
      reader.at = stop + 1;
      if (line === end) break;
      lines.push(line);
    }
    const text = lines.map((line) => `${line}\n`).join("");
    const target: Word = quoted ? [{ kind: "text", text, quoted: true }] : quotedWord(text, parse);
    found[index] = { kind: "redirect", redirect: { from: 0, operator: "text", target } };
  }
}
