/** `kubectl set resources` */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { textFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { readQuantities } from "../create/quantities.ts";
import { changeContainers } from "./containers.ts";
import { SET_FLAGS, updateTemplates } from "./update-template.ts";

export const setResourcesVerb: Verb = {
  name: "resources",
  summary: "Update resource requests/limits on objects with pod templates",
  usage: "(-f FILENAME | TYPE NAME) ([--limits=LIMITS & --requests=REQUESTS]",
  flags: [
    ...SET_FLAGS,
    textFlag("containers", "Containers to change; * stands for anything.", {
      short: "c",
      default: "*",
    }),
    textFlag("limits", "cpu=100m,memory=256Mi"),
    textFlag("requests", "cpu=100m,memory=256Mi"),
  ],
  run: setResources,
};

type Amounts = Readonly<Record<string, string>>;

function setResources(context: CommandContext): void {
  const { flags, args } = context;
  const [limits, requests] = [
    readQuantities(flags.text("limits")),
    readQuantities(flags.text("requests")),
  ];
  if (limits === undefined && requests === undefined) {
    throw new KubectlError(
      "you must specify an update to requests or limits (in the form of --requests/--limits)",
    );
  }
  updateTemplates(context, {
    args,
    operation: "resource requirements updated",
    failure: "failed to patch resources update to pod template ",
    change: (spec) =>
      changeContainers(spec, flags.text("containers"), (container) => ({
        ...container,
        resources: {
          ...container.resources,
          ...merged("limits", container.resources?.limits, limits),
          ...merged("requests", container.resources?.requests, requests),
        },
      })),
  });
}

function merged(name: string, old: Amounts | undefined, more: Amounts | undefined) {
  return more === undefined ? {} : { [name]: { ...old, ...more } };
}
