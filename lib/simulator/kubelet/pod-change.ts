/** Which changes of a pod concern its kubelet. */
import { sameJson } from "../api/json.ts";
import type { Pod } from "../api/types.generated.ts";

/** Conditions that others write decide whether a pod with readiness gates is ready. */
function hasGateChange({ spec, status }: Pod, previous: Pod): boolean {
  return (spec.readinessGates ?? []).some(({ conditionType }) => {
    const statusIn = (one: Pod["status"]) =>
      one.conditions?.find(({ type }) => type === conditionType)?.status;
    return statusIn(status) !== statusIn(previous.status);
  });
}

/** Changes that a kubelet itself writes, or that do not concern it. */
export function isStatusChange(pod: Pod, previous: Pod): boolean {
  const { metadata, spec } = pod;
  return (
    spec === previous.spec &&
    !hasGateChange(pod, previous) &&
    sameMap(metadata.labels, previous.metadata.labels) &&
    sameMap(metadata.annotations, previous.metadata.annotations) &&
    metadata.deletionTimestamp === previous.metadata.deletionTimestamp &&
    metadata.deletionGracePeriodSeconds === previous.metadata.deletionGracePeriodSeconds
  );
}

function sameMap(a: object | undefined, b: object | undefined): boolean {
  return a === b || sameJson(a ?? {}, b ?? {});
}

/** A pod that is ending is given less time than before. */
export function hasLessGrace(pod: Pod, before: Pod): boolean {
  const grace = pod.metadata.deletionGracePeriodSeconds ?? 0;
  return grace < (before.metadata.deletionGracePeriodSeconds ?? Number.POSITIVE_INFINITY);
}
