/** Cells that all workloads have with `-o wide`. */
import { labelSelectorText } from "../../api/selector-text.ts";
import type { LabelSelector, PodTemplateSpec } from "../../api/types.generated.ts";

export function namesAndImages(template: PodTemplateSpec | undefined): readonly [string, string] {
  const containers = template?.spec?.containers ?? [];
  return [
    containers.map(({ name }) => name).join(","),
    containers.map(({ image }) => image ?? "").join(","),
  ];
}

export function selectorText(selector: LabelSelector | undefined): string {
  return labelSelectorText(selector);
}
