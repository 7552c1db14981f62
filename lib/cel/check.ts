/**
 * Checks an expression before it is run: names that nobody declared, fields that a type does not
 * have, operators and functions that do not take what they are given.
 */
import type { CelNode } from "./ast.ts";
import type { CelFault } from "./fault.ts";
import { operatorType } from "./operator.ts";
import { overloadsOf } from "./overload.ts";
import { isPattern, itemType, joined, literalType, noOverloadText } from "./part-type.ts";
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
  optionalOf,
  scalarType,
  typeText,
} from "./type.ts";

export type CelScope = ReadonlyMap<string, CelType>;

export type Checked = {
  readonly type: CelType;
  /** Of each part of the expression. */
  readonly types: ReadonlyMap<CelNode, CelType>;
  readonly faults: readonly CelFault[];
};

export function checkTree(tree: CelNode, expression: string, scope: CelScope): Checked {
  const checker = new Checker(expression);
  const type = checker.typeOf(tree, scope);
  const faults = checker.faults.toSorted((a, b) => a.at - b.at);
  return { type, types: checker.types, faults };
}

export const MACROS: ReadonlySet<string> = new Set([
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
const NAMESPACES = /^(optional|sets|format|ip|lists|strings)$/;

class Checker {
  readonly faults: CelFault[] = [];
  readonly types = new Map<CelNode, CelType>();
  readonly #expression: string;

  constructor(expression: string) {
    this.#expression = expression;
  }

  typeOf(node: CelNode, scope: CelScope): CelType {
    const type = this.#typeOf(node, scope);
    this.types.set(node, type);
    return type;
  }

  #typeOf(node: CelNode, scope: CelScope): CelType {
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
    this.#undeclared(node.start, name);
    return DYN;
  }

  #undeclared(at: number, name: string): void {
    this.faults.push({ at, message: `undeclared reference to '${name}' (in container '')` });
  }

  #select(node: CelNode, scope: CelScope): CelType {
    const [holder, name] = node.args as readonly [CelNode, string | CelNode];
    const type = this.typeOf(holder, scope);
    const field = typeof name === "string" ? name : String(name.args);
    // What is taken out of an optional is optional too, and so is what is asked for with `?`.
    const isOptional = node.op === ".?" || type.kind === "optional";
    const found = this.#field(type.kind === "optional" ? type.item : type, field, holder);
    return isOptional ? optionalOf(found) : found;
  }

  #field(type: CelType, name: string, holder: CelNode): CelType {
    if (type.kind === "map") return type.value;
    if (isDyn(type)) return DYN;
    const field = type.kind === "object" ? type.field(name) : undefined;
    if (field !== undefined) return field;
    const at = this.#find(".", holder.end);
    const message =
      type.kind === "object"
        ? `undefined field '${name}'`
        : `type '${typeText(type)}' does not support field selection`;
    this.faults.push({ at, message });
    return DYN;
  }

  #index(node: CelNode, scope: CelScope): CelType {
    const [holder, key] = node.args as readonly [CelNode, CelNode];
    const type = this.typeOf(holder, scope);
    const keyType = this.typeOf(key, scope);
    const held = type.kind === "optional" ? type.item : type;
    const isOptional = node.op === "[?]" || type.kind === "optional";
    const found = itemType(held, keyType);
    if (found === undefined) this.#noOverload(node, "_[_]", [type, keyType], "[");
    return isOptional ? optionalOf(found ?? DYN) : (found ?? DYN);
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
      if (field?.op === ".") this.#presence(field, scope, node);
      return BOOL;
    }
    const types = args.map((arg) => this.typeOf(arg, scope));
    return this.#overloaded(node, name, undefined, types, this.#find("(", node.start));
  }

  /** A field that nothing can have is marked at the question. */
  #presence(field: CelNode, scope: CelScope, question: CelNode): void {
    const before = this.faults.length;
    const [holder, name] = field.args as readonly [CelNode, string];
    const type = this.typeOf(holder, scope);
    if (this.faults.length > before || type.kind !== "object") return;
    if (type.field(name) !== undefined) return;
    const at = this.#find("(", question.start);
    this.faults.push({ at, message: `undefined field '${name}'` });
  }

  #methodCall(node: CelNode, scope: CelScope): CelType {
    const [name, receiver, args] = node.args as readonly [string, CelNode, readonly CelNode[]];
    if (MACROS.has(name)) return this.#macro(name, receiver, args, scope);
    if (name === "bind" && receiver.op === "id" && receiver.args === "cel") {
      return this.#bind(args, scope);
    }
    const types = () => args.map((arg) => this.typeOf(arg, scope));
    const at = this.#find("(", receiver.end);
    const holder = receiver.op === "id" ? String(receiver.args) : "";
    if (NAMESPACES.test(holder) && !scope.has(holder)) {
      return this.#overloaded(node, `${holder}.${name}`, undefined, types(), at);
    }
    const type = this.typeOf(receiver, scope);
    if (name === "optMap" || name === "optFlatMap")
      return this.#optionalMap(name, type, args, scope);
    if (isDyn(type)) {
      types();
      return resultOn(name);
    }
    return this.#overloaded(node, name, type, types(), at);
  }

  #optionalMap(
    name: string,
    type: CelType,
    [variable, body]: readonly CelNode[],
    scope: CelScope,
  ): CelType {
    if (variable === undefined || body === undefined) return DYN;
    const item = type.kind === "optional" ? type.item : DYN;
    const result = this.typeOf(body, new Map(scope).set(String(variable.args), item));
    return name === "optMap" ? optionalOf(result) : result;
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
    if (found !== undefined) {
      this.#checkPattern(node, name);
      return resultType(found.result, receiver, types);
    }
    const all = types.map(typeText).join(", ");
    const applied = receiver === undefined ? `(${all})` : `${typeText(receiver)}.(${all})`;
    const message = `found no matching overload for '${name}' applied to '${applied}'`;
    this.faults.push({ at, message });
    return DYN;
  }

  /** Patterns that are written out are tried at once. */
  #checkPattern(node: CelNode, name: string): void {
    if (name !== "matches") return;
    const pattern = (node.args as readonly unknown[]).flat().at(-1) as CelNode | undefined;
    if (pattern?.op !== "value" || typeof pattern.args !== "string") return;
    if (isPattern(pattern.args)) return;
    this.faults.push({ at: pattern.start, message: "invalid matches argument" });
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
