/** `apply view-last-applied|set-last-applied`: the annotation in which apply remembers. */
import { toJson, toYaml } from "#lib/manifest";
import type { CommandContext } from "../../command/context.ts";
import { dryRunOf } from "../../command/dry-run.ts";
import { KubectlError, throwCollected } from "../../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  textFlag,
} from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import { LAST_APPLIED, lastApplied } from "../../patch/last-applied.ts";
import { readInput } from "../../resource/manifest-input.ts";
import { resultPrinter } from "../../resource/result.ts";
import { MISSING_RESOURCE, selectObjects } from "../../resource/selection.ts";

const viewVerb: Verb = {
  name: "view-last-applied",
  summary: "Show what was applied last",
  usage: "(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)",
  flags: [
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    boolFlag("all", "All objects of the types."),
    textFlag("output", "yaml or json.", { short: "o", default: "yaml" }),
  ],
  run: view,
};

const setVerb: Verb = {
  name: "set-last-applied",
  summary: "Set what was applied last to the content of a file",
  usage: "-f FILENAME",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    DRY_RUN_FLAG,
    boolFlag("create-annotation", "Add the annotation where it is missing."),
  ],
  run: set,
};

export const lastAppliedVerbs: readonly Verb[] = [viewVerb, setVerb];

function view(context: CommandContext): void {
  const format = context.flags.text("output");
  if (format !== "yaml" && format !== "json") {
    throw new KubectlError(
      `Unexpected -o output mode: ${format}, the flag 'output' must be one of yaml|json\nSee '${context.path} -h' for help and examples`,
    );
  }
  const { infos, errors } = selectObjects(context, { args: context.args, latest: true, all: true });
  throwCollected(errors);
  for (const info of infos) {
    const applied = lastApplied(info.object);
    if (applied === undefined) continue;
    // This one command prints JSON with two spaces.
    const json = toJson(applied).replace(/^( +)/gm, (indent) => indent.slice(indent.length / 2));
    context.print(format === "yaml" ? toYaml(applied) : json);
  }
}

function set(context: CommandContext): void {
  const dryRun = dryRunOf(context.flags);
  if (!context.flags.namesFiles) throw new KubectlError(MISSING_RESOURCE);
  const { infos, errors } = readInput(context, { validate: true });
  throwCollected(errors);
  const print = resultPrinter(context, dryRun);
  for (const info of infos) {
    const current = context.api.get(info);
    const has = current.metadata.annotations?.[LAST_APPLIED] !== undefined;
    if (!has && !context.flags.bool("create-annotation")) {
      throw new KubectlError(
        `no last-applied-configuration annotation found on resource: ${info.name}, to create the annotation, run the command with --create-annotation`,
      );
    }
    const text = `${toJson(info.object, "compact")}\n`;
    const patch = { metadata: { annotations: { [LAST_APPLIED]: text } } };
    const patched = dryRun === "client" ? current : context.api.patch(info, "merge", patch);
    print(patched, "configured");
  }
}
