/**
 * One line → commands: quotes, backslashes, variables, pipes, redirects and the operators between.
 * Variables are filled in when a command runs, so that an earlier one on the line can set them.
 *
 * Not simulated: here-documents, command substitution, globs, background jobs.
 */
import { failure, type Result, success } from "#lib/shared";

/** Gives a word its text once the variables are known. */
export type Word = (variable: (name: string) => string) => string;

export type Redirect = { readonly operator: ">" | ">>" | "<"; readonly path: Word };

export type Command = { readonly words: readonly Word[]; readonly redirects: readonly Redirect[] };

/** Commands joined by pipes, and what joins this pipeline to the one before. */
export type Pipeline = { readonly join: ";" | "&&" | "||"; readonly commands: readonly Command[] };

type Token =
  | { readonly kind: "word"; readonly word: Word }
  | { readonly kind: "operator"; readonly text: string };

const OPERATORS = ["&&", "||", ">>", "|", ";", ">", "<", "&"] as const;

export function parseLine(line: string): Result<readonly Pipeline[], string> {
  const tokens = tokenize(line);
  return tokens.ok ? group(tokens.value) : tokens;
}

function tokenize(line: string): Result<readonly Token[], string> {
  const tokens: Token[] = [];
  let parts: Word[] | undefined;
  const end = () => {
    const ended = parts;
    parts = undefined;
    if (ended === undefined) return;
    tokens.push({ kind: "word", word: (v) => ended.map((part) => part(v)).join("") });
  };
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at);
    const operator = OPERATORS.find((one) => rest.startsWith(one));
    if (/^\s/.test(rest)) {
      end();
      at += 1;
    } else if (rest.startsWith("#") && parts === undefined) {
      break;
    } else if (operator !== undefined) {
      end();
      tokens.push({ kind: "operator", text: operator });
      at += operator.length;
    } else {
      const part = readPart(rest);
      if (!part.ok) return part;
      parts = [...(parts ?? []), part.value.word];
      at += part.value.length;
    }
  }
  end();
  return success(tokens);
}

type Part = { readonly word: Word; readonly length: number };

function readPart(rest: string): Result<Part, string> {
  const c = rest.charAt(0);
  if (c === "'") {
    const close = rest.indexOf("'", 1);
    if (close < 0) return failure("unexpected EOF while looking for matching `''");
    return success({ word: () => rest.slice(1, close), length: close + 1 });
  }
  if (c === '"') {
    const match = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(rest);
    if (match === null) return failure("unexpected EOF while looking for matching `\"'");
    const [whole, inside = ""] = match;
    return success({ word: (v) => expandQuoted(inside, v), length: whole.length });
  }
  if (c === "\\") return success({ word: () => rest.charAt(1), length: 2 });
  const name = /^\$(?:\{(\w+)\}|(\w+|\?))/.exec(rest);
  if (name === null) return success({ word: () => c, length: 1 });
  const [whole, braced, bare = ""] = name;
  return success({ word: (v) => v(braced ?? bare), length: whole.length });
}

function expandQuoted(text: string, variable: (name: string) => string): string {
  const special = /\\(["\\$`])|\$(?:\{(\w+)\}|(\w+|\?))/g;
  return text.replace(special, (_all, escaped?: string, braced?: string, bare?: string) =>
    escaped === undefined ? variable(braced ?? bare ?? "") : escaped,
  );
}

function group(tokens: readonly Token[]): Result<readonly Pipeline[], string> {
  const pipelines: Pipeline[] = [];
  let join: Pipeline["join"] = ";";
  let commands: Command[] = [];
  let words: Word[] = [];
  let redirects: Redirect[] = [];
  const endCommand = () => {
    if (words.length > 0 || redirects.length > 0) commands.push({ words, redirects });
    words = [];
    redirects = [];
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    if (token.kind === "word") {
      words.push(token.word);
      continue;
    }
    const { text } = token;
    if (text === ">" || text === ">>" || text === "<") {
      const target = tokens[at + 1];
      if (target?.kind !== "word") return failure("syntax error near unexpected token `newline'");
      redirects.push({ operator: text, path: target.word });
      at += 1;
    } else if (text === "&") return failure("syntax error near unexpected token `&'");
    else {
      endCommand();
      if (commands.length === 0) return failure(`syntax error near unexpected token \`${text}'`);
      if (text === "|") continue;
      pipelines.push({ join, commands });
      commands = [];
      join = text as Pipeline["join"];
    }
  }
  endCommand();
  if (commands.length > 0) pipelines.push({ join, commands });
  return success(pipelines);
}
