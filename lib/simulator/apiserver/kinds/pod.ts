/**
 * What the API server knows of pods: defaults, rules, grace, columns.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 *
 * Not simulated: most rules of a pod's spec; names, images, ports and restart policies are checked.
 */

import { forbiddenField } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import type { Pod } from "../../api/types.generated.ts";
import { columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { withPodDefaults } from "../pod-spec/pod-default.ts";
import { qualityOfService } from "../pod-spec/quality-of-service.ts";
import { validatePodSpec } from "../pod-spec/validate.ts";
import { podCells } from "./pod/cells.ts";

export const podStrategy: KindStrategy<Pod> = {
  kind: "Pod",

  setDefaults(pod) {
    const spec = withPodDefaults(pod.spec);
    return spec === pod.spec ? pod : { ...pod, spec };
  },

  prepareForCreate(pod) {
    const status = { phase: "Pending", qosClass: qualityOfService(pod.spec) } as const;
    const gated = (pod.spec.schedulingGates?.length ?? 0) > 0;
    if (!gated) return { ...pod, status };
    const condition = {
      lastProbeTime: null,
      message: "Scheduling is blocked due to non-empty scheduling gates",
      observedGeneration: pod.metadata.generation,
      reason: "SchedulingGated",
      status: "False",
      type: "PodScheduled",
      lastTransitionTime: null,
    };
    return { ...pod, status: { ...status, conditions: [condition as never] } };
  },

  validate: (pod) => validatePodSpec(pod.spec, "spec"),

  validateUpdate(pod, old) {
    if (sameJson(frozenPart(pod), frozenPart(old))) return [];
    return [forbiddenField("spec", IMMUTABLE)];
  },

  gracePeriodSeconds({ spec, status }, asked) {
    const finished = status.phase === "Succeeded" || status.phase === "Failed";
    if (spec.nodeName === undefined || spec.nodeName === "" || finished) return 0;
    return asked ?? spec.terminationGracePeriodSeconds ?? 30;
  },

  selectableFields: ({ spec, status }) => ({
    "spec.nodeName": spec?.nodeName ?? "",
    "spec.restartPolicy": spec?.restartPolicy ?? "",
    "spec.schedulerName": spec?.schedulerName ?? "",
    "spec.serviceAccountName": spec?.serviceAccountName ?? "",
    "spec.hostNetwork": String(spec?.hostNetwork ?? false),
    "status.phase": status?.phase ?? "",
    "status.podIP": status?.podIP ?? "",
    "status.nominatedNodeName": status?.nominatedNodeName ?? "",
  }),

  columns: columns(
    "Name",
    "Ready",
    "Status",
    "Restarts",
    "Age",
    "+IP",
    "+Node",
    "+Nominated Node",
    "+Readiness Gates",
  ),
  cells: podCells,
};

const IMMUTABLE =
  "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

/** All of the spec but what an update may change. */
function frozenPart({ spec }: Pod): unknown {
  const {
    tolerations: _t,
    activeDeadlineSeconds: _d,
    nodeName: _n,
    schedulingGates: _g,
    ...rest
  } = spec;
  const without = (list: Pod["spec"]["containers"] | undefined) =>
    list?.map(({ image: _image, ...container }) => container);
  const { ephemeralContainers: _e, ...plain } = rest;
  return {
    ...plain,
    containers: without(spec.containers),
    initContainers: without(spec.initContainers),
  };
}
