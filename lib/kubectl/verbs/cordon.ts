/** `kubectl cordon` and `kubectl uncordon` */
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, dryRunSuffix } from "../command/dry-run.ts";
import { DRY_RUN_FLAG, SELECTOR_FLAG } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { nodesFor, setUnschedulable } from "./node/nodes.ts";

export const cordonVerb: Verb = {
  name: "cordon",
  summary: "Mark node as unschedulable",
  usage: "NODE",
  flags: [SELECTOR_FLAG, DRY_RUN_FLAG],
  run: (context) => change(context, true, "cordoned"),
};

export const uncordonVerb: Verb = {
  name: "uncordon",
  summary: "Mark node as schedulable",
  usage: "NODE",
  flags: [SELECTOR_FLAG, DRY_RUN_FLAG],
  run: (context) => change(context, false, "uncordoned"),
};

function change(context: CommandContext, unschedulable: boolean, done: string): void {
  const dryRun = dryRunOf(context.flags);
  for (const node of nodesFor(context)) {
    const changed = setUnschedulable(context, node, unschedulable, dryRun);
    const operation = changed ? `${done}${dryRunSuffix(dryRun)}` : `already ${done}`;
    context.line(`node/${node.metadata.name} ${operation}`);
  }
}
