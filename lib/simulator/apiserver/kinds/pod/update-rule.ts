/**
 * What an update may change of a pod's spec.
 *
 * Not simulated: changes of the node affinity of gated pods.
 */
import { type FieldError, forbiddenField, invalid, required } from "../../../api/field-error.ts";
import { sameJson } from "../../../api/json.ts";
import { rangeFault } from "../../../api/name-rule.ts";
import { MIRROR_ANNOTATION, mirroredHash } from "../../../api/static-pod.ts";
import type { Container, Pod, PodSpec, Toleration } from "../../../api/types.generated.ts";
import { internalPodSpec } from "../../internal-form/internal-form.ts";
import { unifiedDiff } from "../../internal-form/unified-diff.ts";

const SECONDS_LARGEST = 2 ** 31 - 1;
const MAY_CHANGE = [
  "`spec.containers[*].image`",
  "`spec.initContainers[*].image`",
  "`spec.activeDeadlineSeconds`",
  "`spec.tolerations` (only additions to existing tolerations)",
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
].join(",");

export function validatePodUpdate(pod: Pod, before: Pod): readonly FieldError[] {
  const { spec } = pod;
  const { spec: old } = before;
  const errors: FieldError[] = [...mirrorErrors(pod, before)];
  for (const list of ["containers", "initContainers"] as const) {
    if ((spec[list] ?? []).length !== (old[list] ?? []).length) {
      errors.push(forbiddenField(`spec.${list}`, "pod updates may not add or remove containers"));
      return errors;
    }
    checkImages(spec[list] ?? [], `spec.${list}`, errors);
  }
  if (!checkDeadline(spec.activeDeadlineSeconds, old.activeDeadlineSeconds, errors)) return errors;
  checkTolerationsKept(spec.tolerations ?? [], old.tolerations ?? [], errors);
  checkGatesOnlyGo(spec, old, errors);
  const selector = checkNodeSelector(spec, old, errors);
  const rest: PodSpec = { ...withOldParts(spec, old), nodeSelector: selector };
  if (sameJson(rest, old)) return errors;
  const diff = unifiedDiff(internalPodSpec(old), internalPodSpec(rest));
  if (diff === "") return errors;
  const why = `pod updates may not change fields other than ${MAY_CHANGE}\n${diff}`;
  return [...errors, forbiddenField("spec", why)];
}

function mirrorErrors(pod: Pod, old: Pod): readonly FieldError[] {
  const [now, then] = [mirroredHash(pod), mirroredHash(old)];
  if (now === then) return [];
  const what = then === undefined ? "add" : "remove or update";
  const why = `may not ${what} mirror pod annotation`;
  return [forbiddenField(`metadata.annotations[${MIRROR_ANNOTATION}]`, why)];
}

/** The spec with everything that may change as it was. */
function withOldParts(spec: PodSpec, old: PodSpec): PodSpec {
  const images = (
    containers: readonly Container[] | undefined,
    before: readonly Container[] | undefined,
  ) => containers?.map((container, i) => ({ ...container, image: before?.[i]?.image }));
  const grace = spec.terminationGracePeriodSeconds;
  const wasNegative = (old.terminationGracePeriodSeconds ?? 0) < 0;
  return {
    ...spec,
    containers: images(spec.containers, old.containers) ?? [],
    initContainers: images(spec.initContainers, old.initContainers),
    activeDeadlineSeconds: old.activeDeadlineSeconds,
    schedulingGates: old.schedulingGates,
    tolerations: old.tolerations,
    terminationGracePeriodSeconds:
      wasNegative && grace === 1 ? old.terminationGracePeriodSeconds : grace,
  };
}

function checkImages(containers: readonly Container[], field: string, errors: FieldError[]): void {
  for (const [i, { image = "" }] of containers.entries()) {
    if (image === "") errors.push(required(`${field}[${i}].image`));
  }
}

/** False when nothing further is told. */
function checkDeadline(
  value: number | undefined,
  before: number | undefined,
  errors: FieldError[],
): boolean {
  const field = "spec.activeDeadlineSeconds";
  if (value === undefined) {
    if (before !== undefined) {
      errors.push(invalid(field, null, "must not update from a positive integer to nil value"));
    }
    return true;
  }
  if (value < 0 || value > SECONDS_LARGEST) {
    errors.push(invalid(field, value, rangeFault(0, SECONDS_LARGEST)));
    return false;
  }
  if (before === undefined || before >= value) return true;
  errors.push(invalid(field, value, "must be less than or equal to previous value"));
  return false;
}

function checkTolerationsKept(
  tolerations: readonly Toleration[],
  before: readonly Toleration[],
  errors: FieldError[],
): void {
  const isKept = (old: Toleration) =>
    tolerations.some((one) => sameJson({ ...old, tolerationSeconds: one.tolerationSeconds }, one));
  if (before.every(isKept)) return;
  const why = "existing toleration can not be modified except its tolerationSeconds";
  errors.push(forbiddenField("spec.tolerations", why));
}

function checkGatesOnlyGo(spec: PodSpec, old: PodSpec, errors: FieldError[]): void {
  const before = new Set((old.schedulingGates ?? []).map(({ name }) => name));
  for (const [i, { name }] of (spec.schedulingGates ?? []).entries()) {
    if (before.has(name)) continue;
    const why = `only deletion is allowed, but found new scheduling gate '${name}'`;
    errors.push(forbiddenField(`spec.schedulingGates[${i}].name`, why));
  }
}

/** Answers the selector to compare: that of a gated pod may grow. */
function checkNodeSelector(
  spec: PodSpec,
  old: PodSpec,
  errors: FieldError[],
): PodSpec["nodeSelector"] {
  const gated = (old.schedulingGates?.length ?? 0) > 0;
  if (!gated || sameJson(spec.nodeSelector, old.nodeSelector)) return spec.nodeSelector;
  const kept = Object.entries(old.nodeSelector ?? {}).every(
    ([key, value]) => spec.nodeSelector?.[key] === value,
  );
  if (!kept) {
    const why = "only additions to spec.nodeSelector are allowed (no mutations or deletions)";
    errors.push(invalid("spec.nodeSelector", spec.nodeSelector ?? null, why));
  }
  return old.nodeSelector;
}
