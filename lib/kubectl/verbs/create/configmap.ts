/** `kubectl create configmap` */
import type { Verb } from "../../command/verb.ts";
import { contentHash } from "../../text/content-hash.ts";
import { CREATE_FLAGS, createTyped, nameOf } from "./create-typed.ts";
import { DATA_FLAGS, readData } from "./data-sources.ts";

export const createConfigMapVerb: Verb = {
  name: "configmap",
  aliases: ["cm"],
  summary: "Create a config map from literals, files or folders",
  usage: "NAME [--from-file=[key=]source] [--from-literal=key1=value1]",
  flags: [...CREATE_FLAGS, ...DATA_FLAGS],
  run: (context) => {
    const name = nameOf(context);
    const data = readData(context, "ConfigMap", name);
    const filled = Object.keys(data).length === 0 ? {} : { data };
    const hash = contentHash({ kind: "ConfigMap", name, data });
    const full = context.flags.bool("append-hash") ? `${name}-${hash}` : name;
    const object = { metadata: { name: full }, ...filled };
    const failure = "failed to create configmap: ";
    createTyped(context, { apiVersion: "v1", kind: "ConfigMap", object, failure });
  },
};
