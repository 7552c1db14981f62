/** `describe poddisruptionbudget` and `describe priorityclass` */
import { goValue } from "../text/go-value.ts";
import { type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { pairsText, writeName } from "./head.ts";
import { selectorText } from "./pod-template.ts";

export const podDisruptionBudgetDescriber: Describer = {
  kind: "PodDisruptionBudget",
  describe: (run) => {
    const { object, out } = run;
    const { minAvailable, maxUnavailable, selector } = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    writeName(run, true);
    if (minAvailable !== undefined) out.line(0, `Min available:\t${goValue(minAvailable)}`);
    else if (maxUnavailable !== undefined) {
      out.line(0, `Max unavailable:\t${goValue(maxUnavailable)}`);
    }
    out.line(0, `Selector:\t${selector === undefined ? "<unset>" : selectorText(selector)}`);
    out.line(0, "Status:");
    for (const [title, field] of COUNTS) out.line(2, `${title}:\t${goValue(status[field] ?? 0)}`);
    writeEvents(run);
  },
};

const COUNTS = [
  ["Allowed disruptions", "disruptionsAllowed"],
  ["Current", "currentHealthy"],
  ["Desired", "desiredHealthy"],
  ["Total", "expectedPods"],
] as const;

export const priorityClassDescriber: Describer = {
  kind: "PriorityClass",
  describe: (run) => {
    const { object, out } = run;
    writeName(run, false);
    out.line(0, `Value:\t${goValue(object.value ?? 0)}`);
    out.line(0, `GlobalDefault:\t${goValue(object.globalDefault ?? false)}`);
    out.line(0, `PreemptionPolicy:\t${goValue(object.preemptionPolicy ?? "")}`);
    out.line(0, `Description:\t${goValue(object.description ?? "")}`);
    out.line(0, `Annotations:\t${pairsText(object.metadata.annotations)}`);
    writeEvents(run);
  },
};
