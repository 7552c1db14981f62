/** `kubectl annotate` */
import type { Verb } from "../command/verb.ts";
import { CHANGE_FLAGS, changeMetadata } from "./metadata-change.ts";

export const annotateVerb: Verb = {
  name: "annotate",
  summary: "Update the annotations on a resource",
  usage:
    "[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]",
  flags: CHANGE_FLAGS,
  run: (context) =>
    changeMetadata(context, {
      name: "annotations",
      singular: "annotation",
      done: "annotated",
      undone: undefined,
      nothing: undefined,
      checkValue: () => undefined,
    }),
};
