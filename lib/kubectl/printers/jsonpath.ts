/** JSONPath templates run over an object: what they find, and what they print. */
import { toJson } from "#lib/manifest";
import { goValue } from "../text/go-value.ts";
import { JsonPathError, type PathList, type PathNode, parseJsonPath } from "./jsonpath-parser.ts";

export { JsonPathError };

export type JsonPathOptions = { readonly allowMissingKeys?: boolean };

export class JsonPath {
  readonly #lists: readonly PathList[];
  readonly #allowMissing: boolean;

  /** Throws JsonPathError when the template cannot be read. */
  constructor(template: string, { allowMissingKeys = true }: JsonPathOptions = {}) {
    this.#lists = parseJsonPath(template);
    this.#allowMissing = allowMissingKeys;
  }

  /** What the template prints: results of one action have a space between them. */
  print(data: unknown): string {
    return this.find(data)
      .map((results) => results.map(printed).join(" "))
      .join("");
  }

  /** The results of each action and text in turn. */
  find(data: unknown): readonly (readonly unknown[])[] {
    const out: (readonly unknown[])[] = [];
    const end = this.#run(0, data, out, false);
    if (end < this.#lists.length) throw new JsonPathError("not in range, nothing to end");
    return out;
  }

  /** Runs from an action to the end of the range it stands in; answers where that is. */
  #run(start: number, data: unknown, out: (readonly unknown[])[], inRange: boolean): number {
    let at = start;
    while (at < this.#lists.length) {
      const list = this.#lists[at] ?? [];
      const first = list[0];
      if (first?.kind === "identifier" && first.name === "end") {
        if (!inRange) throw new JsonPathError("not in range, nothing to end");
        return at;
      }
      const results = this.#walkList([data], list);
      const isRange = first?.kind === "identifier" && first.name === "range";
      if (!isRange) {
        out.push(results);
        at += 1;
        continue;
      }
      let end = this.#run(at + 1, undefined, [], true);
      for (const result of results) end = this.#run(at + 1, result, out, true);
      // A range that nothing ends runs once more, over what it stands in.
      at = end < this.#lists.length ? end + 1 : at + 1;
    }
    return at;
  }

  #walkList(input: readonly unknown[], list: PathList): readonly unknown[] {
    let current = input;
    for (const node of list) current = this.#walk(current, node);
    return current;
  }

  #walk(input: readonly unknown[], node: PathNode): readonly unknown[] {
    switch (node.kind) {
      case "text":
        return [node.text];
      case "number":
      case "bool":
        return input.map(() => node.value);
      case "identifier":
        if (node.name === "range") return input;
        throw new JsonPathError(`unrecognized identifier ${node.name}`);
      case "field":
        return this.#field(input, node.name);
      case "wildcard":
        return input.flatMap(children);
      case "recursive":
        return input.flatMap(descendants);
      case "union":
        return node.lists.flatMap((list) => this.#walkList(input, list));
      case "slice":
        return input.flatMap((value) => (isNil(value) ? [] : slice(value, node)));
      case "filter":
        return input.flatMap((value) => this.#filter(value, node));
    }
  }

  #field(input: readonly unknown[], name: string): readonly unknown[] {
    const found = input.flatMap((value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
      const field = (value as Readonly<Record<string, unknown>>)[name];
      return field === undefined || !Object.hasOwn(value, name) ? [] : [field];
    });
    if (found.length > 0 || this.#allowMissing || input.length === 0) return found;
    throw new JsonPathError(`${name} is not found`);
  }

  #filter(value: unknown, node: Extract<PathNode, { kind: "filter" }>): readonly unknown[] {
    if (!Array.isArray(value)) {
      throw new JsonPathError(`${goValue(value)} is not array or slice and cannot be filtered`);
    }
    return value.filter((item) => {
      if (node.operator === "exists") return this.#exists(item, node.left);
      const left = this.#single(item, node.left);
      const right = this.#single(item, node.right);
      return left.length > 0 && right.length > 0 && compare(left[0], node.operator, right[0]);
    });
  }

  #exists(item: unknown, list: PathList): boolean {
    try {
      return this.#walkList([item], list).length > 0;
    } catch (error) {
      if (error instanceof JsonPathError) return false;
      throw error;
    }
  }

  #single(item: unknown, list: PathList): readonly unknown[] {
    const found = this.#walkList([item], list);
    if (found.length > 1) throw new JsonPathError("can only compare one element at a time");
    return found;
  }
}

/** A result as it is printed: objects and lists as JSON. */
export function printed(value: unknown): string {
  if (value === null) return "null";
  return typeof value === "object" ? toJson(value, "compact") : goValue(value);
}

function isNil(value: unknown): boolean {
  return value === null || value === undefined;
}

function children(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value)
    .sort()
    .map((key) => (value as Readonly<Record<string, unknown>>)[key])
    .filter((field) => field !== undefined);
}

function descendants(value: unknown): readonly unknown[] {
  const below = children(value);
  return below.length === 0 ? [] : [value, ...below.flatMap(descendants)];
}

function slice(value: unknown, node: Extract<PathNode, { kind: "slice" }>): readonly unknown[] {
  if (!Array.isArray(value)) throw new JsonPathError(`${goType(value)} is not array or slice`);
  const { length } = value;
  let from = node.from ?? 0;
  let to = node.to ?? length;
  if (from < 0) from += length;
  if (to < 0 || (to === 0 && node.derived)) to += length;
  if (from === to) return [];
  if (from >= length || from < 0) {
    throw new JsonPathError(`array index out of bounds: index ${from}, length ${length}`);
  }
  if (to > length || to < 0) {
    throw new JsonPathError(`array index out of bounds: index ${to - 1}, length ${length}`);
  }
  if (from > to) {
    throw new JsonPathError(`starting index ${from} is greater than ending index ${to}`);
  }
  const step = node.step ?? 1;
  if (step <= 0) throw new JsonPathError("step must be > 0");
  return value.slice(from, to).filter((_item, at) => at % step === 0);
}

function goType(value: unknown): string {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return "map[string]interface {}";
}

function compare(left: unknown, operator: string, right: unknown): boolean {
  const comparable = typeof left === typeof right && typeof left !== "object";
  if (!comparable) throw new JsonPathError("incompatible types for comparison");
  const a = left as string | number | boolean;
  const b = right as string | number | boolean;
  switch (operator) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    default:
      throw new JsonPathError(`unrecognized filter operator ${operator}`);
  }
}
