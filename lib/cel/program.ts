/**
 * A compiled CEL expression over plain JSON. Whole numbers are CEL ints, others doubles, as in the
 * API server's JSON. Parsing is bounded; the caller bounds the size of what it evaluates over.
 *
 * Not simulated: run-time cost limits.
 */
import { Environment, Optional, ParseError } from "@marcbachmann/cel-js";
import { failure, type Result, success } from "#lib/shared";
import { asNode, type CelNode } from "./ast.ts";
import { type CelScope, checkTree } from "./check.ts";
import { estimatedCost } from "./cost/index.ts";
import { type CelFault, faultsText, syntaxFault } from "./fault.ts";
import { addLibrary } from "./library.ts";
import type { CelType } from "./type.ts";

export type CelVariables = Readonly<Record<string, unknown>>;

export type CelError = { readonly message: string };

export type CelProgram = {
  readonly expression: string;
  readonly tree: CelNode;
  /** The value, or why there is none: a missing field, a wrong type. */
  readonly evaluate: (variables: CelVariables) => Result<unknown, CelError>;
};

export type CheckedProgram = CelProgram & {
  /** What it evaluates to. */
  readonly type: CelType;
  /** What it costs at most, by what the types in its scope allow. */
  readonly cost: () => number;
};

const LIMITS = { maxAstNodes: 5_000, maxDepth: 100, maxListElements: 1_000, maxMapEntries: 1_000 };

const environments = new Map<string, Environment>();

function environmentFor(variableNames: readonly string[]): Environment {
  const key = variableNames.join(" ");
  const known = environments.get(key);
  if (known !== undefined) return known;
  const environment = new Environment({
    limits: LIMITS,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
  });
  addLibrary(environment);
  for (const name of variableNames) environment.registerVariable(name, "dyn");
  environments.set(key, environment);
  return environment;
}

export function compileCel(
  expression: string,
  variableNames: readonly string[],
): Result<CelProgram, CelError> {
  try {
    return success(programOf(expression, variableNames));
  } catch (error) {
    return failure({ message: messageOf(error) });
  }
}

/** Compiles and checks; a failure's message is the API server's, without `compilation failed: `. */
export function compileChecked(
  expression: string,
  scope: CelScope,
): Result<CheckedProgram, CelError> {
  let program: CelProgram;
  try {
    program = programOf(expression, [...scope.keys()]);
  } catch (error) {
    return failure({ message: faultsText(expression, parseFaults(expression, error)) });
  }
  const { type, types, faults } = checkTree(program.tree, expression, scope);
  if (faults.length > 0) return failure({ message: faultsText(expression, faults) });
  return success({ ...program, type, cost: () => estimatedCost(program.tree, types) });
}

/** A character that begins nothing is passed over, as what follows it may be wrong too. */
function parseFaults(expression: string, error: unknown): readonly CelFault[] {
  if (!(error instanceof ParseError)) return [{ at: 0, message: messageOf(error) }];
  const at = error.range?.start ?? 0;
  const fault = syntaxFault(expression, messageOf(error), at);
  if (!/token recognition/.test(fault.message)) return [fault];
  const rest = `${expression.slice(0, at)} ${expression.slice(at + 1)}`;
  try {
    environmentFor([]).parse(rest);
  } catch (next) {
    if (next instanceof ParseError) return [fault, ...parseFaults(rest, next)];
  }
  return [fault];
}

function programOf(expression: string, variableNames: readonly string[]): CelProgram {
  const run = environmentFor(variableNames).parse(expression);
  return {
    expression,
    tree: asNode(run.ast),
    evaluate(variables) {
      try {
        return success(toJson(run(toCel(variables) as Record<string, unknown>)));
      } catch (error) {
        return failure({ message: runtimeWords(messageOf(error)) });
      }
    },
  };
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n")[0] ?? text;
}

// The evaluator's words where they are not Kubernetes'.
function runtimeWords(message: string): string {
  const index = /index out of bounds, index (-?\d+)/.exec(message)?.[1];
  if (index !== undefined) return `index out of bounds: ${index}`;
  if (/^no such overload/.test(message)) return "no such overload";
  const converted = CONVERSIONS.find(([pattern]) => pattern.test(message))?.[1];
  if (converted !== undefined) return `type conversion error from 'string' to '${converted}'`;
  return message.replace(/^No such key: /, "no such key: ");
}

const CONVERSIONS: readonly (readonly [RegExp, string])[] = [
  [/^int\(\) type error/, "int"],
  [/^uint\(\) type error/, "uint"],
  [/^double\(\) type error/, "double"],
  [/^bool\(\) conversion error/, "bool"],
  [/^Invalid duration string/, "google.protobuf.Duration"],
  [/^timestamp\(\) requires|^Invalid timestamp/, "google.protobuf.Timestamp"],
];

/** A text that stands for a time or a duration, as the value that expressions know. */
export function celTime(kind: "timestamp" | "duration", text: string): unknown {
  return environmentFor(["text"]).parse(`${kind}(text)`)({ text });
}

/** A value that may be missing, where an expression asks for it as an optional. */
export function celOptional(value: unknown): unknown {
  return value === undefined ? Optional.none() : Optional.of(toCel(value));
}

function toCel(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== "object" || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toCel(part)]));
}

function toJson(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== "object" || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toJson(part)]));
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
