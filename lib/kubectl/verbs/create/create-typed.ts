/** What all `kubectl create KIND` commands share: flags, one name, dry runs, the request. */

import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { dryRunOf, writeOptions } from "../../command/dry-run.ts";
import { KubectlError, ServerError, usageError } from "../../command/error.ts";
import type { FlagSpec } from "../../command/flag.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  OUTPUT_FLAGS,
  VALIDATE_FLAG,
} from "../../command/shared-flags.ts";
import { withLastApplied } from "../../patch/last-applied.ts";
import type { Printable } from "../../printers/printer.ts";
import { resultPrinter } from "../../resource/result.ts";

export const CREATE_FLAGS: readonly FlagSpec[] = [
  ...OUTPUT_FLAGS,
  DRY_RUN_FLAG,
  VALIDATE_FLAG,
  FIELD_MANAGER_FLAG,
  boolFlag("save-config", "Remember the object for a later apply."),
];

/** The one name in the words. */
export function nameOf(context: CommandContext, words = context.args): string {
  const [name] = words;
  if (name === undefined || words.length !== 1) {
    throw usageError(`exactly one NAME is required, got ${words.length}`, context.path);
  }
  return name;
}

/** The words before `--`, and those behind it. */
export function splitAtDash({ args, dashAt }: CommandContext) {
  if (dashAt < 0) return { words: args, command: [] };
  return { words: args.slice(0, dashAt), command: args.slice(dashAt) };
}

export type Draft = {
  readonly apiVersion: string;
  readonly kind: string;
  /** Fields in Go's order, which JSON output keeps. */
  readonly object: Printable;
  /** `failed to create configmap: `; without it the server's error stands alone. */
  readonly failure?: string;
};

export function createTyped(
  context: CommandContext,
  draft: Draft,
  manager = "kubectl-create",
): void {
  const dryRun = dryRunOf(context.flags);
  const row = context.mapper.ofKind(draft.apiVersion, draft.kind);
  if (row === undefined) {
    throw new KubectlError(`no matches for kind "${draft.kind}" in version "${draft.apiVersion}"`);
  }
  const typed = {
    kind: draft.kind,
    apiVersion: draft.apiVersion,
    ...draft.object,
  } as unknown as KubeObject;
  const named = context.namespaceGiven && row.namespaced ? inNamespace(typed, context) : typed;
  const object = context.flags.bool("save-config") ? withLastApplied(named) : named;
  const print = resultPrinter(context, dryRun, { typed: true });
  if (dryRun === "client") {
    print(object, "created");
    return;
  }
  const namespace = row.namespaced ? context.namespace : undefined;
  try {
    print(context.api.create(row, namespace, object, writeOptions(context, manager)), "created");
  } catch (error) {
    if (!(error instanceof ServerError) || draft.failure === undefined) throw error;
    throw new KubectlError(`${draft.failure}${error.message}`);
  }
}

function inNamespace(object: KubeObject, { namespace }: CommandContext): KubeObject {
  const { name, ...rest } = object.metadata;
  return { ...object, metadata: { name, namespace, ...rest } };
}
