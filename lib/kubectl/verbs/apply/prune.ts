/** `--prune` and its flags. Not simulated: pruning; asking for it is refused. */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import type { FlagSpec } from "../../command/flag.ts";
import { boolFlag, textFlag } from "../../command/shared-flags.ts";

export const pruneFlags: readonly FlagSpec[] = [
  boolFlag("prune", "Delete what is applied no longer."),
  boolFlag("all", "All resources of the namespace."),
  { name: "prune-allowlist", type: "array", help: "Kinds that may be pruned." },
  textFlag("applyset", "Set of objects that are applied together."),
];

export function refusePrune({ flags }: CommandContext): void {
  if (!flags.bool("prune")) return;
  if (flags.text("selector") === "" && !flags.bool("all")) {
    throw new KubectlError(
      "all resources selected for prune without explicitly passing --all. To prune all resources, " +
        "pass the --all flag. If you did not mean to prune all resources, specify a label selector",
    );
  }
  throw new KubectlError("--prune is not available here; delete the objects by name");
}
