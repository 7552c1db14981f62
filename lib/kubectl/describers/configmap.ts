/** `describe configmap` */
import { type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";

export const configMapDescriber: Describer = {
  kind: "ConfigMap",
  describe: (run) => {
    const { object, out } = run;
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, "\nData\n====");
    const data = fieldsOf(object.data);
    for (const key of Object.keys(data).sort()) {
      out.line(0, `${key}:\n----`);
      out.line(0, String(data[key]));
      out.line(0, "");
    }
    out.line(0, "\nBinaryData\n====");
    const binary = fieldsOf(object.binaryData);
    for (const key of Object.keys(binary).sort()) {
      out.line(0, `${key}: ${byteLength(String(binary[key]))} bytes`);
    }
    out.line(0, "");
    writeEvents(run);
  },
};

/** How many bytes a base64 text holds. */
export function byteLength(base64: string): number {
  const padding = /=*$/.exec(base64)?.[0].length ?? 0;
  return (base64.length / 4) * 3 - padding;
}
