/** Reads words of a script: quotes, variables, substitutions. */
import { type Part, type Script, SyntaxProblem, type Word } from "./syntax.ts";

export type ParseScript = (text: string) => Script;

const NAME_START = /[A-Za-z_]/;
const NAME = /[A-Za-z0-9_]/;
const SPECIAL = /[0-9?#@*$!-]/;
/** What ends a word outside quotes. */
const ENDS_WORD = /[\s;&|<>()]/;

export class WordReader {
  readonly text: string;
  at: number;
  readonly #parse: ParseScript;

  constructor(text: string, at: number, parse: ParseScript) {
    this.text = text;
    this.at = at;
    this.#parse = parse;
  }

  /** From where the reader stands until the word ends. */
  readWord(): Word {
    const parts: Part[] = [];
    let plain = "";
    const flush = () => {
      if (plain !== "") parts.push({ kind: "text", text: plain, quoted: false });
      plain = "";
    };
    while (this.at < this.text.length) {
      const c = this.text[this.at] as string;
      if (ENDS_WORD.test(c)) break;
      if (c === "\\") {
        flush();
        const escaped = this.text[this.at + 1] ?? "";
        if (escaped !== "\n") parts.push({ kind: "text", text: escaped, quoted: true });
        this.at += 2;
      } else if (c === "'") {
        flush();
        parts.push({ kind: "text", text: this.#untilQuote(), quoted: true });
      } else if (c === '"') {
        flush();
        this.at += 1;
        parts.push(...this.readQuoted('"'));
        this.at += 1;
      } else if (c === "$" || c === "`") {
        flush();
        parts.push(this.#readDollar(false));
      } else {
        plain += c;
        this.at += 1;
      }
    }
    flush();
    return parts;
  }

  /** What stands in double quotes (or to the end, for `until` ""), without the closing quote. */
  readQuoted(until: string): Part[] {
    const parts: Part[] = [];
    let plain = "";
    const flush = () => {
      if (plain !== "" || (until === '"' && parts.length === 0)) {
        parts.push({ kind: "text", text: plain, quoted: true });
      }
      plain = "";
    };
    for (;;) {
      const c = this.text[this.at];
      if (c === undefined) {
        if (until !== "") throw new SyntaxProblem("unterminated quoted string");
        break;
      }
      if (c === until) break;
      if (c === "\\" && /["\\$`\n]/.test(this.text[this.at + 1] ?? "")) {
        const escaped = this.text[this.at + 1] as string;
        if (escaped !== "\n") plain += escaped;
        this.at += 2;
      } else if (c === "$" || c === "`") {
        flush();
        parts.push(this.#readDollar(true));
      } else {
        plain += c;
        this.at += 1;
      }
    }
    flush();
    return parts;
  }

  #untilQuote(): string {
    const end = this.text.indexOf("'", this.at + 1);
    if (end < 0) throw new SyntaxProblem("unterminated quoted string");
    const text = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return text;
  }

  #readDollar(quoted: boolean): Part {
    if (this.text[this.at] === "`") return this.#readBackquote(quoted);
    const next = this.text[this.at + 1] ?? "";
    if (next === "(" && this.text[this.at + 2] === "(") {
      const end = this.#closing(this.at + 3, "(", ")");
      const inside = this.text.slice(this.at + 3, end);
      this.at = end + 2;
      return { kind: "arithmetic", expression: quotedWord(inside, this.#parse), quoted };
    }
    if (next === "(") {
      const end = this.#closing(this.at + 2, "(", ")");
      const script = this.#parse(this.text.slice(this.at + 2, end));
      this.at = end + 1;
      return { kind: "command", script, quoted };
    }
    if (next === "{") return this.#readBraced(quoted);
    if (NAME_START.test(next)) {
      let end = this.at + 2;
      while (NAME.test(this.text[end] ?? "")) end += 1;
      return this.#variable(this.at + 1, end, quoted);
    }
    if (SPECIAL.test(next)) return this.#variable(this.at + 1, this.at + 2, quoted);
    this.at += 1;
    return { kind: "text", text: "$", quoted };
  }

  #variable(from: number, to: number, quoted: boolean): Part {
    const name = this.text.slice(from, to);
    this.at = to;
    return { kind: "variable", name, operator: undefined, word: undefined, quoted };
  }

  #readBraced(quoted: boolean): Part {
    const end = this.#closing(this.at + 2, "{", "}");
    const inside = this.text.slice(this.at + 2, end);
    this.at = end + 1;
    const length = /^#([A-Za-z_][A-Za-z0-9_]*)$/.exec(inside);
    if (length !== null) {
      const name = length[1] as string;
      return { kind: "variable", name, operator: "length", word: undefined, quoted };
    }
    const match = /^([A-Za-z_][A-Za-z0-9_]*|[0-9?#@*$!-])(:?[-=+?]|##?|%%?)?([\s\S]*)$/.exec(
      inside,
    );
    if (match === null || (match[2] === undefined && match[3] !== "")) {
      throw new SyntaxProblem("bad substitution");
    }
    const operator = match[2];
    const word = operator === undefined ? undefined : wordOf(match[3] ?? "", this.#parse);
    return { kind: "variable", name: match[1] as string, operator, word, quoted };
  }

  #readBackquote(quoted: boolean): Part {
    const end = this.text.indexOf("`", this.at + 1);
    if (end < 0) throw new SyntaxProblem("unterminated backquote");
    const script = this.#parse(this.text.slice(this.at + 1, end));
    this.at = end + 1;
    return { kind: "command", script, quoted };
  }

  // The place of the closing bracket that belongs to one opened just before `from`.
  #closing(from: number, open: string, close: string): number {
    let depth = 1;
    let quote = "";
    for (let at = from; at < this.text.length; at++) {
      const c = this.text[at] as string;
      if (c === "\\") at += 1;
      else if (quote !== "") quote = c === quote ? "" : quote;
      else if (c === "'" || c === '"') quote = c;
      else if (c === open) depth += 1;
      else if (c === close && --depth === 0) return at;
    }
    throw new SyntaxProblem(`unexpected end of file (expecting "${close}")`);
  }
}

/** A text with substitutions in which blanks do not end the word. */
export function quotedWord(text: string, parse: ParseScript): Word {
  return new WordReader(text, 0, parse).readQuoted("");
}

// The word behind an operator of `${…}`: its own quotes count, its blanks belong to it.
function wordOf(text: string, parse: ParseScript): Word {
  const parts: Part[] = [];
  const reader = new WordReader(text, 0, parse);
  while (reader.at < text.length) {
    const c = text[reader.at] as string;
    if (ENDS_WORD.test(c)) {
      parts.push({ kind: "text", text: c, quoted: false });
      reader.at += 1;
    } else parts.push(...reader.readWord());
  }
  return parts;
}
