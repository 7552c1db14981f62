/** Cells that all workloads have with `-o wide`. */
import type { LabelSelector, PodTemplateSpec } from "../../api/types.generated.ts";
import { labelSelectorText } from "../columns/selector-cell.ts";

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
