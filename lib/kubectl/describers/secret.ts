/** `describe secret`: sizes only, but for the token of a service account. */
import { byteLength } from "./configmap.ts";
import { type Describer, fieldsOf } from "./describer.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";

export const secretDescriber: Describer = {
  kind: "Secret",
  describe: ({ object, out }) => {
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, `\nType:\t${String(object.type ?? "")}`);
    out.line(0, "\nData\n====");
    const data = fieldsOf(object.data);
    for (const key of Object.keys(data).sort()) {
      const value = String(data[key]);
      const token = key === "token" && object.type === "kubernetes.io/service-account-token";
      out.line(0, `${key}:\t${token ? atob(value) : `${byteLength(value)} bytes`}`);
    }
  },
};
