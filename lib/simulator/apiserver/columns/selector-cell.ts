/** A LabelSelector in one cell: `app=web,tier in (a,b),!old`, sorted by key. */
import type { LabelSelector } from "../../api/types.generated.ts";

export function labelSelectorText(selector: LabelSelector | undefined): string {
  const parts: [key: string, text: string][] = Object.entries(selector?.matchLabels ?? {}).map(
    ([key, value]) => [key, `${key}=${value}`],
  );
  for (const { key, operator, values } of selector?.matchExpressions ?? []) {
    parts.push([key, requirementText(key, operator, [...(values ?? [])].sort())]);
  }
  if (parts.length === 0) return "<none>";
  parts.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return parts.map(([, text]) => text).join(",");
}

function requirementText(key: string, operator: string, values: readonly string[]): string {
  switch (operator) {
    case "In":
      return `${key} in (${values.join(",")})`;
    case "NotIn":
      return `${key} notin (${values.join(",")})`;
    case "DoesNotExist":
      return `!${key}`;
    default:
      return key;
  }
}
