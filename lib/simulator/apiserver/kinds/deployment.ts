/** What the API server knows of Deployments: defaults, rules and columns. */
import { type FieldError, forbiddenField, invalid, notSupported } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import type { Deployment, DeploymentStrategy } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { selectorForm } from "../validation/label-selector.ts";
import {
  numberIn,
  validateAtMost100Percent,
  validateIntOrPercent,
  validateNotNegative,
} from "../validation/number.ts";
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
  "observedGeneration",
  "replicas",
  "updatedReplicas",
  "readyReplicas",
  "availableReplicas",
  "unavailableReplicas",
  "terminatingReplicas",
  "collisionCount",
];

export const deploymentStrategy: KindStrategy<Deployment> = {
  kind: "Deployment",

  setDefaults(deployment) {
    let spec = fillIn<Deployment["spec"]>(deployment.spec, {
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      strategy: {},
    });
    spec = changeField(spec, "strategy", withStrategyDefaults);
    spec = changeField(spec, "template", withTemplateDefaults);
    return spec === deployment.spec ? deployment : { ...deployment, spec };
  },

  // Annotations go to the ReplicaSets, so that a change of them is one of what is asked for.
  prepareForUpdate(deployment, old) {
    const { annotations = {}, generation = 0 } = deployment.metadata;
    const isSame =
      sameJson(annotations, old.metadata.annotations ?? {}) || !sameJson(deployment.spec, old.spec);
    if (isSame) return deployment;
    return { ...deployment, metadata: { ...deployment.metadata, generation: generation + 1 } };
  },

  validate({ spec }) {
    return [
      ...validateReplicas(spec.replicas),
      ...validateSelector(spec.selector, "deployment"),
      ...validateReplicaTemplate(spec.selector, spec.template),
      ...validateStrategy(spec.strategy ?? {}),
      ...validateNotNegative(spec.minReadySeconds, "spec.minReadySeconds"),
      ...validateNotNegative(spec.revisionHistoryLimit, "spec.revisionHistoryLimit"),
      ...validateDeadline(spec),
    ];
  },

  validateUpdate({ spec }, old) {
    if (sameJson(spec.selector, old.spec.selector)) return [];
    return [invalid("spec.selector", selectorForm(spec.selector), "field is immutable")];
  },

  validateStatusUpdate: ({ status }) => [
    ...validateCounts(status, COUNTS),
    ...validateParts(status, ["updatedReplicas", "readyReplicas", "availableReplicas"]),
  ],

  warnings: (object, old) => workloadWarnings(object, old, ({ spec }) => spec.template),

  columns: columns(
    "Name",
    "Ready",
    "Up-to-date",
    "Available",
    "Age",
    "+Containers",
    "+Images",
    "+Selector",
  ),

  cells(deployment, { nowMs }) {
    const { metadata, spec, status } = deployment;
    const [names, images] = namesAndImages(spec.template);
    return [
      metadata.name,
      `${status.readyReplicas ?? 0}/${spec.replicas ?? 1}`,
      status.updatedReplicas ?? 0,
      status.availableReplicas ?? 0,
      ageOf(deployment, nowMs),
      names,
      images,
      selectorText(spec.selector),
    ];
  },
};

function withStrategyDefaults(given: DeploymentStrategy): DeploymentStrategy {
  const strategy = fillIn<DeploymentStrategy>(given, { type: "RollingUpdate" });
  if (strategy.type !== "RollingUpdate") return strategy;
  const rolling = fillIn<NonNullable<DeploymentStrategy["rollingUpdate"]>>(
    strategy.rollingUpdate ?? {},
    {
      maxSurge: "25%",
      maxUnavailable: "25%",
    },
  );
  return rolling === strategy.rollingUpdate ? strategy : { ...strategy, rollingUpdate: rolling };
}

function validateStrategy(strategy: DeploymentStrategy): readonly FieldError[] {
  const field = "spec.strategy";
  const type: string = strategy.type ?? "RollingUpdate";
  if (type === "Recreate") {
    if (strategy.rollingUpdate === undefined) return [];
    const why = "may not be specified when strategy `type` is 'Recreate'";
    return [forbiddenField(`${field}.rollingUpdate`, why)];
  }
  if (type !== "RollingUpdate") {
    const { maxUnavailable = 0, maxSurge = 0 } = strategy.rollingUpdate ?? {};
    const rolling = { MaxUnavailable: maxUnavailable, MaxSurge: maxSurge };
    const shown = {
      Type: type,
      RollingUpdate: strategy.rollingUpdate === undefined ? null : rolling,
    };
    return [notSupported(field, shown, ["Recreate", "RollingUpdate"])];
  }
  const { maxUnavailable, maxSurge } = strategy.rollingUpdate ?? {};
  const at = `${field}.rollingUpdate.maxUnavailable`;
  const neither = numberIn(maxUnavailable) === 0 && numberIn(maxSurge) === 0;
  return [
    ...validateIntOrPercent(maxUnavailable, at),
    ...validateIntOrPercent(maxSurge, `${field}.rollingUpdate.maxSurge`),
    ...(neither ? [invalid(at, maxUnavailable, "may not be 0 when `maxSurge` is 0")] : []),
    ...validateAtMost100Percent(maxUnavailable, at),
  ];
}

function validateDeadline(spec: Deployment["spec"]): readonly FieldError[] {
  const { progressDeadlineSeconds: deadline, minReadySeconds = 0 } = spec;
  const field = "spec.progressDeadlineSeconds";
  if (deadline === undefined) return [];
  const errors = validateNotNegative(deadline, field);
  if (deadline > minReadySeconds) return errors;
  return [...errors, invalid(field, deadline, "must be greater than minReadySeconds")];
}
