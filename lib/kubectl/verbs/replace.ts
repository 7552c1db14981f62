/** `kubectl replace` */
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, writeOptions } from "../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  durationFlag,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  intFlag,
  OUTPUT_FLAGS,
  textFlag,
  VALIDATE_FLAG,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { withLastApplied } from "../patch/last-applied.ts";
import { type Info, readInput } from "../resource/manifest-input.ts";
import { qualifiedSingular } from "../resource/mapper.ts";
import { resultPrinter } from "../resource/result.ts";
import { ENDLESS_WAIT_MS, waitUntil } from "../resource/waiting.ts";
import { isStrict } from "./create.ts";

export const replaceVerb: Verb = {
  name: "replace",
  summary: "Replace a resource by file name or standard input",
  usage: "-f FILENAME [options]",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    DRY_RUN_FLAG,
    VALIDATE_FLAG,
    FIELD_MANAGER_FLAG,
    boolFlag("force", "Delete and create again."),
    boolFlag("save-config", "Remember the manifest for a later apply."),
    boolFlag("wait", "Wait for deletions."),
    intFlag("grace-period", "Seconds to end gracefully.", { default: "-1" }),
    durationFlag("timeout", "How long to wait.", { default: "0s" }),
    textFlag("cascade", "How dependants are deleted.", {
      default: "background",
      bare: "background",
    }),
    textFlag("subresource", "Subresource to replace."),
    textFlag("raw", "Path to PUT to."),
  ],
  run: runReplace,
};

function runReplace(context: CommandContext): void {
  const { flags } = context;
  if (!flags.namesFiles) throw new KubectlError("must specify one of -f and -k");
  const force = flags.bool("force");
  if (flags.int("grace-period") >= 0 && !force) {
    throw new KubectlError("--grace-period must have --force specified");
  }
  if (flags.duration("timeout") !== 0 && !force) {
    throw new KubectlError("--timeout must have --force specified");
  }
  const { infos, errors: unread } = readInput(context, { validate: isStrict(context) });
  if (infos.length === 0 && unread.length === 0) {
    throw new KubectlError("no objects passed to replace");
  }
  if (force) removeFirst(context, infos);
  const dryRun = dryRunOf(flags);
  const print = resultPrinter(context, dryRun);
  const errors: Error[] = [];
  for (const info of infos) {
    const object = flags.bool("save-config") ? withLastApplied(info.object) : info.object;
    const options = writeOptions(context, "kubectl-replace");
    try {
      if (dryRun === "client") print(object, "replaced");
      else if (force)
        print(context.api.create(info.row, info.namespace, object, options), "replaced");
      else print(context.api.update(info, object, options), "replaced");
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const verb = force ? "creating" : "replacing";
      errors.push(error.prefixed(`error when ${verb} ${JSON.stringify(info.source)}: `));
    }
  }
  throwCollected([...errors, ...unread]);
}

function removeFirst(context: CommandContext, infos: readonly Info[]): void {
  const { flags, api } = context;
  const grace = flags.int("grace-period");
  const gone: Info[] = [];
  for (const info of infos) {
    if (api.find(info) === undefined) continue;
    api.delete(info, {
      propagationPolicy: "Background",
      gracePeriodSeconds: Math.max(0, grace),
    });
    const where = info.namespace === undefined ? "" : ` from ${info.namespace} namespace`;
    context.line(`${qualifiedSingular(info.row)} "${info.name}" deleted${where}`);
    gone.push(info);
  }
  const timeout = flags.duration("timeout");
  const all = () => gone.every((info) => api.find(info) === undefined);
  if (!waitUntil(context, all, timeout > 0 ? timeout : ENDLESS_WAIT_MS)) {
    throw new KubectlError("timed out waiting for the condition");
  }
}
