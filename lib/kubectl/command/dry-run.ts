/** `--dry-run` and `--validate` as they become options of a request. */
import type { RequestOptions } from "#lib/simulator";
import type { CommandContext } from "./context.ts";
import { KubectlError } from "./error.ts";
import type { Flags } from "./flag.ts";

export type DryRun = "none" | "client" | "server";

export function dryRunOf(flags: Flags): DryRun {
  const value = flags.text("dry-run");
  switch (value) {
    case "none":
    case "client":
    case "server":
      return value;
    case "unchanged":
      return "client";
    default:
      throw new KubectlError(
        `Invalid dry-run value (${value}). Must be "none", "server", or "client".`,
      );
  }
}

/** What stands behind a result: ` (dry run)`. */
export function dryRunSuffix(dryRun: DryRun): string {
  if (dryRun === "client") return " (dry run)";
  return dryRun === "server" ? " (server dry run)" : "";
}

export function validationOf(flags: Flags): "Strict" | "Warn" | "Ignore" {
  const value = flags.text("validate");
  switch (value) {
    case "true":
    case "strict":
      return "Strict";
    case "warn":
      return "Warn";
    case "false":
    case "ignore":
      return "Ignore";
    default:
      throw new KubectlError(
        `invalid - validate option ${JSON.stringify(value)}; must be one of: strict (or true), warn, ignore (or false)`,
      );
  }
}

/** Options of a writing request. */
export function writeOptions(context: CommandContext, manager: string): RequestOptions {
  const { flags } = context;
  const fieldManager = flags.text("field-manager");
  return {
    fieldManager: fieldManager === "" ? manager : fieldManager,
    ...(flags.text("validate") === "" ? {} : { fieldValidation: validationOf(flags) }),
    ...(dryRunOf(flags) === "server" ? { dryRun: true } : {}),
  };
}
