/** What a call costs at most besides its arguments, and how large a text or list it gives. */
import type { CelType } from "../type.ts";
import { type Bounds, exactly, plus, scaled, times, upTo } from "./bounds.ts";

/** An argument or the receiver, as far as the cost of a call depends on it. */
export type Operand = {
  readonly type: CelType;
  readonly size: Bounds;
  /** How large each item of a list is. */
  readonly item: Bounds;
  /** The number it is, if it is written as one. */
  readonly literal?: number;
};

export type CallCost = { readonly cost: Bounds; readonly size?: Bounds };

type Coster = (on: Operand | undefined, args: readonly Operand[]) => CallCost | undefined;

/** To read a text once; to run a pattern over a text of one. */
const TEXT = 0.1;
const PATTERN = 0.25;
const CHECK = 350_000;
const NAME_PATTERN = 128;

const read = ({ size }: Operand): Bounds => scaled(size, TEXT);

const overFirst =
  (factor: number): Coster =>
  (_on, [text]) =>
    text && { cost: scaled(text.size, factor) };

/** The result is as long as what it is made of. */
const sameLength: Coster = (on, [text]) => {
  const given = on ?? text;
  return given && { cost: read(given), size: given.size };
};

const overList: Coster = (on) => {
  if (on === undefined) return undefined;
  const { type, size, item } = on;
  if (type.kind !== "list") return { cost: scaled(size, TEXT) };
  const isText = type.item.kind === "scalar" && /^(string|bytes)$/.test(type.item.name);
  const each = isText ? plus(exactly(1), scaled(item, TEXT)) : exactly(1);
  return { cost: times(size, each) };
};

const pattern: Coster = (on, [expression]) => {
  if (on === undefined || expression === undefined) return undefined;
  const text = scaled(plus(on.size, exactly(1)), TEXT);
  return { cost: times(text, scaled(expression.size, PATTERN)), size: upTo(on.size.max) };
};

const split: Coster = (on, [, limit]) =>
  on && { cost: scaled(on.size, 2 * TEXT), size: upTo(limit?.literal ?? on.size.max) };

const join: Coster = (on, [separator]) => {
  if (on === undefined) return undefined;
  const gaps = { min: Math.max(0, on.size.min - 1), max: Math.max(0, on.size.max - 1) };
  const between = separator === undefined ? exactly(0) : times(separator.size, gaps);
  const size = plus(times(on.size, on.item), between);
  return { cost: scaled(size, TEXT), size };
};

const replace: Coster = (on, [from, to]) => {
  if (on === undefined || from === undefined || to === undefined) return undefined;
  const { size } = on;
  const most =
    from.size.min === 0
      ? { count: size.max + 1, kept: size.max }
      : to.size.max <= from.size.min
        ? { count: 0, kept: size.max }
        : { count: Math.ceil(size.max / from.size.min), kept: 0 };
  const least =
    from.size.max === 0
      ? { count: size.min + 1, kept: size.min }
      : from.size.max <= to.size.min
        ? { count: 0, kept: size.min }
        : { count: Math.ceil(size.min / from.size.max), kept: 0 };
  const made = times({ min: least.count, max: most.count }, to.size);
  return {
    cost: scaled(size, 2 * TEXT),
    size: plus(made, { min: least.kept, max: most.kept }),
  };
};

const contains: Coster = (on, [part]) => on && part && { cost: times(read(on), read(part)) };

const formatText: Coster = (on) => on && { cost: read(on) };

const sets =
  (factor: number): Coster =>
  (_on, [a, b]) =>
    a && b && { cost: plus(scaled(times(a.size, b.size), factor), exactly(1)) };

const ADDRESS: Bounds = { min: 4, max: 16 };

/** A text that stands for an address has to be read first. */
const within =
  (extra: Bounds): Coster =>
  (_on, [other]) => {
    if (other === undefined) return undefined;
    const compared = plus(scaled(plus(ADDRESS, ADDRESS), TEXT), extra);
    const isText = other.type.kind === "scalar" && other.type.name === "string";
    return { cost: isText ? plus(compared, read(other)) : compared };
  };

const textToBytes: Coster = (_on, [text]) =>
  text && { cost: read(text), size: { min: text.size.min, max: text.size.max * 4 } };

const COSTERS: Readonly<Record<string, Coster>> = {
  check: () => ({ cost: exactly(CHECK) }),
  fieldSelector: overFirst(TEXT),
  labelSelector: overFirst(TEXT),
  isSorted: overList,
  sum: overList,
  max: overList,
  min: overList,
  indexOf: overList,
  lastIndexOf: overList,
  url: sameLength,
  lowerAscii: sameLength,
  upperAscii: sameLength,
  substring: sameLength,
  trim: sameLength,
  replace,
  split,
  join,
  find: pattern,
  findAll: pattern,
  matches: (on, args) => {
    const found = pattern(on, args);
    return found && { cost: found.cost };
  },
  contains,
  startsWith: overFirst(TEXT),
  endsWith: overFirst(TEXT),
  format: formatText,
  bytes: textToBytes,
  cidr: overFirst(TEXT),
  isIP: overFirst(TEXT),
  isCIDR: overFirst(TEXT),
  ip: overFirst(TEXT),
  "ip.isCanonical": overFirst(2 * TEXT),
  quantity: overFirst(TEXT),
  isQuantity: overFirst(TEXT),
  semver: overFirst(TEXT),
  isSemver: overFirst(TEXT),
  validate: (_on, [text]) => text && { cost: scaled(read(text), NAME_PATTERN * PATTERN) },
  containsIP: within(exactly(0)),
  containsCIDR: within(plus(scaled(ADDRESS, TEXT), exactly(1))),
  "sets.contains": sets(1),
  "sets.intersects": sets(1),
  "sets.equivalent": sets(2),
};

export function callCost(
  name: string,
  on: Operand | undefined,
  args: readonly Operand[],
): CallCost {
  return COSTERS[name]?.(on, args) ?? { cost: exactly(1) };
}

const isText = ({ type }: Operand) => type.kind === "scalar" && /^(string|bytes)$/.test(type.name);

/** What an operator costs besides what stands at its sides. */
export function operatorCost(op: string, left: Operand, right: Operand): CallCost {
  const smaller = Math.min(left.size.max, right.size.max);
  const compared = scaled({ min: smaller > 0 ? 1 : 0, max: smaller }, TEXT);
  if (op === "==" || op === "!=") return { cost: compared };
  if (/^[<>]=?$/.test(op)) return { cost: isText(left) ? compared : exactly(1) };
  if (op === "in" && right.type.kind === "list") return { cost: right.size };
  if (op === "+" && left.type.kind === "list") {
    return { cost: exactly(1), size: plus(left.size, right.size) };
  }
  if (op === "+" && isText(left)) {
    const size = plus(left.size, right.size);
    return { cost: scaled(size, TEXT), size };
  }
  return { cost: exactly(1) };
}
