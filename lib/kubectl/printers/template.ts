/**
 * Go templates as far as people use them on Kubernetes objects: fields, variables, pipes, `if`,
 * `with`, `range`, `else`, comparisons, `index`, `len`, `printf`, `base64decode`.
 * Not simulated: template definitions, methods and the rarer functions of Go's templates.
 */
import { goValue } from "../text/go-value.ts";
import { callFunction, isTrue } from "./template-functions.ts";

export class TemplateError extends Error {
  override readonly name = "TemplateError";
  readonly stage: "parse" | "execute";

  constructor(stage: "parse" | "execute", message: string) {
    super(message);
    this.stage = stage;
  }
}

type Token = { readonly kind: "text" | "action"; readonly text: string };

type Scope = { readonly dot: unknown; readonly variables: Map<string, unknown> };

export function runTemplate(template: string, data: unknown): string {
  const tokens = tokenise(template);
  const run = new TemplateRun(tokens);
  const scope = { dot: data, variables: new Map<string, unknown>([["$", data]]) };
  return run.block(0, tokens.length, scope);
}

function tokenise(template: string): readonly Token[] {
  const tokens: Token[] = [];
  let rest = template;
  let trimNext = false;
  while (rest !== "") {
    const open = rest.indexOf("{{");
    let text = open < 0 ? rest : rest.slice(0, open);
    if (trimNext) text = text.trimStart();
    if (open < 0) {
      tokens.push({ kind: "text", text });
      break;
    }
    const close = closingBraces(rest, open + 2);
    if (close < 0) throw new TemplateError("parse", "1: unclosed action");
    let action = rest.slice(open + 2, close);
    if (/^-\s/.test(action)) {
      text = text.trimEnd();
      action = action.slice(1);
    }
    trimNext = /\s-$/.test(action);
    if (trimNext) action = action.slice(0, -1);
    tokens.push({ kind: "text", text });
    if (!action.trim().startsWith("/*")) tokens.push({ kind: "action", text: action.trim() });
    rest = rest.slice(close + 2);
  }
  return tokens;
}

function closingBraces(text: string, from: number): number {
  let quoted = "";
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (quoted !== "") {
      if (char === "\\" && quoted === '"') at += 1;
      else if (char === quoted) quoted = "";
    } else if (char === '"' || char === "`") quoted = char;
    else if (text.startsWith("}}", at)) return at;
  }
  return -1;
}

const OPENING = /^(if|range|with)\b/;

class TemplateRun {
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  block(from: number, to: number, scope: Scope): string {
    let out = "";
    for (let at = from; at < to; at += 1) {
      const token = this.#tokens[at];
      if (token === undefined) break;
      if (token.kind === "text") out += token.text;
      else if (OPENING.test(token.text)) {
        const parts = this.#partsOf(at);
        out += this.#branch(token.text, parts, scope);
        at = parts.end;
      } else out += evaluateAction(token.text, scope);
    }
    return out;
  }

  /** Where the `else` (if any) and the `end` of the block that opens at `start` stand. */
  #partsOf(start: number): {
    readonly start: number;
    readonly otherwise: number;
    readonly end: number;
  } {
    let depth = 0;
    let otherwise = -1;
    for (let at = start + 1; at < this.#tokens.length; at += 1) {
      const token = this.#tokens[at];
      if (token?.kind !== "action") continue;
      if (OPENING.test(token.text)) depth += 1;
      else if (token.text === "end") {
        if (depth === 0) return { start, otherwise: otherwise < 0 ? at : otherwise, end: at };
        depth -= 1;
      } else if (depth === 0 && otherwise < 0 && token.text.startsWith("else")) otherwise = at;
    }
    throw new TemplateError("parse", "1: unexpected EOF");
  }

  #branch(
    action: string,
    parts: { readonly start: number; readonly otherwise: number; readonly end: number },
    scope: Scope,
  ): string {
    const keyword = OPENING.exec(action)?.[1] ?? "if";
    const condition = action.slice(keyword.length).trim();
    const inner = { dot: scope.dot, variables: new Map(scope.variables) };
    if (keyword === "range") return this.#range(condition, parts, inner);
    const value = evaluateAssignment(condition, inner);
    if (!isTrue(value)) return this.#otherwise(parts, inner);
    const dot = keyword === "with" ? value : scope.dot;
    return this.block(parts.start + 1, parts.otherwise, { ...inner, dot });
  }

  #range(
    condition: string,
    parts: { readonly start: number; readonly otherwise: number; readonly end: number },
    scope: Scope,
  ): string {
    const names = /^(\$\w+)(?:\s*,\s*(\$\w+))?\s*:=\s*/.exec(condition);
    const value = evaluatePipe(
      names === null ? condition : condition.slice(names[0].length),
      scope,
    );
    const entries = entriesOf(value);
    if (entries.length === 0) return this.#otherwise(parts, scope);
    return entries
      .map(([key, item]) => {
        const variables = new Map(scope.variables);
        const [, first, second] = names ?? [];
        if (first !== undefined) variables.set(first, second === undefined ? item : key);
        if (second !== undefined) variables.set(second, item);
        return this.block(parts.start + 1, parts.otherwise, { dot: item, variables });
      })
      .join("");
  }

  #otherwise(parts: { readonly otherwise: number; readonly end: number }, scope: Scope): string {
    if (parts.otherwise === parts.end) return "";
    const action = this.#tokens[parts.otherwise]?.text ?? "else";
    const condition = /^else\s+if\s+(.*)$/.exec(action)?.[1];
    if (condition !== undefined && !isTrue(evaluatePipe(condition, scope))) return "";
    return this.block(parts.otherwise + 1, parts.end, scope);
  }
}

