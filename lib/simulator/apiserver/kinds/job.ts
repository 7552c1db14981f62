/** What the API server knows of Jobs: defaults, the generated selector, rules and columns. */
import { type FieldError, invalid, required } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { matchesSelector } from "../../api/label.ts";
import { parseTime } from "../../api/time.ts";
import type { Job, JobSpec, PodTemplateSpec } from "../../api/types.generated.ts";
import { ageOf, columns, humanDuration } from "../column.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import { internalPodSpec } from "../internal-form/internal-form.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { selectorForm, validateLabelSelector } from "../validation/label-selector.ts";
import { namesAndImages, selectorText } from "../workload/cells.ts";
import { validateCounts } from "../workload/status-rule.ts";
import { withTemplateDefaults, workloadWarnings } from "../workload/template.ts";
import { jobNameFaults, validateJobSpec } from "./job/rule.ts";

const MAX_INT32 = 2 ** 31 - 1;
const FIXED = [
  "completionMode",
  "podFailurePolicy",
  "backoffLimitPerIndex",
  "managedBy",
  "successPolicy",
] as const;

export const jobStrategy: KindStrategy<Job> = {
  kind: "Job",
  setsDefaultsAgain: true,

  setDefaults(job) {
    const { completions, parallelism, backoffLimitPerIndex, podFailurePolicy } = job.spec;
    const isPlain = completions === undefined && parallelism === undefined;
    let spec = fillIn<JobSpec>(job.spec, {
      ...(isPlain ? { completions: 1 } : {}),
      parallelism: 1,
      backoffLimit: backoffLimitPerIndex === undefined ? 6 : MAX_INT32,
      completionMode: "NonIndexed",
      suspend: false,
      podReplacementPolicy: podFailurePolicy === undefined ? "TerminatingOrFailed" : "Failed",
      manualSelector: false,
    });
    spec = withPatternDefaults(spec);
    spec = changeField(spec, "template", withTemplateDefaults);
    const labels = spec.template?.metadata?.labels;
    const named = Object.keys(job.metadata.labels ?? {}).length === 0 && labels !== undefined;
    if (spec === job.spec && !named) return job;
    return { ...job, metadata: named ? { ...job.metadata, labels } : job.metadata, spec };
  },

  prepareForCreate(job) {
    if (job.spec.manualSelector === true) return job;
    const { name, uid } = job.metadata;
    const own = {
      "batch.kubernetes.io/controller-uid": uid,
      "batch.kubernetes.io/job-name": name,
      "controller-uid": uid,
      "job-name": name,
    };
    const { template } = job.spec;
    const before = template.metadata?.labels;
    const labels = { ...own, ...before };
    // A Job without labels of its own shares those of its template, if that has any.
    const shared = before !== undefined && job.metadata.labels === before ? { labels } : {};
    const given = job.spec.selector as JobSpec["selector"] | null;
    const selector = {
      ...given,
      matchLabels: { "batch.kubernetes.io/controller-uid": uid, ...given?.matchLabels },
    };
    const metadata = { ...template.metadata, labels };
    return {
      ...job,
      metadata: { ...job.metadata, ...shared },
      spec: { ...job.spec, selector, template: { ...template, metadata } },
    };
  },

  validate(job) {
    return [
      ...validateGenerated(job),
      ...validateJobSpec(job.spec, "spec"),
      ...((job.spec.selector as unknown) === undefined ? [required("spec.selector")] : []),
      ...validateLabelSelector(job.spec.selector, "spec.selector"),
      ...validateMatch(job),
      ...jobNameFaults(job),
    ];
  },

  validateUpdate({ spec }, { spec: old }) {
    const errors: FieldError[] = [];
    const fixed = (name: keyof JobSpec, isSame = sameJson(spec[name], old[name])) => {
      const shown = name === "selector" ? selectorForm(spec.selector) : spec[name];
      if (!isSame) errors.push(invalid(`spec.${name}`, shown, "field is immutable"));
    };
    const elastic = spec.completionMode === "Indexed";
    if (!elastic) fixed("completions");
    fixed("selector");
    const allowed =
      old.suspend === true ? withSchedulingOf(old.template, spec.template) : old.template;
    if (!sameJson(allowed, spec.template)) {
      errors.push(invalid("spec.template", internalTemplate(spec.template), "field is immutable"));
    }
    for (const name of FIXED) fixed(name);
    return errors;
  },

  validateStatusUpdate({ status }) {
    const { active = 0, ready = 0 } = status;
    const tooMany = "cannot set more ready pods than active";
    return [
      ...validateCounts(status, ["active", "succeeded", "failed", "ready", "terminating"]),
      ...(ready > active ? [invalid("status.ready", ready, tooMany)] : []),
    ];
  },

  warnings: (object, old) => workloadWarnings(object, old, ({ spec }) => spec.template),

  selectableFields: ({ status }) => ({ "status.successful": String(status?.succeeded ?? 0) }),

  columns: columns(
    "Name",
    "Status",
    "Completions",
    "Duration",
    "Age",
    "+Containers",
    "+Images",
    "+Selector",
  ),

  cells(job, { nowMs }) {
    const { metadata, spec } = job;
    const [names, images] = namesAndImages(spec.template);
    return [
      metadata.name,
      statusWord(job),
      completionsText(job),
      durationText(job, nowMs),
      ageOf(job, nowMs),
      names,
      images,
      selectorText(spec.selector),
    ];
  },
};

