/**
 * What an expression costs at most, before it is run: as Kubernetes estimates it from the lengths
 * that a schema allows.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#resource-use-by-validation-functions
 */
import type { CelNode } from "../ast.ts";
import { type CelType, DYN } from "../type.ts";
import { type Bounds, exactly, plus, times, UNKNOWN, union, upTo } from "./bounds.ts";
import { callCost, operatorCost } from "./call.ts";

const NAME = 1;
const LIST = 10;
const MAP = 30;

/** What is known of a part: its cost, how large it is, and how large its items are. */
type Estimate = {
  readonly cost: Bounds;
  readonly type: CelType;
  readonly size: Bounds;
  readonly item: Bounds;
  readonly literal?: number;
};

/** Names that stand for a part of the value in question, or for what was bound to them. */
type Names = ReadonlyMap<string, Estimate>;

export function estimatedCost(tree: CelNode, types: ReadonlyMap<CelNode, CelType>): number {
  return new Estimator(types).of(tree, new Map()).cost.max;
}

class Estimator {
  readonly #types: ReadonlyMap<CelNode, CelType>;

  constructor(types: ReadonlyMap<CelNode, CelType>) {
    this.#types = types;
  }

  of(node: CelNode, names: Names): Estimate {
    switch (node.op) {
      case "value":
        return literal(node.args, this.#type(node));
      case "id": {
        const bound = names.get(String(node.args));
        return bound === undefined
          ? declared(this.#type(node), exactly(NAME))
          : { ...bound, cost: exactly(NAME) };
      }
      case ".":
        return this.#select(node, names);
      case "[]":
        return this.#index(node, names);
      case "list":
        return this.#list(node.args as readonly CelNode[], names, this.#type(node));
      case "map":
        return this.#map(node.args as readonly (readonly CelNode[])[], names, this.#type(node));
      case "call":
        return this.#call(node, names);
      case "rcall":
        return this.#methodCall(node, names);
      case "?:":
        return this.#either(node, names);
      default:
        return this.#operator(node, names);
    }
  }

  #type(node: CelNode): CelType {
    return this.#types.get(node) ?? DYN;
  }

  #select(node: CelNode, names: Names): Estimate {
    const holder = this.of((node.args as readonly [CelNode])[0], names);
    const isReached = holder.type.kind === "map" || holder.type.kind === "object";
    return declared(this.#type(node), plus(holder.cost, exactly(isReached ? NAME : 0)));
  }

  #index(node: CelNode, names: Names): Estimate {
    const [holder, key] = (node.args as readonly CelNode[]).map((one) => this.of(one, names));
    if (holder === undefined || key === undefined) return unknown(DYN, exactly(0));
    const found = declared(this.#type(node), plus(holder.cost, key.cost, exactly(1)));
    return holder.type.kind === "list" ? { ...found, size: holder.item } : found;
  }

  #list(items: readonly CelNode[], names: Names, type: CelType): Estimate {
    const parts = items.map((one) => this.of(one, names));
    const cost = plus(exactly(LIST), ...parts.map((part) => part.cost));
    const [first, ...others] = parts.map(({ size }) => size);
    const item = others.reduce(union, first ?? exactly(0));
    return { cost, type, size: exactly(items.length), item };
  }

