/** What the API server knows of CronJobs: defaults, rules and columns. */
import { type FieldError, invalid, notSupported, required } from "../../api/field-error.ts";
import { dnsSubdomainFaults } from "../../api/name-rule.ts";
import type { CronJob, CronJobSpec } from "../../api/types.generated.ts";
import { ageOf, columns, since } from "../column.ts";
import { changeField, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { cronFault } from "../validation/cron-schedule.ts";
import { validateNotNegative } from "../validation/number.ts";
import { timeZoneFaults } from "../validation/time-zone.ts";
import { namesAndImages, selectorText } from "../workload/cells.ts";
import { withTemplateDefaults, workloadWarnings } from "../workload/template.ts";
import { validateJobSpec } from "./job/rule.ts";

const ZONE_ADVICE =
  "is not officially supported, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details";
const POLICIES = ["Allow", "Forbid", "Replace"];
/** The Jobs' names are 11 characters longer and at most 63. */
const NAME_MAX = 52;

export const cronJobStrategy: KindStrategy<CronJob> = {
  kind: "CronJob",

  setDefaults(cronJob) {
    let spec = fillIn<CronJobSpec>(cronJob.spec, {
      concurrencyPolicy: "Allow",
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    });
    spec = changeField(spec, "jobTemplate", (job) =>
      changeField(job, "spec", (jobSpec) => changeField(jobSpec, "template", withTemplateDefaults)),
    );
    return spec === cronJob.spec ? cronJob : { ...cronJob, spec };
  },

  validate({ spec }) {
    const policy: string = spec.concurrencyPolicy ?? "Allow";
    const zone = spec.timeZone === undefined ? [] : timeZoneFaults(spec.timeZone);
    return [
      ...validateSchedule(spec.schedule ?? ""),
      ...validateNotNegative(spec.startingDeadlineSeconds, "spec.startingDeadlineSeconds"),
      ...zone.map((fault) => invalid("spec.timeZone", spec.timeZone, fault)),
      ...(POLICIES.includes(policy)
        ? []
        : [notSupported("spec.concurrencyPolicy", policy, POLICIES)]),
      ...validateJobTemplate(spec),
      ...validateNotNegative(spec.successfulJobsHistoryLimit, "spec.successfulJobsHistoryLimit"),
      ...validateNotNegative(spec.failedJobsHistoryLimit, "spec.failedJobsHistoryLimit"),
    ];
  },

  validateCreate({ metadata }) {
    if (metadata.name.length <= NAME_MAX || dnsSubdomainFaults(metadata.name).length > 0) return [];
    return [invalid("metadata.name", metadata.name, `must be no more than ${NAME_MAX} characters`)];
  },

  warnings(cronJob, old) {
    const warnings = workloadWarnings(
      cronJob,
      old,
      ({ spec }) => spec.jobTemplate.spec?.template,
      "spec.jobTemplate.spec.template.",
    );
    if (!cronJob.spec.schedule.includes("TZ")) return warnings;
    return [...warnings, `CRON_TZ or TZ used in spec.schedule ${ZONE_ADVICE}`];
  },

  columns: columns(
    "Name",
    "Schedule",
    "Timezone",
    "Suspend",
    "Active",
    "Last Schedule",
    "Age",
    "+Containers",
    "+Images",
    "+Selector",
  ),

  cells(cronJob, { nowMs }) {
    const { metadata, spec, status } = cronJob;
    const job = spec.jobTemplate.spec;
    const [names, images] = namesAndImages(job?.template);
    const last = status.lastScheduleTime;
    return [
      metadata.name,
      spec.schedule,
      spec.timeZone ?? "<none>",
      spec.suspend === true ? "True" : "False",
      status.active?.length ?? 0,
      last === undefined ? "<none>" : since(last, nowMs),
      ageOf(cronJob, nowMs),
      names,
      images,
      selectorText(job?.selector),
    ];
  },
};

function validateSchedule(schedule: string): readonly FieldError[] {
  if (schedule === "") return [required("spec.schedule")];
  const fault = cronFault(schedule);
  const zoned = "cannot use TZ or CRON_TZ in schedule, use timeZone field instead";
  return [
    ...(fault === undefined ? [] : [invalid("spec.schedule", schedule, fault)]),
    ...(schedule.includes("TZ") ? [invalid("spec.schedule", schedule, zoned)] : []),
  ];
}

function validateJobTemplate({ jobTemplate }: CronJobSpec): readonly FieldError[] {
  const field = "spec.jobTemplate.spec";
  const job = jobTemplate?.spec;
  if (job === undefined) return [required(`${field}.template.spec.containers`)];
  const { selector, manualSelector } = job;
  const chosen = selector !== undefined && (selector as unknown) !== null;
  const generated = invalid(`${field}.selector`, selector, "`selector` will be auto-generated");
  return [
    ...validateJobSpec(job, field),
    ...(chosen ? [generated] : []),
    ...(manualSelector === true
      ? [notSupported(`${field}.manualSelector`, true, ["nil", "false"])]
      : []),
  ];
}
