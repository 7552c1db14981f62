/**
 * One line → commands: quotes, backslashes, variables, pipes, redirects and the operators between.
 *
 * Not simulated: here-documents, command substitution, globs, background jobs.
 */
import { failure, type Result, success } from "#lib/shared";

export type Redirect = { readonly operator: ">" | ">>" | "<"; readonly path: string };

export type Command = { readonly words: readonly string[]; readonly redirects: readonly Redirect[] };

/** Commands joined by pipes, and what joins this pipeline to the one before. */
export type Pipeline = { readonly join: ";" | "&&" | "||"; readonly commands: readonly Command[] };

type Token = { readonly kind: "word" | "operator"; readonly text: string };

const OPERATORS = ["&&", "||", ">>", "|", ";", ">", "<", "&"] as const;

export function parseLine(line: string, variable: (name: string) => string): Result<readonly Pipeline[], string> {
  const tokens = tokenize(line, variable);
  return tokens.ok ? group(tokens.value) : tokens;
}

function tokenize(line: string, variable: (name: string) => string): Result<readonly Token[], string> {
  const tokens: Token[] = [];
  let word: string | undefined;
  const end = () => {
    if (word !== undefined) tokens.push({ kind: "word", text: word });
    word = undefined;
  };
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at);
    const c = line.charAt(at);
    const operator = OPERATORS.find((one) => rest.startsWith(one));
    if (/\s/.test(c)) {
      end();
      at += 1;
    } else if (c === "#" && word === undefined) {
      break;
    } else if (operator !== undefined) {
      end();
      tokens.push({ kind: "operator", text: operator });
      at += operator.length;
    } else {
      const part = readPart(rest, variable);
      if (!part.ok) return part;
      word = (word ?? "") + part.value.text;
      at += part.value.length;
    }
  }
  end();
  return success(tokens);
}

type Part = { readonly text: string; readonly length: number };

function readPart(rest: string, variable: (name: string) => string): Result<Part, string> {
  const c = rest.charAt(0);
  if (c === "'") {
    const close = rest.indexOf("'", 1);
    if (close < 0) return failure("unexpected EOF while looking for matching `''");
    return success({ text: rest.slice(1, close), length: close + 1 });
  }
  if (c === '"') {
    const match = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(rest);
    if (match === null) return failure("unexpected EOF while looking for matching `\"'");
    const text = expand(match[1] ?? "", variable).replace(/\\(["\\$`])/g, "$1");
    return success({ text, length: match[0].length });
  }
  if (c === "\\") return success({ text: rest.charAt(1), length: 2 });
  const plain = /^\$(?:\{\w+\}|\w+|\?)|^[^\s'"\\|&;<>]/.exec(rest)?.[0] ?? c;
  return success({ text: expand(plain, variable), length: plain.length });
}

function expand(text: string, variable: (name: string) => string): string {
  return text.replace(/(?<!\\)\$(?:\{(\w+)\}|(\w+|\?))/g, (_all, braced?: string, bare?: string) =>
    variable(braced ?? bare ?? ""),
  );
}

function group(tokens: readonly Token[]): Result<readonly Pipeline[], string> {
  const pipelines: Pipeline[] = [];
  let join: Pipeline["join"] = ";";
  let commands: Command[] = [];
  let words: string[] = [];
  let redirects: Redirect[] = [];
  const endCommand = () => {
    if (words.length > 0 || redirects.length > 0) commands.push({ words, redirects });
    words = [];
    redirects = [];
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] as Token;
    if (kind === "word") words.push(text);
    else if (text === ">" || text === ">>" || text === "<") {
      const target = tokens[at + 1];
      if (target?.kind !== "word") return failure("syntax error near unexpected token `newline'");
      redirects.push({ operator: text, path: target.text });
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
