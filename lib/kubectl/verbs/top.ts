/** `kubectl top`: what pods and nodes use, where a metrics server tells it. */
import type { CommandContext } from "../command/context.ts";
import { KubectlError, usageError } from "../command/error.ts";
import type { FlagSpec } from "../command/flag.ts";
import {
  ALL_NAMESPACES_FLAG,
  boolFlag,
  FIELD_SELECTOR_FLAG,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { topNodes, topPods } from "./top/usage.ts";

const FLAGS: readonly FlagSpec[] = [
  SELECTOR_FLAG,
  boolFlag("no-headers", "Leave the header line out."),
  boolFlag("use-protocol-buffers", "Use protocol buffers.", { default: "true" }),
  textFlag("sort-by", "cpu or memory."),
];

function topVerb(
  name: string,
  aliases: readonly string[],
  flags: readonly FlagSpec[],
  show: (context: CommandContext) => void,
): Verb {
  return {
    name,
    aliases,
    summary: `Display resource (CPU/memory) usage of ${name}s`,
    usage: "[NAME | -l label]",
    flags: [...FLAGS, ...flags],
    run: (context) => {
      const { args, flags: given, path } = context;
      if (args.length > 1) throw usageError(`${name} [NAME | -l label]`, path);
      const sortBy = given.text("sort-by");
      if (sortBy !== "" && sortBy !== "cpu" && sortBy !== "memory") {
        throw new KubectlError("--sort-by accepts only cpu or memory");
      }
      if (args.length > 0 && given.text("selector") !== "") {
        throw new KubectlError("only one of NAME or --selector can be provided");
      }
      show(context);
    },
  };
}

export const topCommandVerb: Verb = {
  name: "top",
  summary: "Display resource (CPU/memory) usage",
  verbs: [
    topVerb(
      "node",
      ["nodes", "no"],
      [boolFlag("show-capacity", "Show what the node has.")],
      topNodes,
    ),
    topVerb(
      "pod",
      ["pods", "po"],
      [
        ALL_NAMESPACES_FLAG,
        FIELD_SELECTOR_FLAG,
        boolFlag("containers", "Show each container."),
        boolFlag("sum", "Show the sum."),
      ],
      topPods,
    ),
  ],
};
