/** `kubectl create`: from a manifest, or by one of the commands below it. */

import type { CommandContext } from "../command/context.ts";
import { dryRunOf, writeOptions } from "../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected, usageError } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  textFlag,
  VALIDATE_FLAG,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { withLastApplied } from "../patch/last-applied.ts";
import { readInput } from "../resource/manifest-input.ts";
import { resultPrinter } from "../resource/result.ts";
import { createCommands } from "./create/index.ts";
import { createRaw } from "./create/raw.ts";

export const createVerb: Verb = {
  name: "create",
  summary: "Create a resource from a file or from standard input",
  usage: "-f FILENAME [options]",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    SELECTOR_FLAG,
    DRY_RUN_FLAG,
    VALIDATE_FLAG,
    FIELD_MANAGER_FLAG,
    boolFlag("save-config", "Remember the manifest for a later apply."),
    boolFlag("edit", "Edit before creating."),
    textFlag("raw", "Path to POST to."),
  ],
  verbs: createCommands,
  run: runCreate,
};

function runCreate(context: CommandContext): void {
  const { flags, args } = context;
  if (!flags.namesFiles) {
    const [word] = args;
    if (word !== undefined) {
      throw usageError(`Unexpected args: [${args.join(" ")}]`, context.path);
    }
    throw new KubectlError("must specify one of -f and -k");
  }
  if (flags.text("raw") !== "") {
    createRaw(context, flags.text("raw"));
    return;
  }
  const dryRun = dryRunOf(flags);
  const options = writeOptions(context, "kubectl-create");
  const { infos, errors: unread } = readInput(context, { validate: isStrict(context) });
  const print = resultPrinter(context, dryRun);
  const errors: Error[] = [];
  for (const info of infos) {
    const object = flags.bool("save-config") ? withLastApplied(info.object) : info.object;
    try {
      const created =
        dryRun === "client"
          ? object
          : context.api.create(info.row, info.namespace, object, options);
      print(created, "created");
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      errors.push(error.prefixed(`error when creating ${JSON.stringify(info.source)}: `));
    }
  }
  errors.push(...unread);
  if (infos.length === 0 && errors.length === 0) {
    throw new KubectlError("no objects passed to create");
  }
  throwCollected(errors);
}

export function isStrict({ flags }: CommandContext): boolean {
  return !["false", "ignore"].includes(flags.text("validate"));
}