function entriesOf(value: unknown): readonly (readonly [unknown, unknown])[] {
  if (Array.isArray(value)) return value.map((item, at) => [at, item] as const);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function evaluateAction(action: string, scope: Scope): string {
  if (/^\$\w+\s*:?=/.test(action)) {
    evaluateAssignment(action, scope);
    return "";
  }
  const value = evaluatePipe(action, scope);
  return value === undefined || value === null ? "<no value>" : goValue(value);
}

function evaluateAssignment(text: string, scope: Scope): unknown {
  const match = /^(\$\w+)\s*:?=\s*(.*)$/s.exec(text);
  if (match === null) return evaluatePipe(text, scope);
  const value = evaluatePipe(match[2] ?? "", scope);
  scope.variables.set(match[1] ?? "$", value);
  return value;
}

function evaluatePipe(text: string, scope: Scope): unknown {
  let value: unknown;
  for (const [at, stage] of splitTop(text, "|").entries()) {
    const words = splitTop(stage.trim(), " ").filter((word) => word !== "");
    value = evaluateCommand(words, at === 0 ? [] : [value], scope);
  }
  return value;
}

function evaluateCommand(
  words: readonly string[],
  piped: readonly unknown[],
  scope: Scope,
): unknown {
  const [first = "", ...rest] = words;
  if (!/^[a-zA-Z]\w*$/.test(first) || ["true", "false", "nil"].includes(first)) {
    return evaluateOperand(first, scope);
  }
  const values = [...rest.map((word) => evaluateOperand(word, scope)), ...piped];
  const result = callFunction(first, values);
  if (result.ok) return result.value;
  throw new TemplateError(result.unknown ? "parse" : "execute", `1: ${result.error}`);
}

function evaluateOperand(word: string, scope: Scope): unknown {
  if (word.startsWith("(")) {
    const close = word.lastIndexOf(")");
    return fieldsOf(evaluatePipe(word.slice(1, close), scope), word.slice(close + 1));
  }
  if (word.startsWith('"')) return JSON.parse(word) as string;
  if (word.startsWith("`")) return word.slice(1, -1);
  if (/^-?\d/.test(word)) return Number(word);
  if (word === "true" || word === "false") return word === "true";
  if (word === ".") return scope.dot;
  if (word.startsWith(".")) return fieldsOf(scope.dot, word);
  if (word.startsWith("$")) {
    const [name = "$"] = /^\$\w*/.exec(word) ?? [];
    return fieldsOf(scope.variables.get(name), word.slice(name.length));
  }
  return undefined;
}

function fieldsOf(value: unknown, path: string): unknown {
  let current = value;
  for (const name of path.split(".").filter((part) => part !== "")) {
    if (typeof current !== "object" || current === null) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}

/** Splits outside quotes and parentheses. */
function splitTop(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = "";
  let part = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? "";
    if (quoted !== "") {
      part += char;
      if (char === "\\" && quoted === '"') part += text[++at] ?? "";
      else if (char === quoted) quoted = "";
      continue;
    }
    if (char === '"' || char === "`") quoted = char;
    else if (char === "(") depth += 1;
    else if (char === ")") depth -= 1;
    if (char === separator && depth === 0) {
      parts.push(part);
      part = "";
    } else part += char;
  }
  return [...parts, part];
}
