/**
 * One command line → words and operators, as a shell takes quotes apart. Words in angle brackets
 * are placeholders and not redirections.
 * Not simulated: expansion of variables, globs and command substitution; they stay as written.
 */
import { failure, type Result, success } from "#lib/shared";

/** A simple command, and the operator that stands before it (`|`, `&&`, `>` …). */
export type Segment = { readonly operator: string; readonly words: readonly string[] };

const OPERATOR = /\|\||&&|>>|[|;<>]/y;
const PLACEHOLDER = /<[^<>|&;]+>/y;
const PLAIN = /[^\s'"\\|&;<>]+|&(?!&)/y;

/** `line` may begin with a prompt and go on after a backslash at the end of a line. */
export function splitCommand(line: string): Result<readonly Segment[], string> {
  const text = line
    .normalize("NFKC")
    .replace(/\\\r?\n/g, " ")
    .trim()
    .replace(/^[$#%]\s+/, "");
  let words: string[] = [];
  const segments: Segment[] = [{ operator: "", words }];
  let word: string | undefined;
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (let at = 0; at < text.length; ) {
    const letter = text.charAt(at);
    if (/\s/.test(letter)) {
      endWord();
      at += 1;
      continue;
    }
    if (letter === "'" || letter === '"') {
      const quoted = readQuoted(text, at);
      if (quoted === undefined) return failure(`${letter} without an end`);
      word = (word ?? "") + quoted.text;
      at = quoted.end;
      continue;
    }
    if (letter === "\\") {
      word = (word ?? "") + text.charAt(at + 1);
      at += 2;
      continue;
    }
    const plain = matchAt(PLACEHOLDER, text, at);
    const operator = plain === "" ? matchAt(OPERATOR, text, at) : "";
    if (operator !== "") {
      endWord();
      words = [];
      segments.push({ operator, words });
      at += operator.length;
      continue;
    }
    const part = plain === "" ? matchAt(PLAIN, text, at) : plain;
    word = (word ?? "") + part;
    at += part.length;
  }
  endWord();
  return success(segments);
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function readQuoted(text: string, start: number): { text: string; end: number } | undefined {
  const quote = text.charAt(start);
  let inner = "";
  for (let at = start + 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === quote) return { text: inner, end: at + 1 };
    const escaped = text.charAt(at + 1);
    if (quote === '"' && letter === "\\" && /["\\$`]/.test(escaped)) {
      inner += escaped;
      at += 1;
    } else inner += letter;
  }
  return undefined;
}
