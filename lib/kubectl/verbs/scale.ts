/** `kubectl scale` */
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, writeOptions } from "../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  durationFlag,
  FILENAME_FLAGS,
  intFlag,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import type { Info } from "../resource/manifest-input.ts";
import { resultPrinter } from "../resource/result.ts";
import { selectObjects } from "../resource/selection.ts";

export const scaleVerb: Verb = {
  name: "scale",
  summary: "Set a new size for a deployment, replica set, or replication controller",
  usage:
    "[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    SELECTOR_FLAG,
    DRY_RUN_FLAG,
    boolFlag("all", "All resources of the types."),
    intFlag("replicas", "The size."),
    intFlag("current-replicas", "Only if it has this size.", { default: "-1" }),
    textFlag("resource-version", "Only if it has this version."),
    durationFlag("timeout", "How long to wait for the size.", { default: "0s" }),
  ],
  required: ["replicas"],
  run: runScale,
};

function runScale(context: CommandContext): void {
  const { flags, args } = context;
  if (flags.int("replicas") < 0) {
    throw new KubectlError(
      "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0",
    );
  }
  const { infos, errors } = selectObjects(context, { args, latest: true });
  const version = flags.text("resource-version");
  if (version !== "" && infos.length > 1) {
    throw new KubectlError("cannot use --resource-version with multiple resources");
  }
  const dryRun = dryRunOf(flags);
  const print = resultPrinter(context, dryRun);
  // Those that were found are scaled before anything is said of the others.
  const failed: Error[] = [...errors];
  for (const info of infos) {
    try {
      scaleOne(context, info, dryRun === "client");
      print(info.object, "scaled");
    } catch (error) {
      if (!(error instanceof ServerError) && !(error instanceof KubectlError)) throw error;
      failed.push(error);
    }
  }
  throwCollected(failed);
  if (infos.length === 0) throw new KubectlError("no objects passed to scale");
}

function scaleOne(context: CommandContext, info: Info, offline: boolean): void {
  const { flags, api } = context;
  const expected = flags.int("current-replicas");
  const version = flags.text("resource-version");
  if (expected >= 0 || version !== "") {
    const scale = api.get(info, "scale");
    const size = (scale.spec as { readonly replicas?: number } | undefined)?.replicas ?? 0;
    if (expected >= 0 && size !== expected) {
      throw new KubectlError(`Expected replicas to be ${expected}, was ${size}`);
    }
    const has = scale.metadata.resourceVersion;
    if (version !== "" && has !== version) {
      throw new KubectlError(`Expected resource version to be ${version}, was ${has}`);
    }
  }
  if (offline) return;
  const patch = { spec: { replicas: flags.int("replicas") } };
  api.patch(info, "merge", patch, writeOptions(context, "kubectl"), "scale");
}
