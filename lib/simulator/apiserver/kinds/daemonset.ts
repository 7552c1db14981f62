/** What the API server knows of DaemonSets: defaults, rules and columns. */
import { type FieldError, invalid, notSupported, required } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import type { DaemonSet, DaemonSetUpdateStrategy } from "../../api/types.generated.ts";
import { ageOf, columns, labelsText } from "../column.ts";
import { changeField, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { selectorForm, validateLabelSelector } from "../validation/label-selector.ts";
import {
  numberIn,
  validateAtMost100Percent,
  validateIntOrPercent,
  validateNotNegative,
} from "../validation/number.ts";
import { namesAndImages, selectorText } from "../workload/cells.ts";
import { validateCounts } from "../workload/status-rule.ts";
import {
  isEmptySelector,
  templateWarnings,
  validateEndless,
  validateSelectorMatches,
  validateTemplate,
  withTemplateDefaults,
} from "../workload/template.ts";

const TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

const COUNTS = [
  "currentNumberScheduled",
  "numberMisscheduled",
  "desiredNumberScheduled",
  "numberReady",
  "observedGeneration",
  "updatedNumberScheduled",
  "numberAvailable",
  "numberUnavailable",
  "collisionCount",
];

export const daemonSetStrategy: KindStrategy<DaemonSet> = {
  kind: "DaemonSet",

  setDefaults(daemonSet) {
    let spec = fillIn<DaemonSet["spec"]>(daemonSet.spec, {
      revisionHistoryLimit: 10,
      updateStrategy: {},
    });
    spec = changeField(spec, "updateStrategy", withStrategyDefaults);
    spec = changeField(spec, "template", withTemplateDefaults);
    return spec === daemonSet.spec ? daemonSet : { ...daemonSet, spec };
  },

  prepareForCreate: (daemonSet) => withTemplateGeneration(daemonSet, 1),

  prepareForUpdate(daemonSet, old) {
    const before = Number(old.metadata.annotations?.[TEMPLATE_GENERATION] ?? 1);
    const isSame = sameJson(daemonSet.spec.template, old.spec.template);
    return withTemplateGeneration(daemonSet, isSame ? before : before + 1);
  },

  validate({ spec }) {
    const empty = invalid(
      "spec.selector",
      spec.selector,
      "empty selector is invalid for daemonset",
    );
    const isMissing = (spec.selector as unknown) === null || spec.selector === undefined;
    const noLabels = invalid(
      "spec.template.metadata.labels",
      spec.template?.metadata?.labels,
      "`selector` does not match template `labels`",
    );
    return [
      ...validateLabelSelector(spec.selector, "spec.selector"),
      ...(isMissing ? [noLabels] : validateSelectorMatches(spec.selector, spec.template)),
      ...(!isMissing && isEmptySelector(spec.selector) ? [empty] : []),
      ...validateTemplate(spec.template),
      ...validateEndless(spec.template, "DaemonSet"),
      ...validateNotNegative(spec.minReadySeconds, "spec.minReadySeconds"),
      ...validateStrategy(spec.updateStrategy ?? {}),
      ...validateNotNegative(spec.revisionHistoryLimit, "spec.revisionHistoryLimit"),
    ];
  },

  validateUpdate({ spec }, old) {
    if (sameJson(spec.selector, old.spec.selector)) return [];
    return [invalid("spec.selector", selectorForm(spec.selector), "field is immutable")];
  },

  validateStatusUpdate: ({ status }) => validateCounts(status, COUNTS),

  warnings: ({ spec }, old) =>
    old !== undefined && sameJson(spec, old.spec) ? [] : templateWarnings(spec.template),

  columns: columns(
    "Name",
    "Desired",
    "Current",
    "Ready",
    "Up-to-date",
    "Available",
    "Node Selector",
    "Age",
    "+Containers",
    "+Images",
    "+Selector",
  ),

  cells(daemonSet, { nowMs }) {
    const { metadata, spec, status } = daemonSet;
    const [names, images] = namesAndImages(spec.template);
    return [
      metadata.name,
      status.desiredNumberScheduled ?? 0,
      status.currentNumberScheduled ?? 0,
      status.numberReady ?? 0,
      status.updatedNumberScheduled ?? 0,
      status.numberAvailable ?? 0,
      labelsText(spec.template.spec?.nodeSelector),
      ageOf(daemonSet, nowMs),
      names,
      images,
      selectorText(spec.selector),
    ];
  },
};

function withTemplateGeneration(daemonSet: DaemonSet, generation: number): DaemonSet {
  const { annotations } = daemonSet.metadata;
  if (annotations?.[TEMPLATE_GENERATION] === String(generation)) return daemonSet;
  const metadata = {
    ...daemonSet.metadata,
    annotations: { ...annotations, [TEMPLATE_GENERATION]: String(generation) },
  };
  return { ...daemonSet, metadata };
}

function withStrategyDefaults(given: DaemonSetUpdateStrategy): DaemonSetUpdateStrategy {
  const strategy = fillIn<DaemonSetUpdateStrategy>(given, { type: "RollingUpdate" });
  if (strategy.type !== "RollingUpdate") return strategy;
  const before = strategy.rollingUpdate ?? {};
  const rolling = fillIn<typeof before>(before, { maxUnavailable: 1, maxSurge: 0 });
  return rolling === strategy.rollingUpdate ? strategy : { ...strategy, rollingUpdate: rolling };
}

function validateStrategy(strategy: DaemonSetUpdateStrategy): readonly FieldError[] {
  const field = "spec.updateStrategy";
  const type: string = strategy.type ?? "RollingUpdate";
  if (type === "OnDelete") return [];
  if (type !== "RollingUpdate") {
    const shown = { Type: type, RollingUpdate: strategy.rollingUpdate ?? null };
    return [notSupported(field, shown, ["RollingUpdate", "OnDelete"])];
  }
  const { maxUnavailable, maxSurge } = strategy.rollingUpdate ?? {};
  const [at, surgeAt] = [
    `${field}.rollingUpdate.maxUnavailable`,
    `${field}.rollingUpdate.maxSurge`,
  ];
  const [unavailable, surge] = [numberIn(maxUnavailable) !== 0, numberIn(maxSurge) !== 0];
  const both = invalid(surgeAt, maxSurge, "may not be set when maxUnavailable is non-zero");
  return [
    ...validateIntOrPercent(maxUnavailable, at),
    ...validateIntOrPercent(maxSurge, surgeAt),
    ...validateAtMost100Percent(maxUnavailable, at),
    ...validateAtMost100Percent(maxSurge, surgeAt),
    ...(unavailable && surge ? [both] : []),
    ...(!unavailable && !surge ? [required(at, "cannot be 0 when maxSurge is 0")] : []),
  ];
}
