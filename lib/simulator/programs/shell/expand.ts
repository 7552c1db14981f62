/**
 * Words → arguments: variables, command and arithmetic substitution, splitting at blanks, and
 * patterns of file names, in this order.
 */
import { cleanPath } from "../../storage/index.ts";
import type { Machine } from "../machine.ts";
import type { Task } from "../task.ts";
import { evaluate } from "./arithmetic.ts";
import { patternToRegExp } from "./pattern.ts";
import { type Part, type Script, SyntaxProblem, type Word } from "./syntax.ts";

/** What expansion needs of the shell. */
export type Surroundings = {
  readonly machine: Machine;
  readonly variables: Map<string, string>;
  readonly cwd: string;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly lastStatus: number;
  readonly failsOnUnset: boolean;
  /** Runs a script and gives what it prints. */
  capture(script: Script): Task<string>;
};

/** A piece of a field; what is quoted is neither split nor a pattern. */
type Piece = { readonly text: string; readonly quoted: boolean };

export function* expandWords(words: readonly Word[], shell: Surroundings): Task<string[]> {
  const found: string[] = [];
  for (const word of words) {
    const only = word.length === 1 ? word[0] : undefined;
    if (only?.kind === "text" && (only.quoted || !/[*?[~]/.test(only.text))) found.push(only.text);
    else for (const field of yield* fieldsOf(word, shell)) found.push(...matching(field, shell));
  }
  return found;
}

/** One text, without splitting: values of assignments, targets of redirections, case words. */
export function* expandText(word: Word, shell: Surroundings): Task<string> {
  let text = "";
  for (const part of word) {
    for (const piece of yield* piecesOf(part, shell, false)) text += piece.text;
  }
  return word[0]?.kind === "text" && !word[0].quoted ? home(text, shell) : text;
}

/** A pattern in which quoted characters stand for themselves. */
export function* expandPattern(word: Word, shell: Surroundings, anchored = true): Task<RegExp> {
  let text = "";
  const quoted: boolean[] = [];
  for (const part of word) {
    for (const piece of yield* piecesOf(part, shell, false)) {
      text += piece.text;
      for (let i = 0; i < piece.text.length; i++) quoted.push(piece.quoted);
    }
  }
  return patternToRegExp(text, quoted, anchored);
}

function* fieldsOf(word: Word, shell: Surroundings): Task<Piece[][]> {
  const fields: Piece[][] = [];
  let field: Piece[] | undefined;
  for (const part of word) {
    for (const piece of yield* piecesOf(part, shell, true)) {
      if (piece === BREAK) {
        if (field !== undefined) fields.push(field);
        field = undefined;
      } else if (piece.quoted || part.kind === "text") {
        field = [...(field ?? []), piece];
      } else {
        const parts = piece.text.split(/[ \t\n]+/);
        for (const [index, text] of parts.entries()) {
          if (index > 0 && field !== undefined) {
            fields.push(field);
            field = undefined;
          }
          if (text !== "") field = [...(field ?? []), { text, quoted: false }];
        }
      }
    }
  }
  if (field !== undefined) fields.push(field);
  return fields;
}

// Between the parameters of "$@".
const BREAK: Piece = { text: "", quoted: false };

function* piecesOf(part: Part, shell: Surroundings, splits: boolean): Task<readonly Piece[]> {
  switch (part.kind) {
    case "text":
      return [{ text: part.text, quoted: part.quoted }];
    case "command": {
      const text = (yield* shell.capture(part.script)).replace(/\n+$/, "");
      return [{ text, quoted: part.quoted }];
    }
    case "arithmetic": {
      const expression = yield* expandText(part.expression, shell);
      return [{ text: String(evaluate(expression, shell.variables)), quoted: part.quoted }];
    }
    case "variable":
      if ((part.name === "@" || part.name === "*") && part.operator === undefined) {
        return parametersOf(part.name, part.quoted, splits, shell);
      }
      return [{ text: yield* variableText(part, shell), quoted: part.quoted }];
  }
}

function parametersOf(
  name: string,
  quoted: boolean,
  splits: boolean,
  shell: Surroundings,
): Piece[] {
  if (!splits || !quoted || name === "*") return [{ text: shell.parameters.join(" "), quoted }];
  return shell.parameters.flatMap((text, index) =>
    index === 0 ? [{ text, quoted }] : [BREAK, { text, quoted }],
  );
}

type Variable = Extract<Part, { kind: "variable" }>;

function* variableText({ name, operator, word }: Variable, shell: Surroundings): Task<string> {
  const value = lookUp(name, shell);
  if (operator === undefined) {
    if (value === undefined && shell.failsOnUnset)
      throw new SyntaxProblem(`${name}: parameter not set`);
    return value ?? "";
  }
  if (operator === "length") return String((value ?? "").length);
  const isSet = operator.startsWith(":") ? (value ?? "") !== "" : value !== undefined;
  switch (operator.replace(":", "")) {
    case "-":
      return isSet ? (value ?? "") : yield* expandText(word ?? [], shell);
    case "=": {
      if (isSet) return value ?? "";
      const text = yield* expandText(word ?? [], shell);
      shell.variables.set(name, text);
      return text;
    }
    case "+":
      return isSet ? yield* expandText(word ?? [], shell) : "";
    case "?": {
      if (isSet) return value ?? "";
      const why = yield* expandText(word ?? [], shell);
      throw new SyntaxProblem(`${name}: ${why === "" ? "parameter not set" : why}`);
    }
    default:
      return trim(value ?? "", operator, yield* expandPattern(word ?? [], shell));
  }
}

function lookUp(name: string, shell: Surroundings): string | undefined {
  if (/^[1-9]$/.test(name)) return shell.parameters[Number(name) - 1];
  switch (name) {
    case "?":
      return String(shell.lastStatus);
    case "#":
      return String(shell.parameters.length);
    case "$":
      return "1";
    case "0":
      return shell.name;
    case "@":
    case "*":
      return shell.parameters.join(" ");
    case "!":
    case "-":
      return "";
    default:
      return shell.variables.get(name);
  }
}

// `#` and `%` take the shortest match away, `##` and `%%` the longest.
function trim(value: string, operator: string, pattern: RegExp): string {
  const fromStart = operator.startsWith("#");
  const lengths = Array.from({ length: value.length + 1 }, (_, length) => length);
  for (const length of operator.length === 2 ? lengths.reverse() : lengths) {
    const piece = fromStart ? value.slice(0, length) : value.slice(value.length - length);
    if (!pattern.test(piece)) continue;
    return fromStart ? value.slice(length) : value.slice(0, value.length - length);
  }
  return value;
}

function home(text: string, { variables }: Surroundings): string {
  return /^~(\/|$)/.test(text) ? (variables.get("HOME") ?? "/root") + text.slice(1) : text;
}

// A field with an unquoted pattern stands for the files that match it, if there are any.
function matching(field: readonly Piece[], shell: Surroundings): readonly string[] {
  const text = field.map((piece) => piece.text).join("");
  if (!field.some((piece) => !piece.quoted && /[*?[]/.test(piece.text))) {
    return [field[0]?.quoted === false ? home(text, shell) : text];
  }
  const quoted = field.flatMap((piece) => [...piece.text].map(() => piece.quoted));
  const { files } = shell.machine;
  let found: { readonly shown: string; readonly path: string }[] = [
    text.startsWith("/") ? { shown: "/", path: "/" } : { shown: "", path: shell.cwd },
  ];
  let at = 0;
  for (const part of text.split("/")) {
    const pattern = patternToRegExp(part, quoted.slice(at, at + part.length));
    at += part.length + 1;
    if (part === "") continue;
    found = found.flatMap(({ shown, path }) =>
      files
        .list(path)
        .filter(({ name }) => pattern.test(name) && (part.startsWith(".") || !name.startsWith(".")))
        .map(({ name }) => ({
          shown: shown === "" || shown.endsWith("/") ? shown + name : `${shown}/${name}`,
          path: cleanPath(name, path),
        })),
    );
  }
  return found.length === 0 ? [text] : found.map(({ shown }) => shown);
}
