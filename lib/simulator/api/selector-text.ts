/** Label selectors as tables and `describe` show them: `app=web,!old,tier in (a,b)`. */
import type { LabelSelector } from "./types.generated.ts";

/** `<none>` for a selector without any requirement. */
export function labelSelectorText(selector: LabelSelector | undefined): string {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(
    ([key, value]) => [key, `${key}=${value}`] as const,
  );
  const expressions = (selector?.matchExpressions ?? []).map(
    ({ key, operator, values = [] }) => [key, expressionText(key, operator, values)] as const,
  );
  const sorted = [...labels, ...expressions].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.length === 0 ? "<none>" : sorted.map(([, text]) => text).join(",");
}

function expressionText(key: string, operator: string, values: readonly string[]): string {
  const list = `(${[...values].sort().join(",")})`;
  switch (operator) {
    case "In":
      return `${key} in ${list}`;
    case "NotIn":
      return `${key} notin ${list}`;
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
    default:
      return `<error: "${operator}" is not a valid label selector operator>`;
  }
}