function withPatternDefaults(spec: JobSpec): JobSpec {
  return changeField(spec, "podFailurePolicy", (policy) =>
    changeField(policy, "rules", (rules) =>
      changeItems(rules, (rule) =>
        changeField(rule, "onPodConditions", (patterns) =>
          changeItems(patterns, (pattern) => fillIn<typeof pattern>(pattern, { status: "True" })),
        ),
      ),
    ),
  );
}

function validateGenerated({ metadata, spec }: Job): readonly FieldError[] {
  if (spec.manualSelector === true || spec.selector === undefined) return [];
  const expected = {
    "batch.kubernetes.io/controller-uid": metadata.uid,
    "batch.kubernetes.io/job-name": metadata.name,
    "controller-uid": metadata.uid,
    "job-name": metadata.name,
  };
  const errors: FieldError[] = [];
  const labels = spec.template?.metadata?.labels;
  for (const [key, value] of Object.entries(expected)) {
    if (labels?.[key] === value) continue;
    const at = `spec.template.metadata.labels[${key}]`;
    const why = `must be '${value}'`;
    errors.push(labels?.[key] === undefined ? required(at, why) : invalid(at, labels, why));
  }
  if (matchesSelector(spec.selector, expected)) return errors;
  return [
    ...errors,
    invalid("spec.selector", selectorForm(spec.selector), "`selector` not auto-generated"),
  ];
}

function validateMatch({ spec }: Job): readonly FieldError[] {
  const labels = spec.template?.metadata?.labels;
  if (matchesSelector(spec.selector, labels ?? {})) return [];
  const why = "`selector` does not match template `labels`";
  return [invalid("spec.template.metadata.labels", labels, why)];
}

// What steers the pods' placement may change while nothing has started.
function withSchedulingOf(old: PodTemplateSpec, next: PodTemplateSpec): PodTemplateSpec {
  const { spec: oldSpec = { containers: [] }, metadata } = old;
  const { spec = { containers: [] } } = next;
  const { labels, annotations } = next.metadata ?? {};
  const { nodeSelector, tolerations, schedulingGates } = spec;
  const nodeAffinity = spec.affinity?.nodeAffinity;
  const affinity = { ...oldSpec.affinity, nodeAffinity };
  const isEmpty = Object.values(affinity).every((part) => part === undefined);
  return {
    ...old,
    metadata: { ...metadata, labels, annotations },
    spec: {
      ...oldSpec,
      nodeSelector,
      tolerations,
      schedulingGates,
      affinity: isEmpty ? undefined : affinity,
    },
  };
}

function internalTemplate({ metadata = {}, spec = { containers: [] } }: PodTemplateSpec): unknown {
  return { ...metadata, Spec: internalPodSpec({ ...spec }) };
}

function statusWord({ metadata, spec, status }: Job): string {
  const holds = (type: string) =>
    status.conditions?.some((one) => one.type === type && one.status === "True") ?? false;
  if (holds("Complete")) return "Complete";
  if (holds("Failed")) return "Failed";
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  if (holds("Suspended")) return "Suspended";
  if (holds("FailureTarget")) return "FailureTarget";
  if (holds("SuccessCriteriaMet")) return "SuccessCriteriaMet";
  return spec.suspend === true && holds("Suspended") ? "Suspended" : "Running";
}

function completionsText({ spec, status }: Job): string {
  const done = status.succeeded ?? 0;
  if (spec.completions !== undefined) return `${done}/${spec.completions}`;
  const { parallelism = 0 } = spec;
  return parallelism > 1 ? `${done}/1 of ${parallelism}` : `${done}/1`;
}

function durationText({ status }: Job, nowMs: number): string {
  const start = parseTime(status.startTime ?? "");
  if (start === undefined) return "";
  const failed = status.conditions?.find(
    ({ type, status: is }) => type === "Failed" && is === "True",
  );
  const end = parseTime(status.completionTime ?? failed?.lastTransitionTime ?? "");
  return humanDuration((end ?? nowMs) - start);
}
