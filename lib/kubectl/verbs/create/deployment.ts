/** `kubectl create deployment` */
import { KubectlError } from "../../command/error.ts";
import { intFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { containerName } from "./container-name.ts";
import { CREATE_FLAGS, createTyped, nameOf, splitAtDash } from "./create-typed.ts";

export const createDeploymentVerb: Verb = {
  name: "deployment",
  aliases: ["deploy"],
  summary: "Create a deployment",
  usage: "NAME --image=image -- [COMMAND] [args...]",
  flags: [
    ...CREATE_FLAGS,
    { name: "image", type: "list", help: "Image to run; may be repeated." },
    intFlag("port", "Port that the containers expose.", { default: "-1" }),
    intFlag("replicas", "How many replicas.", { short: "r", default: "1" }),
  ],
  required: ["image"],
  run: (context) => {
    const { words, command } = splitAtDash(context);
    const name = nameOf(context, words);
    const images = context.flags.list("image");
    if (images.length > 1 && command.length > 0) {
      throw new KubectlError("cannot specify multiple --image options and command");
    }
    const labels = { app: name };
    const port = context.flags.int("port");
    const containers = images.map((image) => ({
      name: containerName(image, context.client.nowMs),
      image,
      ...(command.length > 0 ? { command } : {}),
      ...(port >= 0 ? { ports: [{ containerPort: port }] } : {}),
      resources: {},
    }));
    const object = {
      metadata: { name, labels },
      spec: {
        replicas: context.flags.int("replicas"),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
        strategy: {},
      },
      status: {},
    };
    const failure = "failed to create deployment: ";
    createTyped(context, { apiVersion: "apps/v1", kind: "Deployment", object, failure });
  },
};
