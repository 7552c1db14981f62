/**
 * Text → script: pipelines, the operators between them, redirects and here-documents.
 * Not simulated: loops, conditions, functions, subshells, background jobs and arithmetic.
 */
import {
  type Command,
  type Part,
  type Pipeline,
  type Redirect,
  type Script,
  ShellSyntaxError,
  type Word,
} from "./script.ts";
import { WordReader } from "./word-reader.ts";

export function parseScript(text: string): Script {
  return new ScriptParser(text).parse();
}

/** Whether more lines are needed before the text can be run. */
export function isIncomplete(text: string): boolean {
  try {
    parseScript(text);
    return false;
  } catch (error) {
    if (error instanceof ShellSyntaxError) return error.incomplete;
    throw error;
  }
}

type Draft = {
  readonly assignments: { name: string; value: Word }[];
  readonly words: Word[];
  readonly redirects: Redirect[];
};

type HereDocument = {
  readonly end: string;
  readonly plain: boolean;
  readonly stripTabs: boolean;
  readonly into: Redirect[];
  readonly index: number;
};

const REDIRECT = /^(?:(\d)?(>>|>\||>|<<<|<<-|<<|<)|(&>>|&>))/;
const KEYWORDS = new Set(["for", "while", "until", "if", "case", "function", "select"]);

class ScriptParser {
  readonly #reader: WordReader;
  readonly #pipelines: Pipeline[] = [];
  #commands: Command[] = [];
  #draft: Draft = emptyDraft();
  #join: Pipeline["join"] = ";";
  #waiting: HereDocument[] = [];
  /** An operator that needs a command behind it. */
  #open = "";

  constructor(text: string) {
    this.#reader = new WordReader(text.replaceAll("\r\n", "\n"));
  }

  parse(): Script {
    const reader = this.#reader;
    while (reader.at < reader.text.length) this.#step();
    if (this.#waiting.length > 0) throw new ShellSyntaxError("here-document is not closed", true);
    if (this.#open !== "" && this.#isEmpty()) {
      throw new ShellSyntaxError("syntax error: unexpected end of file", true);
    }
    this.#endPipeline(";");
    return this.#pipelines;
  }

  #step(): void {
    const reader = this.#reader;
    const char = reader.text[reader.at] ?? "";
    if (char === " " || char === "\t") reader.at += 1;
    else if (char === "\n") this.#newline();
    else if (char === "#" && !/\S/.test(reader.text[reader.at - 1] ?? " ")) this.#comment();
    else if (this.#redirect() || this.#operator()) return;
    else if (char === "(" || char === ")") throw unexpected(char);
    else this.#word();
  }

  #comment(): void {
    const end = this.#reader.text.indexOf("\n", this.#reader.at);
    this.#reader.at = end < 0 ? this.#reader.text.length : end;
  }

