/** What a policy decides about one request: which of its validations fail, and with which words. */
import { type CelVariables, compileCel, fieldsRead } from "#lib/cel";
import type { ValidatingAdmissionPolicySpec } from "../../../api/types.generated.ts";

export type Denial = {
  readonly message: string;
  /** The Status reason; undefined where an expression could not be evaluated. */
  readonly reason: string | undefined;
};

type Outcome = { readonly value: unknown } | { readonly error: string };

const NAMES = [
  "object",
  "oldObject",
  "request",
  "namespaceObject",
  "authorizer",
  "params",
  "variables",
];

export function denialsOf(
  spec: ValidatingAdmissionPolicySpec,
  given: CelVariables,
): readonly Denial[] {
  const onError = (message: string): readonly Denial[] =>
    spec.failurePolicy === "Ignore" ? [] : [{ message, reason: undefined }];
  for (const { expression } of spec.matchConditions ?? []) {
    const outcome = evaluate(expression, { ...given, variables: {} });
    if ("error" in outcome) return onError(errorText(expression, outcome.error));
    if (outcome.value !== true) return [];
  }
  const { failed, variables } = evaluateVariables(spec, given);
  const seen = { ...given, variables };
  return (spec.validations ?? []).flatMap(({ expression, message, messageExpression, reason }) => {
    const outcome = evaluate(expression, seen, failed);
    if ("error" in outcome) return onError(errorText(expression, outcome.error));
    if (outcome.value === true) return [];
    const told = messageExpression === undefined ? "" : messageOf(messageExpression, seen, failed);
    const plain = (message ?? "").trim();
    const words = told !== "" ? told : plain;
    const text = words === "" ? `failed expression: ${expression.trim()}` : words;
    return [{ message: text, reason: reason ?? "Invalid" }];
  });
}

function errorText(expression: string, error: string): string {
  return `expression '${expression}' resulted in error: ${error}`;
}

/** Empty when the expression gives no single line of text. */
function messageOf(
  expression: string,
  seen: CelVariables,
  failed: ReadonlyMap<string, string>,
): string {
  const outcome = evaluate(expression, seen, failed);
  if ("error" in outcome || typeof outcome.value !== "string") return "";
  const text = outcome.value.trim();
  return text.includes("\n") || text.length > 5120 ? "" : text;
}

function evaluateVariables(spec: ValidatingAdmissionPolicySpec, given: CelVariables) {
  const variables: Record<string, unknown> = {};
  const failed = new Map<string, string>();
  for (const { name, expression } of spec.variables ?? []) {
    const outcome = evaluate(expression, { ...given, variables }, failed);
    if ("error" in outcome) {
      failed.set(name, `composited variable "${name}" fails to evaluate: ${outcome.error}`);
    } else variables[name] = outcome.value;
  }
  return { failed, variables };
}

function evaluate(
  expression: string,
  seen: CelVariables,
  failed: ReadonlyMap<string, string> = new Map(),
): Outcome {
  const program = compileCel(expression, NAMES);
  if (!program.ok) return { error: program.error.message };
  const result = program.value.evaluate(seen);
  if (result.ok) return { value: result.value };
  if (failed.size > 0) {
    for (const name of fieldsRead(program.value.tree, "variables")) {
      const error = failed.get(name);
      if (error !== undefined) return { error };
    }
  }
  return { error: result.error.message };
}
