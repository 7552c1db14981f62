/**
 * Script → tree, for the part of the POSIX shell's grammar that pods' commands use.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 *
 * Not simulated: aliases, arrays, `[[ ]]` patterns, process substitution, `select`, `coproc`.
 */
import { assignmentOf } from "./assignment.ts";
import { type Token, tokens } from "./lexer.ts";
import {
  type Assignment,
  type Node,
  type Redirect,
  type Script,
  SyntaxProblem,
  type Word,
} from "./syntax.ts";

const DEPTH_MAX = 100;
const RESERVED: ReadonlySet<string> = new Set(
  "if then elif else fi while until do done for in case esac { } !".split(" "),
);

let depth = 0;
const parsed = new Map<string, Script>();

/** Throws SyntaxProblem. */
export function parseScript(text: string): Script {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (depth >= DEPTH_MAX) throw new SyntaxProblem("nested too deeply");
  depth += 1;
  try {
    const script = new Parser(tokens(text, parseScript)).parseAll();
    if (parsed.size > 500) parsed.clear();
    parsed.set(text, script);
    return script;
  } finally {
    depth -= 1;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(list: readonly Token[]) {
    this.#tokens = list;
  }

  parseAll(): Script {
    const script = this.#list([]);
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return script;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #isOperator(text: string): boolean {
    const token = this.#peek();
    return token?.kind === "operator" && token.text === text;
  }

  #isReserved(word: string): boolean {
    const token = this.#peek();
    return token?.kind === "word" && token.plain === word;
  }

  #take(word: string): void {
    if (!this.#isReserved(word)) throw this.#unexpected(word);
    this.#at += 1;
  }

  #unexpected(expected?: string): SyntaxProblem {
    const token = this.#peek();
    const what =
      token === undefined
        ? "end of file"
        : token.kind === "word"
          ? `word "${token.plain ?? "…"}"`
          : token.kind === "operator"
            ? `"${token.text === "\n" ? "newline" : token.text}"`
            : "redirection";
    return new SyntaxProblem(
      `unexpected ${what}${expected === undefined ? "" : ` (expecting "${expected}")`}`,
    );
  }

  #skipLines(): void {
    while (this.#isOperator("\n")) this.#at += 1;
  }

  // Commands up to one of the closing words (or `)`, `;;`).
  #list(closing: readonly string[]): Script {
    this.#depth += 1;
    if (this.#depth > DEPTH_MAX) throw new SyntaxProblem("nested too deeply");
    const nodes: Node[] = [];
    for (;;) {
      this.#skipLines();
      if (this.#peek() === undefined || this.#isOperator(")") || this.#isOperator(";;")) break;
      if (closing.some((word) => this.#isReserved(word))) break;
      const node = this.#andOr();
      if (this.#isOperator("&")) {
        this.#at += 1;
        nodes.push({ kind: "background", node });
      } else {
        nodes.push(node);
        if (this.#isOperator(";") || this.#isOperator("\n")) this.#at += 1;
        else break;
      }
    }
    this.#depth -= 1;
    return nodes;
  }

  #andOr(): Node {
    let left = this.#pipeline();
    for (;;) {
      const kind = this.#isOperator("&&") ? "and" : this.#isOperator("||") ? "or" : undefined;
      if (kind === undefined) return left;
      this.#at += 1;
      this.#skipLines();
      left = { kind, left, right: this.#pipeline() };
    }
  }

  #pipeline(): Node {
    let negated = false;
    while (this.#isReserved("!")) {
      this.#at += 1;
      negated = !negated;
    }
    const stages = [this.#command()];
    while (this.#isOperator("|")) {
      this.#at += 1;
      this.#skipLines();
      stages.push(this.#command());
    }
    const only = stages[0] as Node;
    return stages.length === 1 && !negated ? only : { kind: "pipeline", negated, stages };
  }

  #command(): Node {
    if (this.#isReserved("if")) return this.#if();
    if (this.#isReserved("while")) return this.#loop(false);
    if (this.#isReserved("until")) return this.#loop(true);
    if (this.#isReserved("for")) return this.#for();
    if (this.#isReserved("case")) return this.#case();
    if (this.#isReserved("{")) {
      this.#at += 1;
      const body = this.#list(["}"]);
      this.#take("}");
      return { kind: "group", body, redirects: this.#redirects() };
    }
    if (this.#isOperator("(")) {
      this.#at += 1;
      const body = this.#list([]);
      if (!this.#isOperator(")")) throw this.#unexpected(")");
      this.#at += 1;
      return { kind: "subshell", body, redirects: this.#redirects() };
    }
    return this.#simple();
  }

  #redirects(): readonly Redirect[] {
    const redirects: Redirect[] = [];
    for (let token = this.#peek(); token?.kind === "redirect"; token = this.#peek()) {
      redirects.push(token.redirect);
      this.#at += 1;
    }
    return redirects;
  }

  #simple(): Node {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (;;) {
      const token = this.#peek();
      if (token?.kind === "redirect") redirects.push(token.redirect);
      else if (token?.kind === "word") {
        if (words.length === 0 && token.plain !== undefined && RESERVED.has(token.plain)) {
          throw this.#unexpected();
        }
        const assignment = words.length === 0 ? assignmentOf(token.word) : undefined;
        if (assignment !== undefined) assignments.push(assignment);
        else words.push(token.word);
      } else break;
      this.#at += 1;
      if (words.length === 1 && this.#isOperator("(") && token.kind === "word") {
        return this.#function(token.plain);
      }
    }
    if (words.length + assignments.length + redirects.length === 0) throw this.#unexpected();
    return { kind: "simple", assignments, words, redirects };
  }

  #function(name: string | undefined): Node {
    this.#at += 1;
    if (name === undefined || !this.#isOperator(")")) throw this.#unexpected(")");
    this.#at += 1;
    this.#skipLines();
    return { kind: "function", name, body: this.#command() };
  }

  #if(): Node {
    this.#at += 1;
    const branches: { test: Script; body: Script }[] = [];
    let otherwise: Script | undefined;
    for (;;) {
      const test = this.#list(["then"]);
      this.#take("then");
      branches.push({ test, body: this.#list(["elif", "else", "fi"]) });
      if (this.#isReserved("elif")) this.#at += 1;
      else break;
    }
    if (this.#isReserved("else")) {
      this.#at += 1;
      otherwise = this.#list(["fi"]);
    }
    this.#take("fi");
    return { kind: "if", branches, otherwise, redirects: this.#redirects() };
  }

  #loop(until: boolean): Node {
    this.#at += 1;
    const test = this.#list(["do"]);
    const body = this.#body();
    return { kind: "loop", until, test, body, redirects: this.#redirects() };
  }

  #body(): Script {
    this.#take("do");
    const body = this.#list(["done"]);
    this.#take("done");
    return body;
  }

  #for(): Node {
    this.#at += 1;
    const token = this.#peek();
    if (token?.kind !== "word" || token.plain === undefined) throw this.#unexpected();
    this.#at += 1;
    this.#skipLines();
    const words = this.#isReserved("in") ? this.#forWords() : undefined;
    if (this.#isOperator(";")) this.#at += 1;
    this.#skipLines();
    const body = this.#body();
    return { kind: "for", name: token.plain, words, body, redirects: this.#redirects() };
  }

  #forWords(): readonly Word[] {
    this.#at += 1;
    const words: Word[] = [];
    for (let token = this.#peek(); token?.kind === "word"; token = this.#peek()) {
      words.push(token.word);
      this.#at += 1;
    }
    return words;
  }

  #case(): Node {
    this.#at += 1;
    const token = this.#peek();
    if (token?.kind !== "word") throw this.#unexpected();
    this.#at += 1;
    this.#skipLines();
    this.#take("in");
    const clauses: { patterns: readonly Word[]; body: Script }[] = [];
    for (this.#skipLines(); !this.#isReserved("esac"); this.#skipLines()) {
      clauses.push({ patterns: this.#patterns(), body: this.#list(["esac"]) });
      if (this.#isOperator(";;")) this.#at += 1;
    }
    this.#take("esac");
    return { kind: "case", word: token.word, clauses, redirects: this.#redirects() };
  }

  #patterns(): readonly Word[] {
    if (this.#isOperator("(")) this.#at += 1;
    const patterns: Word[] = [];
    for (;;) {
      const token = this.#peek();
      if (token?.kind !== "word") throw this.#unexpected();
      patterns.push(token.word);
      this.#at += 1;
      if (!this.#isOperator("|")) break;
      this.#at += 1;
    }
    if (!this.#isOperator(")")) throw this.#unexpected(")");
    this.#at += 1;
    return patterns;
  }
}
