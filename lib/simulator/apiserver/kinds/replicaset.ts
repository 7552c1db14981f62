/** What the API server knows of ReplicaSets: defaults, rules and columns. */
import { invalid } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import type { ReplicaSet } from "../../api/types.generated.ts";
import { changeField, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { selectorForm } from "../validation/label-selector.ts";
import { validateNotNegative } from "../validation/number.ts";
import { selectorText } from "../workload/cells.ts";
import { replicaCells, replicaColumns } from "../workload/replica-columns.ts";
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

  columns: replicaColumns,
  cells: (replicaSet, { nowMs }) =>
    replicaCells(replicaSet, selectorText(replicaSet.spec.selector), nowMs),
};
