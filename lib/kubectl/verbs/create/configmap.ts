/** `kubectl create configmap` */
import type { Verb } from "../../command/verb.ts";
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
    const object = { metadata: { name }, ...filled };
    const failure = "failed to create configmap: ";
    createTyped(context, { apiVersion: "v1", kind: "ConfigMap", object, failure });
  },
};
