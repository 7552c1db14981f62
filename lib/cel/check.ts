/**
 * Checks an expression before it is run: names that nobody declared, fields that a type does not
 * have, operators and functions that do not take what they are given.
 *
 * Not simulated: optional types (they are not looked into) and the types of authorizer checks.
 */
import type { CelNode } from "./ast.ts";
import type { CelFault } from "./fault.ts";
import { operatorType } from "./operator.ts";
import { overloadsOf } from "./overload.ts";
import { resultOn, resultType, takes } from "./signature.ts";
import {
  BOOL,
  type CelType,
  DOUBLE,
  DYN,
  INT,
  isAssignable,
  isDyn,
  listOf,
  mapOf,
  NULL,
  STRING,
  scalarType,
  typeText,
} from "./type.ts";

export type CelScope = ReadonlyMap<string, CelType>;

export type Checked = { readonly type: CelType; readonly faults: readonly CelFault[] };

export function checkTree(tree: CelNode, expression: string, scope: CelScope): Checked {
  const checker = new Checker(expression);
  const type = checker.typeOf(tree, scope);
  return { type, faults: checker.faults };
}

const MACROS: ReadonlySet<string> = new Set([
  "all",
  "exists",
  "exists_one",
  "existsOne",
  "filter",
  "map",
  "transformList",
  "transformMap",
]);
const TYPE_NAMES: ReadonlySet<string> = new Set(
  "bool int uint double string bytes list map null_type type".split(" "),
);
/** Where anything may be called: what is made of an optional, a request for leave, a quantity. */
const OPAQUE = /^(kubernetes\.|net\.|dyn$)/;

class Checker {
  readonly faults: CelFault[] = [];
  readonly #expression: string;

  constructor(expression: string) {
    this.#expression = expression;
  }

  typeOf(node: CelNode, scope: CelScope): CelType {
    const { op } = node;
    const parts = node.args as readonly CelNode[];
    switch (op) {
      case "value":
        return literalType(node.args);
      case "id":
        return this.#identifier(node, scope);
      case ".":
      case ".?":
        return this.#select(node, scope);
      case "[]":
      case "[?]":
        return this.#index(node, scope);
      case "call":
        return this.#call(node, scope);
      case "rcall":
        return this.#methodCall(node, scope);
      case "list": {
        const items = parts.map((part) => this.typeOf(part, scope));
        return listOf(joined(items));
      }
      case "map": {
        const entries = node.args as readonly (readonly [CelNode, CelNode])[];
        const keys = entries.map(([key]) => this.typeOf(key, scope));
        const values = entries.map(([, value]) => this.typeOf(value, scope));
        return mapOf(joined(keys), joined(values));
      }
      case "?:": {
        const [condition = DYN, yes = DYN, no = DYN] = parts.map((one) => this.typeOf(one, scope));
        if (!isAssignable(condition, BOOL) || !isAssignable(yes, no)) {
          this.#noOverload(node, "_?_:_", [condition, yes, no], "?");
        }
        return isDyn(yes) ? no : yes;
      }
      default:
        return this.#operator(node, scope);
    }
  }

