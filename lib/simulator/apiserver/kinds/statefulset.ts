/** What the API server knows of StatefulSets: defaults, rules and columns. */
import { type FieldError, forbiddenField, invalid, notSupported } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { dnsLabelFaults } from "../../api/name-rule.ts";
import type {
  PersistentVolumeClaim,
  PodTemplateSpec,
  StatefulSet,
  StatefulSetUpdateStrategy,
} from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { checkClaimSpec } from "../storage/claim-rule.ts";
import { selectorForm, validateLabelSelector } from "../validation/label-selector.ts";
import {
  numberIn,
  validateAtMost100Percent,
  validateIntOrPercent,
  validateNotNegative,
} from "../validation/number.ts";
import { namesAndImages } from "../workload/cells.ts";
import { validateCounts, validateParts } from "../workload/status-rule.ts";
import {
  templateWarnings,
  validateEndless,
  validateReplicas,
  validateSelector,
  validateSelectorMatches,
  validateTemplate,
  withTemplateDefaults,
} from "../workload/template.ts";

type Spec = StatefulSet["spec"];

const MUTABLE = [
  "replicas",
  "template",
  "updateStrategy",
  "minReadySeconds",
  "ordinals",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
] as const;
const IMMUTABLE =
  "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

const COUNTS = [
  "replicas",
  "readyReplicas",
  "currentReplicas",
  "updatedReplicas",
  "availableReplicas",
];

export const statefulSetStrategy: KindStrategy<StatefulSet> = {
  kind: "StatefulSet",
  nameRule: (name) => dnsLabelFaults(name),

  setDefaults(statefulSet) {
    let spec = fillIn<Spec>(statefulSet.spec, {
      podManagementPolicy: "OrderedReady",
      replicas: 1,
      revisionHistoryLimit: 10,
      updateStrategy: {},
      persistentVolumeClaimRetentionPolicy: {},
    });
    spec = changeField(spec, "updateStrategy", withStrategyDefaults);
    spec = changeField(spec, "persistentVolumeClaimRetentionPolicy", (policy) =>
      fillIn<typeof policy>(policy, { whenDeleted: "Retain", whenScaled: "Retain" }),
    );
    spec = changeField(spec, "template", withTemplateDefaults);
    spec = changeField(spec, "volumeClaimTemplates", (all) => changeItems(all, withClaimDefaults));
    return spec === statefulSet.spec ? statefulSet : { ...statefulSet, spec };
  },

  validate({ spec }) {
    return [
      ...validatePolicies(spec),
      ...validateReplicas(spec.replicas),
      ...validateNotNegative(spec.minReadySeconds, "spec.minReadySeconds"),
      ...validateNotNegative(spec.ordinals?.start, "spec.ordinals.start"),
      ...validateSelector(spec.selector, "statefulset"),
      ...validateSelected(spec),
      ...validateEndless(spec.template, "StatefulSet"),
    ];
  },

  validateCreate({ spec }) {
    const errors: FieldError[] = [];
    for (const [i, claim] of (spec.volumeClaimTemplates ?? []).entries()) {
      checkClaimSpec(claim.spec, `spec.volumeClaimTemplates[${i}].spec`, errors);
    }
    const name = spec.serviceName ?? "";
    const faults = name === "" ? [] : dnsLabelFaults(name);
    return [...errors, ...faults.map((fault) => invalid("spec.serviceName", name, fault))];
  },

  validateUpdate({ spec }, old) {
    const kept: Record<string, unknown> = { ...spec };
    for (const name of MUTABLE) kept[name] = old.spec[name];
    return sameJson(kept, old.spec) ? [] : [forbiddenField("spec", IMMUTABLE)];
  },

  validateStatusUpdate: ({ status }) => [
    ...validateCounts(status, [...COUNTS, "observedGeneration", "collisionCount"]),
    ...validateParts(status, COUNTS.slice(1), "status.readyReplicas"),
  ],

  warnings: ({ spec }, old) =>
    old !== undefined && sameJson(spec, old.spec)
      ? []
      : [...templateWarnings(spec.template), ...historyWarnings(spec)],

  columns: columns("Name", "Ready", "Age", "+Containers", "+Images"),

  cells(statefulSet, { nowMs }) {
    const { metadata, spec, status } = statefulSet;
    const [names, images] = namesAndImages(spec.template);
    const ready = `${status.readyReplicas ?? 0}/${spec.replicas ?? 1}`;
    return [metadata.name, ready, ageOf(statefulSet, nowMs), names, images];
  },
};

// A selector that cannot be read hides what is wrong with the template.
function validateSelected(spec: Spec): readonly FieldError[] {
  const field = "spec.selector";
  if (validateLabelSelector(spec.selector, field).length > 0) {
    return [invalid(field, selectorForm(spec.selector), "")];
  }
  return [
    ...validateSelectorMatches(spec.selector, spec.template),
    ...validateTemplate(withClaimVolumes(spec)),
  ];
}

