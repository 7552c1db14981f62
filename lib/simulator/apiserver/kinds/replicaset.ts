/** What the API server knows of ReplicaSets: defaults, rules and columns. */
import { invalid } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import type { ReplicaSet } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { selectorForm } from "../validation/label-selector.ts";
import { validateNotNegative } from "../validation/number.ts";
import { namesAndImages, selectorText } from "../workload/cells.ts";
import { validateCounts, validateParts } from "../workload/status-rule.ts";
import {
  validateReplicas,
  validateReplicaTemplate,
  validateSelector,
  withTemplateDefaults,
  workloadWarnings,
} from "../workload/template.ts";

const COUNTS = [
  "replicas",
  "fullyLabeledReplicas",
  "readyReplicas",
  "availableReplicas",
  "observedGeneration",
];

export const replicaSetStrategy: KindStrategy<ReplicaSet> = {
  kind: "ReplicaSet",

  setDefaults(replicaSet) {
    let spec = fillIn<ReplicaSet["spec"]>(replicaSet.spec, { replicas: 1 });
    spec = changeField(spec, "template", withTemplateDefaults);
    return spec === replicaSet.spec ? replicaSet : { ...replicaSet, spec };
  },

  validate({ spec }) {
    return [
      ...validateReplicas(spec.replicas),
      ...validateNotNegative(spec.minReadySeconds, "spec.minReadySeconds"),
      ...validateSelector(spec.selector, "deployment"),
      ...validateReplicaTemplate(spec.selector, spec.template),
    ];
  },

  validateUpdate({ spec }, old) {
    if (sameJson(spec.selector, old.spec.selector)) return [];
    return [invalid("spec.selector", selectorForm(spec.selector), "field is immutable")];
  },

  validateStatusUpdate: ({ status }) => [
    ...validateCounts(status, COUNTS),
    ...validateParts(status, ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"]),
  ],

  warnings: (object, old) => workloadWarnings(object, old, ({ spec }) => spec.template),

  columns: columns(
    "Name",
    "Desired",
    "Current",
    "Ready",
    "Age",
    "+Containers",
    "+Images",
    "+Selector",
  ),

  cells(replicaSet, { nowMs }) {
    const { metadata, spec, status } = replicaSet;
    const [names, images] = namesAndImages(spec.template);
    const counts = [spec.replicas ?? 1, status.replicas ?? 0, status.readyReplicas ?? 0];
    return [
      metadata.name,
      ...counts,
      ageOf(replicaSet, nowMs),
      names,
      images,
      selectorText(spec.selector),
    ];
  },
};
