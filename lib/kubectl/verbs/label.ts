/** `kubectl label` */
import type { Verb } from "../command/verb.ts";
import { CHANGE_FLAGS, changeMetadata } from "./metadata-change.ts";
import { labelValueFault } from "./qualified-name.ts";

export const labelVerb: Verb = {
  name: "label",
  summary: "Update the labels on a resource",
  usage:
    "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
  flags: CHANGE_FLAGS,
  run: (context) =>
    changeMetadata(context, {
      name: "labels",
      singular: "label",
      done: "labeled",
      undone: "unlabeled",
      nothing: "not labeled",
      checkValue: labelValueFault,
    }),
};
