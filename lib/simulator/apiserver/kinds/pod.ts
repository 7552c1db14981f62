/**
 * What the API server knows of pods: defaults, rules, grace, columns.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */

import { type FieldError, forbiddenField, invalid } from "../../api/field-error.ts";
import { NOTHING } from "../../api/json.ts";
import { dnsLabelFaults } from "../../api/name-rule.ts";
import { MIRROR_ANNOTATION } from "../../api/static-pod.ts";
import type { Pod } from "../../api/types.generated.ts";
import { columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { withMatchLabelKeys } from "../pod-spec/match-label-keys.ts";
import { withPodDefaults } from "../pod-spec/pod-default.ts";
import { qualityOfService } from "../pod-spec/quality-of-service.ts";
import { validatePodSpec } from "../pod-spec/validate.ts";
import { podWarnings } from "../pod-spec/warning.ts";
import { podCells } from "./pod/cells.ts";
import { validatePodUpdate } from "./pod/update-rule.ts";

export const podStrategy: KindStrategy<Pod> = {
  kind: "Pod",

  setDefaults(pod) {
    const spec = withPodDefaults(pod.spec);
    return spec === pod.spec ? pod : { ...pod, spec };
  },

  prepareForCreate(given) {
    const own = withMatchLabelKeys(given.spec, given.metadata.labels);
    const pod = own === given.spec ? given : { ...given, spec: own };
    const status = { phase: "Pending", qosClass: qualityOfService(pod.spec) } as const;
    const gated = (pod.spec.schedulingGates?.length ?? 0) > 0;
    if (!gated) return { ...NOTHING, ...pod, status };
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

  validate: (pod) => [...validatePodSpec(pod.spec, "spec"), ...validateImages(pod)],

  validateCreate({ metadata, spec }) {
    const errors = [...mirrorErrors(metadata, spec)];
    if ((spec.ephemeralContainers?.length ?? 0) > 0) {
      errors.push(forbiddenField("spec.ephemeralContainers", "cannot be set on create"));
    }
    if ((spec.nodeName ?? "") !== "" && (spec.schedulingGates?.length ?? 0) > 0) {
      const why = "cannot be set until all schedulingGates have been cleared";
      errors.push(forbiddenField("spec.nodeName", why));
    }
    return errors;
  },

  validateUpdate: validatePodUpdate,

  warnings({ metadata, spec }, old) {
    if (old !== undefined) return [];
    const faults = dnsLabelFaults(metadata.name);
    const text = `this is used in the Pod's hostname, which can result in surprising behavior; a DNS label is recommended: [${faults.join(" ")}]`;
    return [
      ...(faults.length === 0 ? [] : [`metadata.name: ${text}`]),
      ...podWarnings(spec, "", metadata),
    ];
  },

  gracePeriodSeconds({ spec, status }, asked) {
    const finished = status.phase === "Succeeded" || status.phase === "Failed";
    if (spec.nodeName === undefined || spec.nodeName === "" || finished) return 0;
    const seconds = asked ?? spec.terminationGracePeriodSeconds ?? 30;
    return seconds < 0 ? 1 : seconds;
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

function mirrorErrors({ annotations }: Pod["metadata"], { nodeName = "" }: Pod["spec"]) {
  const mirrored = annotations?.[MIRROR_ANNOTATION];
  if (mirrored === undefined || nodeName !== "") return [];
  const why = "must set spec.nodeName if mirror pod annotation is set";
  return [invalid(`metadata.annotations[${MIRROR_ANNOTATION}]`, mirrored, why)];
}

function validateImages({ spec }: Pod): readonly FieldError[] {
  return (["containers", "initContainers"] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap(({ image = "" }, i) =>
      image.trim() === image
        ? []
        : [
            invalid(
              `spec.${list}[${i}].image`,
              image,
              "must not have leading or trailing whitespace",
            ),
          ],
    ),
  );
}