  #map(entries: readonly (readonly CelNode[])[], names: Names, type: CelType): Estimate {
    const costs = entries.flat().map((one) => this.of(one, names).cost);
    return { ...unknown(type, plus(exactly(MAP), ...costs)), size: exactly(entries.length) };
  }

  #either(node: CelNode, names: Names): Estimate {
    const [condition, yes, no] = (node.args as readonly CelNode[]).map((one) =>
      this.of(one, names),
    );
    if (condition === undefined || yes === undefined || no === undefined) {
      return unknown(DYN, exactly(0));
    }
    const cost = plus(condition.cost, union(yes.cost, no.cost));
    const type = this.#type(node);
    return { cost, type, size: union(yes.size, no.size), item: union(yes.item, no.item) };
  }

  #operator(node: CelNode, names: Names): Estimate {
    const type = this.#type(node);
    if (node.op === "!_" || node.op === "-_") {
      const { cost } = this.of(node.args as CelNode, names);
      return unknown(type, plus(cost, exactly(1)));
    }
    const [left, right] = (node.args as readonly (CelNode | string)[]).map((one) =>
      typeof one === "string" ? literal(one, DYN) : this.of(one, names),
    );
    if (left === undefined || right === undefined) return unknown(type, exactly(0));
    if (node.op === "&&" || node.op === "||") {
      return unknown(type, { min: left.cost.min, max: plus(left.cost, right.cost).max });
    }
    const { cost, size } = operatorCost(node.op, left, right);
    const all = plus(cost, left.cost, right.cost);
    return { ...sizedResult(type, all, size), item: union(left.item, right.item) };
  }

  #call(node: CelNode, names: Names): Estimate {
    const [name, args] = node.args as readonly [string, readonly CelNode[]];
    const type = this.#type(node);
    if (name === "has") {
      const [field] = args;
      const holder = (field?.args as readonly CelNode[] | undefined)?.[0];
      return unknown(type, holder === undefined ? exactly(0) : this.of(holder, names).cost);
    }
    const given = args.map((arg) => this.of(arg, names));
    const [only] = given;
    if (name === "dyn" && only !== undefined) {
      return { ...only, type, cost: plus(only.cost, exactly(1)) };
    }
    const { cost, size } = callCost(name, undefined, given);
    return sizedResult(type, plus(cost, ...given.map((one) => one.cost)), size);
  }

  #methodCall(node: CelNode, names: Names): Estimate {
    const [name, receiver, args] = node.args as readonly [string, CelNode, readonly CelNode[]];
    const type = this.#type(node);
    const holder = receiver.op === "id" ? String(receiver.args) : "";
    if (name === "bind" && holder === "cel") return this.#bind(args, names, type);
    const macro = LOOPS[name];
    if (macro !== undefined) return this.#loop(macro, receiver, args, names, type);
    const given = args.map((arg) => this.of(arg, names));
    const costs = given.map((one) => one.cost);
    // A name that is nobody's value is part of the function's.
    if (holder !== "" && !this.#types.has(receiver)) {
      const { cost, size } = callCost(`${holder}.${name}`, undefined, given);
      return sizedResult(type, plus(cost, ...costs), size);
    }
    const on = this.of(receiver, names);
    const { cost, size } = callCost(name, on, given);
    return sizedResult(type, plus(cost, on.cost, ...costs), size);
  }

  #bind([variable, value, body]: readonly CelNode[], names: Names, type: CelType): Estimate {
    if (variable === undefined || value === undefined || body === undefined) {
      return unknown(type, exactly(0));
    }
    const bound = this.of(value, names);
    const result = this.of(body, new Map(names).set(String(variable.args), bound));
    return { ...result, cost: plus(exactly(LIST), bound.cost, result.cost) };
  }

  #loop(
    { init, each, result, filters }: Loop,
    receiver: CelNode,
    args: readonly CelNode[],
    names: Names,
    type: CelType,
  ): Estimate {
    const range = this.of(receiver, names);
    const variables = args.filter(({ op }, i) => op === "id" && i < args.length - 1);
    const inner = new Map(names);
    for (const { args: name } of variables) inner.set(String(name), itemOf(range));
    const bodies = args.slice(variables.length).map((body) => this.of(body, inner));
    const last = bodies.at(-1) ?? unknown(DYN, exactly(0));
    const isChoice = filters === true || bodies.length > 1;
    const body = plus(...bodies.map((one) => one.cost));
    // A choice may leave what was gathered as it is, which costs no more than to name it.
    const step = isChoice
      ? { min: plus(body, exactly(NAME)).min, max: plus(body, each).max }
      : plus(body, each);
    const cost = plus(range.cost, init, result, times(range.size, step));
    if (init.max === 0) return unknown(type, cost);
    const item = filters === true ? itemOf(range).size : last.size;
    return { cost, type, size: range.size, item: union(exactly(0), item) };
  }
}

type Loop = {
  /** What it costs to begin, what each turn adds to the body, and what the end costs. */
  readonly init: Bounds;
  readonly each: Bounds;
  readonly result: Bounds;
  /** The body chooses; what is gathered are the items themselves. */
  readonly filters?: true;
};

const GATHER: Bounds = exactly(NAME + 1 + LIST);
const gathering = (more: Omit<Loop, "init" | "result" | "each">, each: Bounds): Loop => ({
  init: exactly(LIST),
  each,
  result: exactly(NAME),
  ...more,
});
const all: Loop = { init: exactly(0), each: exactly(3), result: exactly(NAME) };
const any: Loop = { init: exactly(0), each: exactly(4), result: exactly(NAME) };
const one: Loop = { init: exactly(0), each: exactly(2), result: exactly(2) };
const mapping = gathering({}, GATHER);

const LOOPS: Readonly<Record<string, Loop>> = {
  all,
  exists: any,
  exists_one: one,
  existsOne: one,
  filter: gathering({ filters: true }, plus(GATHER, exactly(NAME))),
  map: mapping,
  transformList: mapping,
  transformMap: { ...mapping, init: exactly(MAP) },
};

function literal(value: unknown, type: CelType): Estimate {
  const size =
    typeof value === "string"
      ? exactly([...value].length)
      : value instanceof Uint8Array
        ? exactly(value.length)
        : exactly(1);
  const number = typeof value === "bigint" ? { literal: Number(value) } : {};
  return { cost: exactly(0), type, size, item: UNKNOWN, ...number };
}

const SCALARS = /^(bool|double|duration|int|timestamp|uint)$/;

function unknown(type: CelType, cost: Bounds): Estimate {
  const isScalar = type.kind === "scalar" && SCALARS.test(type.name);
  return { cost, type, size: isScalar ? exactly(1) : UNKNOWN, item: UNKNOWN };
}

function sizedResult(type: CelType, cost: Bounds, size: Bounds | undefined): Estimate {
  const result = unknown(type, cost);
  return size === undefined ? result : { ...result, size };
}

/** A part of the value in question, whose schema says how large it can be. */
function declared(type: CelType, cost: Bounds): Estimate {
  const found = unknown(type, cost);
  const item = type.kind === "list" ? declared(type.item, exactly(0)).size : UNKNOWN;
  return { ...found, item, size: type.max === undefined ? found.size : upTo(type.max) };
}

/** What a loop runs over: the items of a list, the keys of a map. */
function itemOf({ type, item }: Estimate): Estimate {
  if (type.kind === "map") return declared(type.key, exactly(NAME));
  const each = declared(type.kind === "list" ? type.item : DYN, exactly(NAME));
  return { ...each, size: item };
}
