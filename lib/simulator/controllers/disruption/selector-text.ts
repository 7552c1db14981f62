/** A label selector as Go prints the value of a pointer to it. */
import type { LabelSelector } from "../../api/types.generated.ts";

export function selectorText(selector: LabelSelector | undefined): string {
  if (selector === undefined) return "nil";
  const { matchExpressions = [], matchLabels = {} } = selector;
  const labels = Object.keys(matchLabels)
    .sort()
    .map((name) => `${name}: ${matchLabels[name]},`);
  const requirements = matchExpressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(" ")}],},`,
  );
  const parts = [
    `MatchLabels:map[string]string{${labels.join("")}}`,
    `MatchExpressions:[]LabelSelectorRequirement{${requirements.join("")}}`,
  ];
  return `&LabelSelector{${parts.join(",")},}`;
}
