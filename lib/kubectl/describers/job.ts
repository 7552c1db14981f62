/** `describe job` */
import { parseTime } from "#lib/simulator";
import { humanDuration } from "../text/duration.ts";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { numberText, writeName, writeOwnMetadata } from "./head.ts";
import { selectorText, writePodTemplate } from "./pod-template.ts";
import { longTime } from "./time.ts";
import { writeController } from "./workload.ts";

export const jobDescriber: Describer = {
  kind: "Job",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    writeName(run, true);
    out.line(0, `Selector:\t${selectorText(spec.selector, "")}`);
    writeOwnMetadata(run);
    writeController(run);
    writePlan(run, spec);
    writeTimes(run, status);
    if (spec.activeDeadlineSeconds !== undefined) {
      out.line(0, `Active Deadline Seconds:\t${goValue(spec.activeDeadlineSeconds)}s`);
    }
    const count = (field: string) => goValue(status[field] ?? 0);
    const ready = status.ready === undefined ? "" : ` (${count("ready")} Ready)`;
    out.line(
      0,
      `Pods Statuses:\t${count("active")} Active${ready} / ${count("succeeded")} Succeeded / ` +
        `${count("failed")} Failed`,
    );
    if (spec.completionMode === "Indexed") {
      out.line(0, `Completed Indexes:\t${shortIndexes(String(status.completedIndexes ?? ""))}`);
    }
    writePodTemplate(out, spec.template);
    writeEvents(run);
  },
};

const OPTIONAL_LINES = [
  ["Completion Mode", "completionMode"],
  ["Suspend", "suspend"],
  ["Backoff Limit", "backoffLimit"],
  ["TTL Seconds After Finished", "ttlSecondsAfterFinished"],
] as const;

function writePlan({ out }: Describe, spec: Fields): void {
  if (spec.parallelism !== undefined) out.line(0, `Parallelism:\t${goValue(spec.parallelism)}`);
  out.line(0, `Completions:\t${numberText(spec.completions)}`);
  for (const [title, field] of OPTIONAL_LINES) {
    if (spec[field] !== undefined) out.line(0, `${title}:\t${goValue(spec[field])}`);
  }
}

function writeTimes({ out }: Describe, { startTime, completionTime }: Fields): void {
  if (startTime !== undefined) out.line(0, `Start Time:\t${longTime(startTime)}`);
  if (completionTime === undefined) return;
  out.line(0, `Completed At:\t${longTime(completionTime)}`);
  if (startTime === undefined) return;
  const lasted = (parseTime(String(completionTime)) ?? 0) - (parseTime(String(startTime)) ?? 0);
  out.line(0, `Duration:\t${humanDuration(lasted)}`);
}

const INDEXES_MAX = 50;

function shortIndexes(indexes: string): string {
  if (indexes === "") return "<none>";
  if (indexes.length < INDEXES_MAX) return indexes;
  const comma = indexes.indexOf(",", INDEXES_MAX);
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`;
}
