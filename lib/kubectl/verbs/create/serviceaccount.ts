/** `kubectl create serviceaccount` */
import type { Verb } from "../../command/verb.ts";
import { CREATE_FLAGS, createTyped, nameOf } from "./create-typed.ts";

export const createServiceAccountVerb: Verb = {
  name: "serviceaccount",
  aliases: ["sa"],
  summary: "Create a service account",
  usage: "NAME [--dry-run=server|client|none]",
  flags: CREATE_FLAGS,
  run: (context) => {
    const object = { metadata: { name: nameOf(context) } };
    const failure = "failed to create serviceaccount: ";
    createTyped(context, { apiVersion: "v1", kind: "ServiceAccount", object, failure });
  },
};
