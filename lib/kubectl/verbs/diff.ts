/** `kubectl diff`: the live objects beside what applying the files would make of them. */
import { toYaml } from "#lib/manifest";
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import {
  ErrorList,
  KubectlError,
  printError,
  ServerError,
  SilentExit,
  throwCollected,
} from "../command/error.ts";
import {
  boolFlag,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  intFlag,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { withoutManagedFields } from "../printers/managed-fields.ts";
import { type Info, readInput } from "../resource/manifest-input.ts";
import { unifiedDiff } from "../text/unified-diff.ts";
import { matchesSelectorText } from "./apply/selector.ts";
import { patchFor } from "./apply.ts";
import { sendForDiff } from "./diff/merged.ts";
import { maskedSecrets } from "./diff/secret-mask.ts";

export const diffVerb: Verb = {
  name: "diff",
  summary: "Diff the live version against a would-be applied version",
  usage: "-f FILENAME",
  flags: [
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    FIELD_MANAGER_FLAG,
    boolFlag("server-side", "Let the server merge."),
    boolFlag("force-conflicts", "Take over fields that others manage."),
    boolFlag("show-managed-fields", "Keep managedFields."),
    boolFlag("prune", "Show what would be pruned."),
    boolFlag("all", "All resources of the namespace."),
    intFlag("concurrency", "How many objects are looked at together.", { default: "1" }),
    textFlag("show-secrets", "Show the values of secrets.", { default: "false", bare: "true" }),
  ],
  run: runDiff,
};

/** Exit 0 for no difference, 1 for some, 2 for an error. */
function runDiff(context: CommandContext): void {
  try {
    if (showDiff(context)) throw new SilentExit(1);
  } catch (error) {
    if (error instanceof SilentExit) throw error;
    const printed = printError(error);
    if (printed === undefined) throw error;
    context.errorLine(printed.text.replace(/\n$/, ""));
    throw new SilentExit(2);
  }
}

function showDiff(context: CommandContext): boolean {
  const { flags, args, path } = context;
  if (args.length > 0) {
    throw new KubectlError(
      `Unexpected args: [${args.join(" ")}]\nSee '${path} -h' for help and examples`,
    );
  }
  if (!flags.namesFiles) {
    throw new KubectlError("must specify one of -f and -k");
  }
  const { infos, errors } = readInput(context, {});
  throwCollected(errors);
  const selector = flags.text("selector");
  const texts: { readonly name: string; readonly text: string }[] = [];
  for (const info of infos) {
    if (selector !== "" && !matchesSelectorText(selector, info.object.metadata.labels)) continue;
    const name = fileName(info);
    texts.push({ name, text: diffOf(context, info) });
  }
  const changed = texts
    .filter(({ text }) => text !== "")
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, text } of changed) context.print(headed(context, name, text));
  return changed.length > 0;
}

function fileName({ row, namespace, name }: Info): string {
  const group = row.group === "" ? "" : `${row.group}.`;
  return `${group}${row.version}.${row.kind}.${namespace ?? ""}.${name}`;
}

function headed(context: CommandContext, name: string, text: string): string {
  const time = new Date(context.client.nowMs)
    .toISOString()
    .replace("T", " ")
    .replace("Z", "000000");
  const number = String(context.client.nowMs).slice(-9);
  const [live, merged] = [`/tmp/LIVE-${number}/${name}`, `/tmp/MERGED-${number}/${name}`];
  const head = `--- ${live}\t${time} +0000\n+++ ${merged}\t${time} +0000\n`;
  return `diff -u -N ${live} ${merged}\n${head}${text}`;
}

function diffOf(context: CommandContext, info: Info): string {
  const live = findLive(context, info);
  const merged = sendForDiff(context, info, live, patchFor);
  const [from, to] = context.flags.bool("show-secrets")
    ? [live, merged]
    : maskedSecrets(live, merged);
  return unifiedDiff(textOf(context, from), textOf(context, to));
}

function findLive(context: CommandContext, info: Info): KubeObject | undefined {
  try {
    return context.api.get(info);
  } catch (error) {
    if (error instanceof ServerError && error.is("NotFound")) return undefined;
    throw error instanceof ServerError ? error : new ErrorList([error as Error]);
  }
}

function textOf({ flags }: CommandContext, object: KubeObject | undefined): string {
  if (object === undefined) return "";
  return toYaml(flags.bool("show-managed-fields") ? object : withoutManagedFields(object));
}
