/** `describe replicaset` */
import { goValue } from "../text/go-value.ts";
import { type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import { selectorText, writePodTemplate } from "./pod-template.ts";
import { podsStatus, writeController, writeWorkloadConditions } from "./workload.ts";

export const replicaSetDescriber: Describer = {
  kind: "ReplicaSet",
  describe: (run) => {
    const { object, out, context } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    out.line(0, `Selector:\t${selectorText(spec.selector)}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    writeController(run);
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
