/** `kubectl create namespace` */
import type { Verb } from "../../command/verb.ts";
import { CREATE_FLAGS, createTyped, nameOf } from "./create-typed.ts";

export const createNamespaceVerb: Verb = {
  name: "namespace",
  aliases: ["ns"],
  summary: "Create a namespace",
  usage: "NAME [--dry-run=server|client|none]",
  flags: CREATE_FLAGS,
  run: (context) => {
    const metadata = { name: nameOf(context) };
    const object = { metadata, spec: {}, status: {} };
    createTyped(context, { apiVersion: "v1", kind: "Namespace", object });
  },
};