  #newline(): void {
    this.#reader.at += 1;
    for (const document of this.#waiting) this.#readHere(document);
    this.#waiting = [];
    // Behind `&&`, `||` and `|` the command may stand on the next line.
    if (this.#open === "" || !this.#isEmpty()) this.#endPipeline(";");
  }

  #operator(): boolean {
    const reader = this.#reader;
    const match = /^(&&|\|\||;;|;|\|&|\||&)/.exec(reader.text.slice(reader.at));
    const operator = match?.[0];
    if (operator === undefined) return false;
    if (operator === "&" || operator === ";;" || operator === "|&") {
      throw new ShellSyntaxError(`${operator} is not available in this terminal`);
    }
    if (this.#isEmpty()) throw unexpected(operator);
    reader.at += operator.length;
    this.#open = operator === ";" ? "" : operator;
    if (operator === "|") this.#endCommand();
    else this.#endPipeline(operator as Pipeline["join"]);
    return true;
  }

  #word(): void {
    const word = this.#reader.word();
    if (word === undefined) throw unexpected(this.#reader.text[this.#reader.at] ?? "");
    this.#open = "";
    const { words, assignments } = this.#draft;
    const assignment = words.length === 0 ? assignmentOf(word) : undefined;
    if (assignment !== undefined) {
      assignments.push(assignment);
      return;
    }
    const [first] = word;
    if (words.length === 0 && word.length === 1 && first?.kind === "text" && !first.quoted) {
      if (KEYWORDS.has(first.text)) {
        throw new ShellSyntaxError(`\`${first.text}' is not available in this terminal`);
      }
    }
    words.push(word);
  }

  #redirect(): boolean {
    const reader = this.#reader;
    const match = REDIRECT.exec(reader.text.slice(reader.at));
    if (match === null) return false;
    const [all, fd, operator = "", both] = match;
    reader.at += all.length;
    const { redirects } = this.#draft;
    const duplicate = /^&([12])/.exec(reader.text.slice(reader.at));
    if (duplicate !== null && (operator === ">" || operator === ">>")) {
      reader.at += duplicate[0].length;
      redirects.push({ kind: "join", from: fd === "2" ? "err" : "out" });
      return true;
    }
    while (/[ \t]/.test(reader.text[reader.at] ?? "")) reader.at += 1;
    const target = reader.word();
    if (target === undefined) throw unexpected(reader.text[reader.at] ?? "\n");
    this.#open = "";
    if (both !== undefined) {
      redirects.push({ kind: "write", stream: "both", append: both === "&>>", to: target });
    } else if (operator === "<") redirects.push({ kind: "read", from: target });
    else if (operator === "<<<") {
      const newline = { kind: "text" as const, text: "\n", quoted: true };
      redirects.push({ kind: "here", text: [...target, newline] });
    } else if (operator.startsWith("<<")) this.#awaitHere(target, operator === "<<-");
    else {
      const stream = fd === "2" ? "err" : "out";
      redirects.push({ kind: "write", stream, append: operator === ">>", to: target });
    }
    return true;
  }

  #awaitHere(target: Word, stripTabs: boolean): void {
    const { redirects } = this.#draft;
    const end = target.map((part) => (part.kind === "text" ? part.text : "")).join("");
    const plain = target.some((part) => part.quoted);
    const index = redirects.length;
    redirects.push({ kind: "here", text: [] });
    this.#waiting.push({ end, plain, stripTabs, into: redirects, index });
  }

  #readHere({ end, plain, stripTabs, into, index }: HereDocument): void {
    const reader = this.#reader;
    const lines: string[] = [];
    while (true) {
      if (reader.at >= reader.text.length) {
        throw new ShellSyntaxError(`here-document is not closed (wanted \`${end}')`, true);
      }
      const newline = reader.text.indexOf("\n", reader.at);
      const stop = newline < 0 ? reader.text.length : newline;
      const raw = reader.text.slice(reader.at, stop);
      reader.at = stop + 1;
      const line = stripTabs ? raw.replace(/^\t+/, "") : raw;
      if (line === end) break;
      lines.push(`${line}\n`);
    }
    into[index] = { kind: "here", text: hereWord(lines.join(""), plain) };
  }

  #isEmpty(): boolean {
    const { assignments, words, redirects } = this.#draft;
    return assignments.length + words.length + redirects.length === 0;
  }

  #endCommand(): void {
    if (!this.#isEmpty()) this.#commands.push(this.#draft);
    this.#draft = emptyDraft();
  }

  #endPipeline(next: Pipeline["join"]): void {
    this.#endCommand();
    if (this.#commands.length > 0) {
      this.#pipelines.push({ join: this.#join, commands: this.#commands });
      this.#join = next;
    }
    this.#commands = [];
  }
}

function emptyDraft(): Draft {
  return { assignments: [], words: [], redirects: [] };
}

function unexpected(token: string): ShellSyntaxError {
  const shown = token === "\n" || token === "" ? "newline" : token;
  return new ShellSyntaxError(`syntax error near unexpected token \`${shown}'`);
}

function assignmentOf(word: Word) {
  const [first, ...rest] = word;
  if (first?.kind !== "text" || first.quoted) return undefined;
  const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(first.text);
  if (match === null) return undefined;
  const value: Part = { kind: "text", text: match[2] ?? "", quoted: false };
  return { name: match[1] ?? "", value: [value, ...rest] };
}

/** The text of a here-document; variables in it are filled in unless its end was quoted. */
function hereWord(text: string, plain: boolean): Word {
  if (plain) return [{ kind: "text", text, quoted: true }];
  const parts: Part[] = [];
  const reader = new WordReader(text);
  while (reader.at < text.length) reader.quotedPiece(parts, /[$`\\\n]/);
  return parts;
}
