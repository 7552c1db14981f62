/** Reads words: quotes, backslashes, `$NAME`, `${NAME:-…}`, `$(…)` and backquotes. */
import { type Part, ShellSyntaxError, type Word } from "./script.ts";

const SPECIAL = new Set([" ", "\t", "\n", ";", "|", "&", "<", ">", "(", ")"]);

export class WordReader {
  readonly text: string;
  at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** The word that begins here; undefined where none does. */
  word(): Word | undefined {
    const parts: Part[] = [];
    const start = this.at;
    while (this.at < this.text.length && !SPECIAL.has(this.text[this.at] ?? "")) {
      this.#piece(parts);
    }
    return this.at === start ? undefined : parts;
  }

  #piece(parts: Part[]): void {
    const char = this.text[this.at] ?? "";
    if (char === "'") this.#single(parts);
    else if (char === '"') this.#double(parts);
    else if (char === "\\") this.#backslash(parts);
    else if (char === "$") this.#dollar(parts, false);
    else if (char === "`") this.#backquote(parts, false);
    else {
      let end = this.at + 1;
      while (end < this.text.length && !/[\s;|&<>()'"\\$`]/.test(this.text[end] ?? "")) end += 1;
      parts.push({ kind: "text", text: this.text.slice(this.at, end), quoted: false });
      this.at = end;
    }
  }

  #backslash(parts: Part[]): void {
    const next = this.text[this.at + 1];
    this.at += 2;
    // A backslash at the line's end joins it with the next one.
    if (next === "\n") return;
    if (next === undefined) throw new ShellSyntaxError("unexpected end of file", true);
    parts.push({ kind: "text", text: next, quoted: true });
  }

  #single(parts: Part[]): void {
    const close = this.text.indexOf("'", this.at + 1);
    if (close < 0) throw unclosed("'");
    parts.push({ kind: "text", text: this.text.slice(this.at + 1, close), quoted: true });
    this.at = close + 1;
  }

  #double(parts: Part[]): void {
    this.at += 1;
    // An empty pair of quotes is still a word.
    parts.push({ kind: "text", text: "", quoted: true });
    while (this.text[this.at] !== '"') {
      const char = this.text[this.at];
      if (char === undefined) throw unclosed('"');
      this.quotedPiece(parts, /[$`"\\\n]/);
    }
    this.at += 1;
  }

  /** One piece inside double quotes or a here-document; `escapes`: what a backslash may precede. */
  quotedPiece(parts: Part[], escapes: RegExp): void {
    const char = this.text[this.at] ?? "";
    if (char === "$") {
      this.#dollar(parts, true);
      return;
    }
    if (char === "`") {
      this.#backquote(parts, true);
      return;
    }
    const next = this.text[this.at + 1] ?? "";
    const escaped = char === "\\" && escapes.test(next);
    const text = escaped ? next.replace("\n", "") : char;
    parts.push({ kind: "text", text, quoted: true });
    this.at += escaped ? 2 : 1;
  }

  #dollar(parts: Part[], quoted: boolean): void {
    const rest = this.text.slice(this.at);
    if (rest.startsWith("$(")) {
      const end = this.#closing(this.at + 2);
      parts.push({ kind: "command", script: this.text.slice(this.at + 2, end), quoted });
      this.at = end + 1;
      return;
    }
    const braced = /^\$\{([A-Za-z_]\w*|[?#@*0-9])(?::-([^}]*))?\}/.exec(rest);
    const plain = braced ?? /^\$([A-Za-z_]\w*|[?#@*0-9$])/.exec(rest);
    if (plain === null) {
      if (rest.startsWith("${")) throw new ShellSyntaxError("bad substitution");
      parts.push({ kind: "text", text: "$", quoted });
      this.at += 1;
      return;
    }
    parts.push({ kind: "variable", name: plain[1] ?? "", fallback: plain[2], quoted });
    this.at += plain[0].length;
  }

  #backquote(parts: Part[], quoted: boolean): void {
    const close = this.text.indexOf("`", this.at + 1);
    if (close < 0) throw unclosed("`");
    parts.push({ kind: "command", script: this.text.slice(this.at + 1, close), quoted });
    this.at = close + 1;
  }

  /** The offset of the `)` that closes a substitution. */
  #closing(from: number): number {
    let depth = 1;
    let quote = "";
    for (let at = from; at < this.text.length; at += 1) {
      const char = this.text[at] ?? "";
      if (quote !== "") {
        if (char === "\\" && quote === '"') at += 1;
        else if (char === quote) quote = "";
      } else if (char === "\\") at += 1;
      else if (char === "'" || char === '"') quote = char;
      else if (char === "(") depth += 1;
      else if (char === ")") {
        depth -= 1;
        if (depth === 0) return at;
      }
    }
    throw unclosed(")");
  }
}

function unclosed(quote: string): ShellSyntaxError {
  return new ShellSyntaxError(`unexpected EOF while looking for matching \`${quote}'`, true);
}
