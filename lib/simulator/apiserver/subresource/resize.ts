/**
 * What a resize may change: cpu and memory of containers and sidecars, and how they take it.
 * https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
 */
import { type FieldError, forbiddenField, invalid } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import type { Container, Pod, PodSpec, ResourceRequirements } from "../../api/types.generated.ts";
import { qualityOfService } from "../pod-spec/quality-of-service.ts";
import type { PodPart } from "./pod-part.ts";

type Amounts = Readonly<Record<string, string>>;
type List = "containers" | "initContainers";

const ONLY = "only cpu and memory resources";

export const resize: PodPart = {
  specOf(wanted, old) {
    const lists = ["containers", "initContainers"] as const;
    if (lists.some((list) => (wanted[list] ?? []).length !== (old[list] ?? []).length))
      return wanted;
    const spec = { ...old, containers: withResources(wanted.containers, old.containers) };
    if (old.initContainers === undefined) return spec;
    return {
      ...spec,
      initContainers: withResources(wanted.initContainers ?? [], old.initContainers),
    };
  },
  validate: validateResize,
};

// A container that was renamed is left as it came: the rules tell of it.
function withResources(
  wanted: readonly Container[],
  old: readonly Container[],
): readonly Container[] {
  if (wanted.some(({ name }, i) => name !== old[i]?.name)) return wanted;
  return old.map((container, i) => {
    const { resizePolicy: _, resources: __, ...rest } = container;
    const { resizePolicy, resources } = wanted[i] as Container;
    return {
      ...rest,
      ...(resizePolicy === undefined ? {} : { resizePolicy }),
      ...(resources === undefined ? {} : { resources }),
    };
  });
}

function validateResize(pod: Pod, old: Pod): readonly FieldError[] {
  if (old.metadata.annotations?.["kubernetes.io/config.mirror"] !== undefined)
    return [forbiddenField("", "static pods cannot be resized")];
  if (old.spec.os?.name === "windows")
    return [forbiddenField("", "windows pods cannot be resized")];
  const errors: FieldError[] = [];
  if ((old.status.qosClass ?? qualityOfService(old.spec)) !== qualityOfService(pod.spec)) {
    const why = "Pod QOS Class may not change as a result of resizing";
    errors.push(invalid("spec", old.status.qosClass ?? "", why));
  }
  if (hasAmounts(old.spec.resources) || hasAmounts(pod.spec.resources)) {
    const why =
      "resize of pods with pod-level resources is forbidden when InPlacePodLevelResourcesVerticalScalingEnabled feature gate is disabled";
    return [...errors, forbiddenField("", why)];
  }
  const moved = [
    ...orderErrors(pod.spec, old.spec, "containers"),
    ...orderErrors(pod.spec, old.spec, "initContainers"),
  ];
  if (moved.length > 0) return [...errors, ...moved];
  return [
    ...errors,
    ...removalErrors(pod.spec, old.spec, "initContainers"),
    ...removalErrors(pod.spec, old.spec, "containers"),
    ...otherErrors(pod.spec, old.spec),
  ];
}

function hasAmounts(resources: ResourceRequirements | undefined): boolean {
  return Object.keys({ ...resources?.requests, ...resources?.limits }).length > 0;
}

function orderErrors(spec: PodSpec, old: PodSpec, list: List): readonly FieldError[] {
  const [now, before] = [spec[list] ?? [], old[list] ?? []];
  if (now.length !== before.length)
    return [forbiddenField(`spec.${list}`, `${list} may not be added or removed on resize`)];
  return before.flatMap(({ name }, i) =>
    now[i]?.name === name
      ? []
      : [
          forbiddenField(
            `spec.${list}[${i}].name`,
            `${list} may not be renamed or reordered on resize`,
          ),
        ],
  );
}

function removalErrors(spec: PodSpec, old: PodSpec, list: List): readonly FieldError[] {
  return (old[list] ?? []).flatMap((before, i) => {
    if (list === "initContainers" && before.restartPolicy !== "Always") return [];
    return (["requests", "limits"] as const).flatMap((what) => {
      const now: Amounts = spec[list]?.[i]?.resources?.[what] ?? {};
      const isKept = Object.keys(before.resources?.[what] ?? {}).every((name) => name in now);
      const field = `spec.${list}[${i}].resources.${what}`;
      return isKept ? [] : [forbiddenField(field, `resource ${what} cannot be removed`)];
    });
  });
}

function otherErrors(spec: PodSpec, old: PodSpec): readonly FieldError[] {
  const main = spec.containers.filter(
    (container, i) => !sameBesides(container, old.containers[i] as Container),
  );
  const init = (spec.initContainers ?? []).flatMap((container, i) => {
    const before = old.initContainers?.[i] as Container;
    const isSidecar = container.restartPolicy === "Always";
    if (isSidecar ? sameBesides(container, before) : sameJson(container, before)) return [];
    return isSidecar
      ? [`${ONLY} for sidecar containers are mutable`]
      : ["resources for non-sidecar init containers are immutable"];
  });
  return [...main.map(() => `${ONLY} are mutable`), ...init].map((why) =>
    forbiddenField("spec", why),
  );
}

/** Whether two containers differ in nothing but cpu and memory. */
function sameBesides(now: Container, before: Container): boolean {
  const rest = (container: Container) => {
    const { requests = {}, limits = {} } = container.resources ?? {};
    return { ...container, resources: [requests, limits].map(withoutComputing) };
  };
  return sameJson(rest(now), rest(before));
}

function withoutComputing({ cpu: _, memory: __, ...others }: Amounts): Amounts {
  return others;
}
