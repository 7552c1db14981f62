/**
 * Guaranteed, Burstable or BestEffort.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
import { compareQuantities, quantityOf } from "../../api/quantity.ts";
import type { PodSpec, ResourceRequirements } from "../../api/types.generated.ts";

export type QualityOfService = "Guaranteed" | "Burstable" | "BestEffort";

const COUNTED = ["cpu", "memory"];
const known = new WeakMap<PodSpec, QualityOfService>();

export function qualityOfService(spec: PodSpec): QualityOfService {
  const before = known.get(spec);
  if (before !== undefined) return before;
  const quality = qualityOf(spec);
  known.set(spec, quality);
  return quality;
}

function qualityOf(spec: PodSpec): QualityOfService {
  const asked =
    spec.resources !== undefined && Object.keys(spec.resources).length > 0
      ? [spec.resources]
      : [...spec.containers, ...(spec.initContainers ?? [])].map(
          ({ resources }) => resources ?? {},
        );
  if (asked.every(asksNothing)) return "BestEffort";
  return asked.every(isGuaranteed) ? "Guaranteed" : "Burstable";
}

function asksNothing({ requests = {}, limits = {} }: ResourceRequirements): boolean {
  return !COUNTED.some((name) => isPositive(requests[name]) || isPositive(limits[name]));
}

function isGuaranteed({ requests = {}, limits = {} }: ResourceRequirements): boolean {
  return COUNTED.every((name) => {
    if (!isPositive(limits[name])) return false;
    return requests[name] === undefined || compareQuantities(requests[name], limits[name]) === 0;
  });
}

function isPositive(text: string | undefined): boolean {
  return (quantityOf(text)?.nanos ?? 0n) > 0n;
}
