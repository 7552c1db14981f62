/** kubectl's dialect of JSONPath, read into nodes; faults are worded as its parser words them. */

export type PathNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "identifier"; readonly name: string }
  | { readonly kind: "wildcard" }
  | { readonly kind: "recursive" }
  | { readonly kind: "union"; readonly lists: readonly PathList[] }
  | {
      readonly kind: "slice";
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly step: number | undefined;
      /** `[3]`: the end follows from the start. */
      readonly derived: boolean;
    }
  | {
      readonly kind: "filter";
      readonly left: PathList;
      readonly right: PathList;
      readonly operator: string;
    };

export type PathList = readonly PathNode[];

export class JsonPathError extends Error {
  override readonly name = "JsonPathError";
}

/** Texts and actions (`{…}`) in order; a text is a list of one text node. */
export function parseJsonPath(template: string): readonly PathList[] {
  const lists: PathList[] = [];
  let at = 0;
  while (at < template.length) {
    const open = template.indexOf("{", at);
    const text = template.slice(at, open < 0 ? undefined : open);
    if (text !== "") lists.push([{ kind: "text", text }]);
    if (open < 0) break;
    const action = new ActionParser(template, open + 1);
    lists.push(action.parse());
    at = action.at;
  }
  return lists;
}

const TERMINATORS = new Set([" ", "\t", "\r", "\n", ".", ",", "[", "]", "$", "@", "{", "}", ""]);

class ActionParser {
  at: number;
  readonly #input: string;
  readonly #nodes: PathNode[] = [];

  constructor(input: string, at: number) {
    this.#input = input;
    this.at = at;
  }

  parse(): PathList {
    while (!this.#next()) {
      // Each turn reads one node or blank.
    }
    return this.#nodes;
  }

  /** Reads one thing; true behind the closing brace. */
  #next(): boolean {
    const rest = this.#input.slice(this.at);
    if (rest.startsWith("}")) {
      this.at += 1;
      return true;
    }
    if (rest.startsWith("[?(")) this.#filter();
    else if (rest.startsWith("..")) this.#recursive();
    else this.#one(this.#input[this.at] ?? "");
    return false;
  }

  #one(char: string): void {
    if (char === "" || char === "\n" || char === "\r") throw new JsonPathError("unclosed action");
    if (char === " " || char === "@" || char === "$") this.at += 1;
    else if (char === "[") this.#array();
    else if (char === '"' || char === "'") this.#quote(char);
    else if (char === ".") {
      this.at += 1;
      this.#field();
    } else if (/[-+0-9]/.test(char)) this.#number();
    else if (/[\p{L}\d_]/u.test(char)) this.#identifier();
    else {
      const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      throw new JsonPathError(`unrecognized character in action: U+${code} '${char}'`);
    }
  }

  #word(): string {
    const start = this.at;
    while (!TERMINATORS.has(this.#input[this.at] ?? "")) {
      this.at += this.#input[this.at] === "\\" ? 2 : 1;
    }
    return this.#input.slice(start, this.at);
  }

  #field(): void {
    const word = this.#word();
    if (word === "*") this.#nodes.push({ kind: "wildcard" });
    else this.#nodes.push({ kind: "field", name: word.replaceAll("\\", "") });
  }

  #recursive(): void {
    if (this.#nodes.at(-1)?.kind === "recursive") {
      throw new JsonPathError("invalid multiple recursive descent");
    }
    this.at += 2;
    this.#nodes.push({ kind: "recursive" });
    if (/[\p{L}\d_]/u.test(this.#input[this.at] ?? "")) this.#field();
  }

  #identifier(): void {
    const name = this.#word();
    if (name === "true" || name === "false") {
      this.#nodes.push({ kind: "bool", value: name === "true" });
    } else this.#nodes.push({ kind: "identifier", name });
  }

  #number(): void {
    const text = /^[-+]?[0-9.]*/.exec(this.#input.slice(this.at))?.[0] ?? "";
    this.at += text.length;
    const value = Number(text);
    if (text === "" || Number.isNaN(value)) throw new JsonPathError(`cannot parse number ${text}`);
    this.#nodes.push({ kind: "number", value });
  }

  #quote(end: string): void {
    const start = this.at;
    this.at += 1;
    while (this.#input[this.at] !== end || this.#input[this.at - 1] === "\\") {
      const char = this.#input[this.at];
      if (char === undefined || char === "\n")
        throw new JsonPathError("unterminated quoted string");
      this.at += 1;
    }
    this.at += 1;
    const raw = this.#input.slice(start + 1, this.at - 1);
    this.#nodes.push({ kind: "text", text: unescapeText(raw) });
  }

  #array(): void {
    const close = this.#input.indexOf("]", this.at);
    if (close < 0) throw new JsonPathError("unterminated array");
    const inside = this.#input.slice(this.at + 1, close);
    this.at = close + 1;
    const text = inside === "*" ? ":" : inside;
    const parts = text.split(",");
    if (parts.length > 1) {
      const lists = parts.map((part) => parseAction(`[${part.trim()}]`));
      this.#nodes.push({ kind: "union", lists });
      return;
    }
    const key = /^'([^']*)'$/.exec(text);
    if (key !== null) this.#nodes.push(...parseAction(`.${key[1] ?? ""}`));
    else this.#nodes.push(parseSlice(text));
  }

  #filter(): void {
    const start = this.at + 3;
    const end = endOfFilter(this.#input, start);
    if (this.#input[end + 1] !== "]") throw new JsonPathError("unclosed array expect ]");
    this.at = end + 2;
    const text = this.#input.slice(start, end);
    const match = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text);
    if (match === null) {
      this.#nodes.push({ kind: "filter", left: parseAction(text), right: [], operator: "exists" });
      return;
    }
    const [, left = "", operator = "", right = ""] = match;
    const node = { kind: "filter", left: parseAction(left), right: parseAction(right), operator };
    this.#nodes.push(node as PathNode);
  }
}

function parseAction(text: string): PathList {
  return parseJsonPath(`{${text}}`)[0] ?? [];
}

/** The offset of the `)` that ends a filter; a quoted text inside it may hold others. */
function endOfFilter(input: string, start: number): number {
  let pair = "";
  let closed = false;
  for (let at = start; at < input.length && input[at] !== "\n"; at += 1) {
    const char = input[at] ?? "";
    if (char === '"' || char === "'") {
      if (pair === "") pair = char;
      else if (char === pair && input[at - 1] !== "\\") closed = true;
    } else if (char === ")" && (pair === "") !== closed) return at;
  }
  throw new JsonPathError("unterminated filter");
}

function parseSlice(text: string): PathNode {
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (match === null) throw new JsonPathError(`invalid array index ${text}`);
  const number = (part: string | undefined) => {
    const digits = part?.replace(/^:/, "") ?? "";
    return digits === "" ? undefined : Number(digits);
  };
  const [, from, to, step] = match;
  const first = number(from);
  const derived = to === undefined;
  const end = derived ? (first ?? 0) + 1 : number(to);
  return { kind: "slice", from: first, to: end, step: number(step), derived };
}

const ESCAPED: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0" };

function unescapeText(text: string): string {
  return text.replace(/\\(.)/g, (_all, char: string) => ESCAPED[char] ?? char);
}
