/** `describe daemonset` */
import { goValue } from "../text/go-value.ts";
import { type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { pairsText, writeName, writeOwnMetadata } from "./head.ts";
import { selectorText, writePodTemplate } from "./pod-template.ts";
import { podsStatus } from "./workload.ts";

const COUNTS = [
  ["Desired Number of Nodes Scheduled", "desiredNumberScheduled"],
  ["Current Number of Nodes Scheduled", "currentNumberScheduled"],
  ["Number of Nodes Scheduled with Up-to-date Pods", "updatedNumberScheduled"],
  ["Number of Nodes Scheduled with Available Pods", "numberAvailable"],
  ["Number of Nodes Misscheduled", "numberMisscheduled"],
] as const;

export const daemonSetDescriber: Describer = {
  kind: "DaemonSet",
  describe: (run) => {
    const { object, out, context } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    writeName(run, true);
    out.line(0, `Selector:\t${selectorText(spec.selector, "")}`);
    const nodes = fieldsOf(fieldsOf(fieldsOf(spec.template).spec).nodeSelector);
    out.line(0, `Node-Selector:\t${pairsText(nodes)}`);
    writeOwnMetadata(run);
    for (const [title, field] of COUNTS) out.line(0, `${title}: ${goValue(status[field] ?? 0)}`);
    out.line(0, `Pods Status:\t${podsStatus(context, object)}`);
    writePodTemplate(out, spec.template);
    writeEvents(run);
  },
};
