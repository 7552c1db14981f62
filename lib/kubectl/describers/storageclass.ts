/** `describe storageclass` */
import { goValue } from "../text/go-value.ts";
import { type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { pairsText } from "./labels-text.ts";
import type { DescribeWriter } from "./writer.ts";

const MARKS = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
];

export const storageClassDescriber: Describer = {
  kind: "StorageClass",
  describe: (run) => {
    const { object, out } = run;
    const { annotations } = object.metadata;
    const isDefault = MARKS.some((mark) => annotations?.[mark] === "true");
    const expands = object.allowVolumeExpansion;
    const options = (object.mountOptions ?? []) as readonly string[];
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `IsDefaultClass:\t${isDefault ? "Yes" : "No"}`);
    out.line(0, `Annotations:\t${pairsText(annotations)}`);
    out.line(0, `Provisioner:\t${goValue(object.provisioner)}`);
    out.line(0, `Parameters:\t${pairsText(object.parameters)}`);
    const text = expands === undefined ? "<unset>" : expands === true ? "True" : "False";
    out.line(0, `AllowVolumeExpansion:\t${text}`);
    out.line(0, options.length === 0 ? "MountOptions:\t<none>" : "MountOptions:");
    for (const option of options) out.line(1, option);
    out.line(0, `ReclaimPolicy:\t${goValue(object.reclaimPolicy)}`);
    out.line(0, `VolumeBindingMode:\t${goValue(object.volumeBindingMode)}`);
    if (object.allowedTopologies !== undefined) {
      writeTopologies(out, object.allowedTopologies as readonly Fields[]);
    }
    writeEvents(run);
  },
};

function writeTopologies(out: DescribeWriter, terms: readonly Fields[]): void {
  out.line(0, `AllowedTopologies:\t${terms.length === 0 ? "<none>" : ""}`);
  for (const [i, { matchLabelExpressions = [] }] of terms.entries()) {
    const all = (matchLabelExpressions as readonly unknown[]).map((one) => {
      const { key, values } = fieldsOf(one);
      return `${goValue(key)} in [${((values ?? []) as readonly string[]).join(", ")}]`;
    });
    const [first = "<none>", ...rest] = all;
    out.line(1, `Term ${i}:\t${first}`);
    for (const line of rest) out.line(1, `\t${line}`);
  }
}
