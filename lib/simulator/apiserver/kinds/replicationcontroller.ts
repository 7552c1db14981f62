/** What the API server knows of ReplicationControllers: defaults, rules and columns. */
import { type FieldError, invalid, required } from "../../api/field-error.ts";
import { matchesLabels } from "../../api/label.ts";
import type { ReplicationController } from "../../api/types.generated.ts";
import { labelsText } from "../column.ts";
import { changeField, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateNotNegative } from "../validation/number.ts";
import { replicaCells, replicaColumns } from "../workload/replica-columns.ts";
import { validateCounts, validateParts } from "../workload/status-rule.ts";
import {
  validateEndless,
  validateReplicas,
  validateTemplate,
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

export const replicationControllerStrategy: KindStrategy<ReplicationController> = {
  kind: "ReplicationController",

  setDefaults(controller) {
    const labels = controller.spec.template?.metadata?.labels;
    const isEmpty = Object.keys(controller.spec.selector ?? {}).length === 0;
    let spec = fillIn<ReplicationController["spec"]>(controller.spec, { replicas: 1 });
    if (isEmpty && labels !== undefined) spec = { ...spec, selector: labels };
    spec = changeField(spec, "template", withTemplateDefaults);
    const named = controller.metadata.labels === undefined && labels !== undefined;
    if (spec === controller.spec && !named) return controller;
    const metadata = named ? { ...controller.metadata, labels } : controller.metadata;
    return { ...controller, metadata, spec };
  },

  validate({ spec }) {
    const selector = spec.selector ?? {};
    const labels = spec.template?.metadata?.labels;
    const errors: FieldError[] = [
      ...validateNotNegative(spec.minReadySeconds, "spec.minReadySeconds"),
      ...(Object.keys(selector).length === 0 ? [required("spec.selector")] : []),
      ...validateReplicas(spec.replicas),
    ];
    if (spec.template === undefined) return [...errors, required("spec.template")];
    if (!matchesLabels(selector, labels)) {
      const why = "`selector` does not match template `labels`";
      errors.push(invalid("spec.template.metadata.labels", labels, why));
    }
    const { template } = spec;
    return [
      ...errors,
      ...validateTemplate(template),
      ...validateEndless(template, "ReplicationController"),
    ];
  },

  validateStatusUpdate: ({ status }) => [
    ...validateCounts(status, COUNTS),
    ...validateParts(status, ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"]),
  ],

  warnings: (object, old) => workloadWarnings(object, old, ({ spec }) => spec.template),

  columns: replicaColumns,
  cells: (controller, { nowMs }) =>
    replicaCells(controller, labelsText(controller.spec.selector), nowMs),
};
