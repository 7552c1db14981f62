/** `kubectl set selector` */
import { KubectlError } from "../../command/error.ts";
import type { Verb } from "../../command/verb.ts";
import { writeAt } from "../../resource/pod-template.ts";
import { SET_FLAGS, updateObjects } from "./update-template.ts";

export const setSelectorVerb: Verb = {
  name: "selector",
  summary: "Set the selector on a resource",
  usage: "(-f FILENAME | TYPE NAME) EXPRESSIONS",
  flags: SET_FLAGS,
  run: (context) => {
    const expression = context.args.at(-1) ?? "";
    if (!expression.includes("=")) throw new KubectlError("a selector is required");
    const selector = Object.fromEntries(
      expression.split(",").map((pair) => {
        const [key = "", value = ""] = pair.split("=");
        return [key, value] as const;
      }),
    );
    updateObjects(context, {
      args: context.args.slice(0, -1),
      operation: "selector updated",
      failure: "failed to patch selector: ",
      change: ({ object, row }) => {
        if (row.kind !== "Service") {
          throw new KubectlError(`setting a selector is only supported for Services`);
        }
        return writeAt(object, ["spec", "selector"], selector);
      },
    });
  },
};