function historyWarnings({ revisionHistoryLimit = 0 }: Spec): readonly string[] {
  if (revisionHistoryLimit >= 0) return [];
  const advice = "a negative value retains all historical revisions; a value >= 0 is recommended";
  return [`spec.revisionHistoryLimit: ${advice}`];
}

function withStrategyDefaults(given: StatefulSetUpdateStrategy): StatefulSetUpdateStrategy {
  const isNew = given.type === undefined;
  const strategy = fillIn<StatefulSetUpdateStrategy>(given, {
    type: "RollingUpdate",
    ...(isNew ? { rollingUpdate: {} } : {}),
  });
  if (strategy.type !== "RollingUpdate") return strategy;
  return changeField(strategy, "rollingUpdate", (rolling) =>
    withoutDisabled(fillIn<typeof rolling>(rolling, { partition: 0 })),
  );
}

// The gate of `maxUnavailable` is off: the field is taken and dropped.
function withoutDisabled(
  rolling: NonNullable<StatefulSetUpdateStrategy["rollingUpdate"]>,
): NonNullable<StatefulSetUpdateStrategy["rollingUpdate"]> {
  if (rolling.maxUnavailable === undefined) return rolling;
  const { maxUnavailable: _off, ...rest } = rolling;
  return rest;
}

function withClaimDefaults(given: PersistentVolumeClaim): PersistentVolumeClaim {
  const claim = fillIn<PersistentVolumeClaim>(given, {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    status: { phase: "Pending" },
  });
  const phased = changeField(claim, "status", (status) =>
    fillIn<typeof status>(status, { phase: "Pending" }),
  );
  return changeField(phased, "spec", (spec) =>
    fillIn<typeof spec>(spec, { volumeMode: "Filesystem" }),
  );
}

// Containers may mount what the claim templates will become.
function withClaimVolumes({ template, volumeClaimTemplates = [] }: Spec): PodTemplateSpec {
  const { hostname: _h, subdomain: _s, ...spec } = template?.spec ?? { containers: [] };
  const claims = volumeClaimTemplates.map(({ metadata }) => ({
    name: metadata.name,
    persistentVolumeClaim: { claimName: metadata.name },
  }));
  const names = new Set(claims.map(({ name }) => name));
  const volumes = [...claims, ...(spec.volumes ?? []).filter(({ name }) => !names.has(name))];
  return { ...template, spec: { ...spec, volumes } };
}

function validatePolicies(spec: Spec): readonly FieldError[] {
  const errors: FieldError[] = [];
  const management: string = spec.podManagementPolicy ?? "OrderedReady";
  if (management !== "OrderedReady" && management !== "Parallel") {
    errors.push(
      invalid("spec.podManagementPolicy", management, "must be 'OrderedReady' or 'Parallel'"),
    );
  }
  errors.push(...validateStrategy(spec.updateStrategy ?? {}));
  for (const name of ["whenDeleted", "whenScaled"] as const) {
    const value = spec.persistentVolumeClaimRetentionPolicy?.[name] ?? "Retain";
    if (value === "Retain" || value === "Delete") continue;
    errors.push(
      notSupported(`spec.persistentVolumeClaimRetentionPolicy.${name}`, value, [
        "Retain",
        "Delete",
      ]),
    );
  }
  return errors;
}

function internalRolling(rolling: StatefulSetUpdateStrategy["rollingUpdate"]): unknown {
  if (rolling === undefined) return null;
  const { partition = 0, maxUnavailable = null } = rolling;
  return { Partition: partition, MaxUnavailable: maxUnavailable };
}

function validateStrategy(strategy: StatefulSetUpdateStrategy): readonly FieldError[] {
  const field = "spec.updateStrategy";
  const type: string = strategy.type ?? "RollingUpdate";
  const { rollingUpdate } = strategy;
  if (type === "OnDelete") {
    if (rollingUpdate === undefined) return [];
    return [
      invalid(
        `${field}.rollingUpdate`,
        internalRolling(rollingUpdate),
        "only allowed for updateStrategy 'RollingUpdate'",
      ),
    ];
  }
  if (type !== "RollingUpdate") {
    const shown = { Type: type, RollingUpdate: internalRolling(rollingUpdate) };
    return [invalid(field, shown, "must be 'RollingUpdate' or 'OnDelete'")];
  }
  const { partition, maxUnavailable } = rollingUpdate ?? {};
  const at = `${field}.rollingUpdate.maxUnavailable`;
  const isZero = maxUnavailable !== undefined && numberIn(maxUnavailable) === 0;
  return [
    ...validateNotNegative(partition, `${field}.rollingUpdate.partition`),
    ...validateIntOrPercent(maxUnavailable, at),
    ...(isZero ? [invalid(at, maxUnavailable, "cannot be 0")] : []),
    ...validateAtMost100Percent(maxUnavailable, at),
  ];
}
