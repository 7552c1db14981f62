/**
 * One YAML document → plain JSON and the places of its parts, with kubectl's rules: merge keys in
 * order, keys of any scalar type turned into text, the last of equal keys wins, aliases bounded.
 */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
} from "yaml";
import type { SourceRange } from "#lib/shared";
import type { JsonValue } from "./json.ts";
import type { Place } from "./position.ts";
import { formatFloat, resolvePlain } from "./scalar.ts";

/** What stops a document; `message` is what kubectl prints behind `yaml: `. */
export class ComposeError extends Error {
  override readonly name = "ComposeError";
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export type Composed = { readonly value: JsonValue; readonly place: Place };

type State = {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly open: Set<Alias>;
  readonly rangeOf: (start: number, end: number) => SourceRange;
  decoded: number;
  aliased: number;
  aliasDepth: number;
};

const NO_FIELDS: ReadonlyMap<string, Place> = new Map();
const NO_ITEMS: readonly Place[] = [];

export function compose(
  root: Node | null,
  targets: ReadonlyMap<Alias, Node>,
  rangeOf: (start: number, end: number) => SourceRange,
): Composed {
  const state: State = { targets, open: new Set(), rangeOf, decoded: 0, aliased: 0, aliasDepth: 0 };
  return composeNode(root, undefined, state);
}

function composeNode(node: Node | null, key: SourceRange | undefined, state: State): Composed {
  countNode(node, state);
  if (node === null) {
    const place = {
      key,
      value: key ?? state.rangeOf(0, 0),
      scalar: true,
      fields: NO_FIELDS,
      items: NO_ITEMS,
    };
    return { value: null, place };
  }
  if (isAlias(node)) return composeAlias(node, key, state);
  const value = spanOf(node, state);
  if (isScalar(node)) {
    const place = { key, value, scalar: true, fields: NO_FIELDS, items: NO_ITEMS };
    return { value: scalarValue(node), place };
  }
  if (isSeq(node)) {
    const parts = node.items.map((item) => composeNode(item as Node | null, undefined, state));
    const items = parts.map((part) => part.place);
    return {
      value: parts.map((part) => part.value),
      place: { key, value, scalar: false, fields: NO_FIELDS, items },
    };
  }
  if (isMap(node)) {
    const fields = new Map<string, Composed>();
    composeMap(node, fields, state);
    const entries = [...fields].map(([name, part]) => [name, part.value] as const);
    const places = new Map([...fields].map(([name, part]) => [name, part.place] as const));
    return {
      value: Object.fromEntries(entries),
      place: { key, value, scalar: false, fields: places, items: NO_ITEMS },
    };
  }
  throw new ComposeError("unknown problem parsing YAML content", 0);
}

// Go's own bound: expansion may be most of a small document, never most of a large one.
function countNode(node: Node | null, state: State): void {
  state.decoded += 1;
  if (state.aliasDepth > 0) state.aliased += 1;
  if (state.aliased <= 100 || state.decoded <= 1000) return;
  if (state.aliased / state.decoded > allowedAliasRatio(state.decoded)) {
    throw new ComposeError("document contains excessive aliasing", node?.range?.[0] ?? 0);
  }
}

const RATIO_RANGE_LOW = 400_000;
const RATIO_RANGE_HIGH = 4_000_000;

function allowedAliasRatio(decoded: number): number {
  if (decoded <= RATIO_RANGE_LOW) return 0.99;
  if (decoded >= RATIO_RANGE_HIGH) return 0.1;
  return 0.99 - (0.89 * (decoded - RATIO_RANGE_LOW)) / (RATIO_RANGE_HIGH - RATIO_RANGE_LOW);
}

function composeAlias(alias: Alias, key: SourceRange | undefined, state: State): Composed {
  const target = state.targets.get(alias);
  const offset = alias.range?.[0] ?? 0;
  if (target === undefined) {
    throw new ComposeError(`unknown anchor '${alias.source}' referenced`, offset);
  }
  if (state.open.has(alias)) {
    throw new ComposeError(`anchor '${alias.source}' value contains itself`, offset);
  }
  state.open.add(alias);
  state.aliasDepth += 1;
  const composed = composeNode(target, key, state);
  state.aliasDepth -= 1;
  state.open.delete(alias);
  // What is reached through an alias is written where the alias stands.
  return { value: composed.value, place: { ...composed.place, value: spanOf(alias, state) } };
}

function composeMap(map: YAMLMap, fields: Map<string, Composed>, state: State): void {
  for (const pair of map.items as Pair<Node | null, Node | null>[]) {
    if (isMergeKey(pair.key)) {
      mergeInto(pair.value, fields, state);
      continue;
    }
    const name = keyText(pair.key, state);
    const range = pair.key === null ? undefined : spanOf(pair.key, state);
    fields.set(name, composeNode(pair.value, range, state));
  }
}

function isMergeKey(key: Node | null): boolean {
  if (!isScalar(key) || key.value !== "<<") return false;
  return key.type === Scalar.PLAIN || key.tag === "tag:yaml.org,2002:merge";
}

function mergeInto(value: Node | null, fields: Map<string, Composed>, state: State): void {
  const sources = isSeq(value) ? [...value.items].reverse() : [value];
  for (const source of sources as (Node | null)[]) {
    const target = isAlias(source) ? state.targets.get(source) : source;
    if (!isMap(target)) {
      const offset = value?.range?.[0] ?? 0;
      throw new ComposeError("map merge requires map or sequence of maps as the value", offset);
    }
    const throughAlias = isAlias(source) ? 1 : 0;
    state.aliasDepth += throughAlias;
    countNode(target, state);
    composeMap(target, fields, state);
    state.aliasDepth -= throughAlias;
  }
}

function keyText(key: Node | null, state: State): string {
  const target = isAlias(key) ? (state.targets.get(key) ?? null) : key;
  const offset = key?.range?.[0] ?? 0;
  if (target !== null && !isScalar(target)) {
    throw new ComposeError("invalid map key: a key must be a scalar", offset);
  }
  const value = target === null ? null : scalarOrFloat(target);
  if (value === null) throw new ComposeError("unsupported map key of type: null", offset);
  return typeof value === "number" ? keyNumber(value) : String(value);
}

function keyNumber(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  return formatFloat(value);
}

function scalarValue(node: Scalar): JsonValue {
  const value = scalarOrFloat(node);
  if (typeof value === "number" && !Number.isFinite(value)) {
    const name = Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    throw new ComposeError(`json: unsupported value: ${name}`, node.range?.[0] ?? 0);
  }
  return value;
}

const TAGGED = "tag:yaml.org,2002:";

function scalarOrFloat(node: Scalar): JsonValue {
  const text = typeof node.value === "string" ? node.value : "";
  const tag = node.tag?.startsWith(TAGGED) === true ? node.tag.slice(TAGGED.length) : undefined;
  if (tag === undefined) {
    return node.type === Scalar.PLAIN || node.type === undefined ? resolvePlain(text) : text;
  }
  switch (tag) {
    case "str":
      return text;
    case "binary":
      return decodeBase64(text, node);
    case "null":
    case "bool":
    case "int":
    case "float":
      return checkTag(resolvePlain(text), tag, text, node);
    default:
      return text;
  }
}

function checkTag(value: JsonValue, wanted: string, text: string, node: Scalar): JsonValue {
  const found =
    value === null
      ? "null"
      : typeof value === "boolean"
        ? "bool"
        : typeof value === "number"
          ? Number.isInteger(value) && wanted !== "float"
            ? "int"
            : "float"
          : "str";
  if (found === wanted) return value;
  const message = `cannot decode !!${found} \`${text}\` as a !!${wanted}`;
  throw new ComposeError(message, node.range?.[0] ?? 0);
}

function decodeBase64(text: string, node: Scalar): string {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s/g, "")), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    throw new ComposeError("!!binary value contains invalid base64 data", node.range?.[0] ?? 0);
  }
}

function spanOf(node: Node, state: State): SourceRange {
  const range = node.range;
  return range === undefined || range === null
    ? state.rangeOf(0, 0)
    : state.rangeOf(range[0], range[1]);
}
