/** `kubectl set serviceaccount` */
import { KubectlError } from "../../command/error.ts";
import type { Verb } from "../../command/verb.ts";
import { SET_FLAGS, updateTemplates } from "./update-template.ts";

export const setServiceAccountVerb: Verb = {
  name: "serviceaccount",
  aliases: ["sa"],
  summary: "Update the service account of a resource",
  usage: "(-f FILENAME | TYPE NAME) SERVICE_ACCOUNT",
  flags: SET_FLAGS,
  run: (context) => {
    const name = context.args.at(-1);
    if (name === undefined) throw new KubectlError("serviceaccount is required");
    updateTemplates(context, {
      args: context.args.slice(0, -1),
      operation: "serviceaccount updated",
      failure: "failed to patch ServiceAccountName ",
      tellsUnchanged: true,
      change: (spec) => ({
        ...spec,
        serviceAccountName: name,
        ...("serviceAccount" in spec ? { serviceAccount: name } : {}),
      }),
    });
  },
};
