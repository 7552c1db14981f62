/** `describe replicaset` */
import { goValue } from "../text/go-value.ts";
import { type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import { selectorText, writePodTemplate } from "./pod-template.ts";
import { podsStatus, writeWorkloadConditions } from "./workload.ts";

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
    const owner = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
    if (owner !== undefined) out.line(0, `Controlled By:\t${owner.kind}/${owner.name}`);
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
