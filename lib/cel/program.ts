/**
 * A compiled CEL expression over plain JSON. Whole numbers are CEL ints, others doubles, as in the
 * API server's JSON. Parsing is bounded; the caller bounds the size of what it evaluates over.
 *
 * Not simulated: Kubernetes' own function libraries, run-time cost limits, typed schemas.
 */
import { Environment } from "@marcbachmann/cel-js";
import { failure, type Result, success } from "#lib/shared";

export type CelVariables = Readonly<Record<string, unknown>>;

export type CelError = { readonly message: string };

export type CelProgram = {
  readonly expression: string;
  /** The value, or why there is none: a missing field, a wrong type. */
  readonly evaluate: (variables: CelVariables) => Result<unknown, CelError>;
};

const LIMITS = { maxAstNodes: 5_000, maxDepth: 100, maxListElements: 1_000, maxMapEntries: 1_000 };

export function compileCel(
  expression: string,
  variableNames: readonly string[],
): Result<CelProgram, CelError> {
  try {
    const environment = new Environment({ limits: LIMITS, enableOptionalTypes: true });
    for (const name of variableNames) environment.registerVariable(name, "dyn");
    const run = environment.parse(expression);
    return success({
      expression,
      evaluate(variables) {
        try {
          return success(toJson(run(toCel(variables) as Record<string, unknown>)));
        } catch (error) {
          return failure({ message: messageOf(error) });
        }
      },
    });
  } catch (error) {
    return failure({ message: messageOf(error) });
  }
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n")[0] ?? text;
}

function toCel(value: unknown): unknown {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(toCel);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toCel(part)]));
}

function toJson(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}
