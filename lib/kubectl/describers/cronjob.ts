/** `describe cronjob` */
import { goValue } from "../text/go-value.ts";
import { type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { capitalBool, numberText, writeName, writeOwnMetadata } from "./head.ts";
import { selectorText, writePodTemplate } from "./pod-template.ts";
import { longTime } from "./time.ts";

export const cronJobDescriber: Describer = {
  kind: "CronJob",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    const job = fieldsOf(fieldsOf(spec.jobTemplate).spec);
    writeName(run, true);
    writeOwnMetadata(run);
    out.line(0, `Schedule:\t${goValue(spec.schedule ?? "")}`);
    out.line(0, `Concurrency Policy:\t${goValue(spec.concurrencyPolicy ?? "")}`);
    out.line(0, `Suspend:\t${capitalBool(spec.suspend)}`);
    out.line(0, `Successful Job History Limit:\t${numberText(spec.successfulJobsHistoryLimit)}`);
    out.line(0, `Failed Job History Limit:\t${numberText(spec.failedJobsHistoryLimit)}`);
    out.line(0, `Starting Deadline Seconds:\t${numberText(spec.startingDeadlineSeconds, "s")}`);
    const selector = job.selector === undefined ? "<unset>" : selectorText(job.selector, "");
    out.line(0, `Selector:\t${selector}`);
    out.line(0, `Parallelism:\t${numberText(job.parallelism)}`);
    out.line(0, `Completions:\t${numberText(job.completions)}`);
    if (job.activeDeadlineSeconds !== undefined) {
      out.line(0, `Active Deadline Seconds:\t${goValue(job.activeDeadlineSeconds)}s`);
    }
    writePodTemplate(out, job.template);
    const { lastScheduleTime } = status;
    const last = lastScheduleTime === undefined ? "<unset>" : longTime(lastScheduleTime);
    out.line(0, `Last Schedule Time:\t${last}`);
    const active = (status.active ?? []) as readonly { readonly name?: string }[];
    const names = active.map(({ name = "" }) => name).join(", ");
    out.line(0, `Active Jobs:\t${names === "" ? "<none>" : names}`);
    writeEvents(run);
  },
};