  #identifier(node: CelNode, scope: CelScope): CelType {
    const name = String(node.args);
    const type = scope.get(name);
    if (type !== undefined) return type;
    if (TYPE_NAMES.has(name)) return scalarType("type");
    if (name === "optional") return DYN;
    this.#undeclared(node.start, name);
    return DYN;
  }

  #undeclared(at: number, name: string): void {
    this.faults.push({ at, message: `undeclared reference to '${name}' (in container '')` });
  }

  #select(node: CelNode, scope: CelScope): CelType {
    const [holder, name] = node.args as readonly [CelNode, string];
    const type = this.typeOf(holder, scope);
    if (type.kind === "map") return type.value;
    if (type.kind === "object") {
      const field = type.field(name);
      if (field !== undefined) return field;
      this.faults.push({ at: this.#find(".", holder.end), message: `undefined field '${name}'` });
      return DYN;
    }
    if (isDyn(type) || OPAQUE.test(typeText(type))) return DYN;
    const message = `type '${typeText(type)}' does not support field selection`;
    this.faults.push({ at: this.#find(".", holder.end), message });
    return DYN;
  }

  #index(node: CelNode, scope: CelScope): CelType {
    const [holder, key] = node.args as readonly [CelNode, CelNode];
    const type = this.typeOf(holder, scope);
    const keyType = this.typeOf(key, scope);
    if (type.kind === "list" && isAssignable(keyType, INT)) return type.item;
    if (type.kind === "map" && isAssignable(keyType, type.key)) return type.value;
    if (isDyn(type) || OPAQUE.test(typeText(type))) return DYN;
    this.#noOverload(node, "_[_]", [type, keyType], "[");
    return DYN;
  }

  #operator(node: CelNode, scope: CelScope): CelType {
    const { op } = node;
    if (op === "!_" || op === "-_") {
      const type = this.typeOf(node.args as CelNode, scope);
      const wanted = op === "!_" ? [BOOL] : [INT, DOUBLE];
      if (!wanted.some((one) => isAssignable(type, one))) {
        this.faults.push({ at: node.start, message: noOverloadText(op, [type]) });
      }
      return op === "!_" ? BOOL : type;
    }
    const [left = DYN, right = DYN] = (node.args as readonly CelNode[]).map((part) =>
      this.typeOf(part, scope),
    );
    const result = operatorType(op, left, right);
    if (result !== undefined) return result;
    this.#noOverload(node, op === "in" ? "@in" : `_${op}_`, [left, right], op);
    return DYN;
  }

  #call(node: CelNode, scope: CelScope): CelType {
    const [name, args] = node.args as readonly [string, readonly CelNode[]];
    if (name === "has") {
      const [field] = args;
      if (field?.op === ".") this.typeOf((field.args as readonly [CelNode])[0], scope);
      return BOOL;
    }
    if (name === "cel" || name === "optional") return DYN;
    const types = args.map((arg) => this.typeOf(arg, scope));
    return this.#overloaded(node, name, undefined, types, this.#find("(", node.start));
  }

  #methodCall(node: CelNode, scope: CelScope): CelType {
    const [name, receiver, args] = node.args as readonly [string, CelNode, readonly CelNode[]];
    if (MACROS.has(name)) return this.#macro(name, receiver, args, scope);
    if (name === "bind" && receiver.op === "id" && receiver.args === "cel") {
      return this.#bind(args, scope);
    }
    const isNamespace =
      receiver.op === "id" && ["optional", "cel", "sets", "math"].includes(String(receiver.args));
    if (isNamespace && !scope.has(String(receiver.args))) {
      for (const arg of args) this.typeOf(arg, scope);
      return DYN;
    }
    const type = this.typeOf(receiver, scope);
    const types = args.map((arg) => this.typeOf(arg, scope));
    if (isDyn(type) || OPAQUE.test(typeText(type))) return resultOn(name, type);
    return this.#overloaded(node, name, type, types, this.#find("(", receiver.end));
  }

  #macro(name: string, receiver: CelNode, args: readonly CelNode[], scope: CelScope): CelType {
    const type = this.typeOf(receiver, scope);
    const item = type.kind === "list" ? type.item : type.kind === "map" ? type.key : DYN;
    const names = args
      .slice(0, name.startsWith("transform") ? 2 : 1)
      .filter(({ op }) => op === "id");
    const inner = new Map(scope);
    for (const { args: variable } of names)
      inner.set(String(variable), names.length > 1 ? DYN : item);
    const results = args.slice(names.length).map((body) => this.typeOf(body, inner));
    if (name === "map" || name === "transformList") return listOf(results.at(-1) ?? DYN);
    if (name === "filter") return type.kind === "map" ? listOf(type.key) : type;
    if (name === "transformMap") return mapOf(DYN, results.at(-1) ?? DYN);
    return BOOL;
  }

  #bind([variable, value, body]: readonly CelNode[], scope: CelScope): CelType {
    if (variable === undefined || value === undefined || body === undefined) return DYN;
    return this.typeOf(body, new Map(scope).set(String(variable.args), this.typeOf(value, scope)));
  }

  #overloaded(
    node: CelNode,
    name: string,
    receiver: CelType | undefined,
    types: readonly CelType[],
    at: number,
  ): CelType {
    const overloads = overloadsOf(name);
    if (overloads === undefined) {
      this.#undeclared(at, name);
      return DYN;
    }
    const found = overloads.find((one) => takes(one, receiver, types));
    if (found !== undefined) return resultType(found.result, receiver);
    const all = types.map(typeText).join(", ");
    const applied = receiver === undefined ? `(${all})` : `${typeText(receiver)}.(${all})`;
    const message = `found no matching overload for '${name}' applied to '${applied}'`;
    this.faults.push({ at: receiver === undefined ? this.#find("(", node.start) : at, message });
    return DYN;
  }

  #noOverload(node: CelNode, name: string, types: readonly CelType[], sign: string): void {
    const [first] = node.args as readonly CelNode[];
    const at = this.#find(sign, first?.end ?? node.start);
    this.faults.push({ at, message: noOverloadText(name, types) });
  }

  /** Where the sign stands that follows a part; brackets around the part may come first. */
  #find(sign: string, from: number): number {
    const at = this.#expression.indexOf(sign, from);
    return at < 0 ? from : at;
  }
}

function noOverloadText(name: string, types: readonly CelType[]): string {
  const all = types.map(typeText).join(", ");
  return `found no matching overload for '${name}' applied to '(${all})'`;
}

function literalType(value: unknown): CelType {
  if (value === null) return NULL;
  switch (typeof value) {
    case "bigint":
      return INT;
    case "number":
      return DOUBLE;
    case "boolean":
      return BOOL;
    case "string":
      return STRING;
    default:
      return value instanceof Uint8Array ? scalarType("bytes") : scalarType("uint");
  }
}

/** The common type of several values, or dyn. */
function joined(types: readonly CelType[]): CelType {
  const [first, ...others] = types;
  if (first === undefined) return DYN;
  return others.every((one) => typeText(one) === typeText(first)) ? first : DYN;
}
