/** `describe ingressclass` */
import { goValue } from "../text/go-value.ts";
import { type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";

export const ingressClassDescriber: Describer = {
  kind: "IngressClass",
  describe: (run) => {
    const { object, out } = run;
    const { controller, parameters } = fieldsOf(object.spec);
    out.line(0, `Name:\t${object.metadata.name}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, `Controller:\t${goValue(controller ?? "")}`);
    if (parameters !== undefined) {
      const { apiGroup, kind, name } = fieldsOf(parameters);
      out.line(0, "Parameters:");
      if (apiGroup !== undefined) out.line(1, `APIGroup:\t${goValue(apiGroup)}`);
      out.line(1, `Kind:\t${goValue(kind)}`);
      out.line(1, `Name:\t${goValue(name)}`);
    }
    writeEvents(run);
  },
};
