/** `describe replicationcontroller` */
import { goValue } from "../text/go-value.ts";
import { type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { pairsText, writeName, writeOwnMetadata } from "./head.ts";
import { writePodTemplate } from "./pod-template.ts";
import { podsStatus, writeWorkloadConditions } from "./workload.ts";

export const replicationControllerDescriber: Describer = {
  kind: "ReplicationController",
  describe: (run) => {
    const { object, out, context } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    writeName(run, true);
    out.line(0, `Selector:\t${pairsText(fieldsOf(spec.selector))}`);
    writeOwnMetadata(run);
    out.line(
      0,
      `Replicas:\t${goValue(status.replicas ?? 0)} current / ${goValue(spec.replicas ?? 0)} desired`,
    );
    out.line(0, `Pods Status:\t${podsStatus(context, object)}`);
    writePodTemplate(out, spec.template);
    writeWorkloadConditions(out, status);
    writeEvents(run);
  },
};
