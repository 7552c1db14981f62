/** Label selectors: as objects carry them and as kubectl writes them. */
import type { LabelSelector } from "./types.generated.ts";

type Labels = Readonly<Record<string, string>>;

/** `spec.selector` of a Service and the like: an empty selector selects nothing there. */
export function matchesLabels(selector: Labels, labels: Labels | undefined): boolean {
  for (const name in selector) if (labels?.[name] !== selector[name]) return false;
  return true;
}

/** An empty selector selects everything, a missing one nothing. */
export function matchesSelector(
  selector: LabelSelector | undefined,
  labels: Labels | undefined,
): boolean {
  if (selector === undefined) return false;
  if (selector.matchLabels !== undefined && !matchesLabels(selector.matchLabels, labels))
    return false;
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const value = labels?.[key];
    if (!matchesRequirement(operator, value, values ?? [])) return false;
  }
  return true;
}

/** Operators of label selectors and, with Gt and Lt, of node selectors. */
export function matchesRequirement(
  operator: string,
  value: string | undefined,
  values: readonly string[],
): boolean {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
    case "Lt": {
      const bound = values[0];
      if (value === undefined || bound === undefined) return false;
      if (!/^-?\d+$/.test(value) || !/^-?\d+$/.test(bound)) return false;
      return operator === "Gt" ? Number(value) > Number(bound) : Number(value) < Number(bound);
    }
    default:
      return false;
  }
}
