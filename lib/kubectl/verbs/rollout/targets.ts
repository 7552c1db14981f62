/** What all `kubectl rollout` commands take: workloads by name, selector or file. */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError, ServerError, throwCollected } from "../../command/error.ts";
import type { FlagSpec } from "../../command/flag.ts";
import {
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
} from "../../command/shared-flags.ts";
import type { Info } from "../../resource/manifest-input.ts";
import { qualifiedPlural } from "../../resource/mapper.ts";
import { selectObjects } from "../../resource/selection.ts";

export const ROLLOUT_FLAGS: readonly FlagSpec[] = [
  ...FILENAME_FLAGS,
  ...OUTPUT_FLAGS,
  SELECTOR_FLAG,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
];

export function rolloutTargets(context: CommandContext): readonly Info[] {
  const { infos, errors } = rolloutSelection(context);
  throwCollected(errors);
  return infos;
}

/** The workloads there are, and what is wrong with the others. */
export function rolloutSelection(context: CommandContext) {
  const { args, flags } = context;
  if (args.length === 0 && !flags.namesFiles) {
    throw new KubectlError("required resource not specified");
  }
  const { infos, errors } = selectObjects(context, { args, latest: true, all: true });
  if (infos.length === 0 && errors.length === 0) {
    context.errorLine(`No resources found in ${context.namespace} namespace.`);
  }
  return { infos, errors };
}

/** Runs a step for each; the errors of all are told at the end, behind those of before. */
export function forEach(
  infos: readonly Info[],
  step: (info: Info) => void,
  before: readonly Error[] = [],
): void {
  const errors = [...before];
  for (const info of infos) {
    try {
      step(info);
    } catch (error) {
      if (!(error instanceof KubectlError) && !(error instanceof ServerError)) throw error;
      errors.push(error);
    }
  }
  throwCollected(errors);
}

/** `deployments.apps "web"`, as refusals name a workload. */
export function quotedName(info: Info): string {
  return `${qualifiedPlural(info.row)} "${info.name}"`;
}
