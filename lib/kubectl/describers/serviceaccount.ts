/** `describe serviceaccount` */
import { type Describer, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";

const HEADER = "Image pull secrets:";

export const serviceAccountDescriber: Describer = {
  kind: "ServiceAccount",
  describe: (run) => {
    const { object, out } = run;
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    const secrets = (object.imagePullSecrets ?? []) as readonly unknown[];
    const names = secrets.map((secret) => String(fieldsOf(secret).name ?? ""));
    if (names.length === 0) out.line(0, `${HEADER}\t<none>`);
    for (const [index, name] of names.entries()) {
      out.line(0, `${index === 0 ? HEADER : " ".repeat(HEADER.length)}\t${name}`);
    }
    writeEvents(run);
  },
};
