/**
 * Whether a toleration matches a taint.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
import type { Taint, Toleration } from "./types.generated.ts";

export function tolerates(tolerations: readonly Toleration[] | undefined, taint: Taint): boolean {
  return tolerations?.some((toleration) => matches(toleration, taint)) ?? false;
}

// No key with Exists tolerates everything; no effect means every effect.
function matches({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== undefined && (effect as string) !== "" && effect !== taint.effect) return false;
  if (key !== undefined && key !== "" && key !== taint.key) return false;
  if (operator === "Exists") return true;
  if (operator === "Gt" || operator === "Lt") return comparesTo(operator, taint.value, value);
  return key !== undefined && key !== "" && (value ?? "") === (taint.value ?? "");
}

function comparesTo(
  operator: "Gt" | "Lt",
  actual: string | undefined,
  bound: string | undefined,
): boolean {
  if (actual === undefined || bound === undefined) return false;
  const [left, right] = [Number(actual), Number(bound)];
  if (!Number.isInteger(left) || !Number.isInteger(right)) return false;
  return operator === "Gt" ? left > right : left < right;
}
