/** `kubectl taint` */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, writeOptions } from "../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected, usageError } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import type { Taint } from "../describers/metadata.ts";
import { writeAt } from "../resource/pod-template.ts";
import { resultPrinter } from "../resource/result.ts";
import { selectObjects } from "../resource/selection.ts";
import { keyFault, labelValueFault } from "./qualified-name.ts";

export const taintVerb: Verb = {
  name: "taint",
  summary: "Update the taints on one or more nodes",
  usage: "NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N",
  flags: [
    ...OUTPUT_FLAGS,
    SELECTOR_FLAG,
    DRY_RUN_FLAG,
    FIELD_MANAGER_FLAG,
    boolFlag("all", "All nodes."),
    boolFlag("overwrite", "Replace taints that are there."),
    textFlag("validate", "strict, warn or ignore.", { default: "strict", bare: "strict" }),
  ],
  run: runTaint,
};

type Removal = { readonly key: string; readonly effect: string };
type Changes = { readonly add: readonly Taint[]; readonly remove: readonly Removal[] };

function runTaint(context: CommandContext): void {
  const { flags, args, mapper } = context;
  const isSpec = (word: string) => /[=:]/.test(word) || word.endsWith("-");
  const first = args.findIndex(isSpec);
  const resources = first < 0 ? args : args.slice(0, first);
  if (resources.length === 0) {
    throw new KubectlError("one or more resources must be specified as <resource> <name>");
  }
  const specs = first < 0 ? [] : args.slice(first);
  if (specs.length === 0) throw new KubectlError("at least one taint update is required");
  const changes = readChanges(specs, context.path);
  const type = resources[0]?.split("/")[0] ?? "";
  const row = mapper.find(type);
  if (row === undefined) {
    throw new KubectlError(`the server doesn't have a resource type "${type}"`, { bare: true });
  }
  if (row.kind !== "Node") {
    throw new KubectlError(`invalid resource type ${type}, only node types are supported`);
  }
  const clash = changes.add.filter(({ key, effect }) =>
    changes.remove.some(
      (gone) => gone.key === key && (gone.effect === "" || gone.effect === effect),
    ),
  );
  if (clash.length > 0) {
    const names = clash.map(({ key, effect }) => `${key}=${effect}`).join(", ");
    throw new KubectlError(
      `can not both modify and remove the following taint(s) in the same command: ${names}`,
    );
  }
  // `--all` makes the names that stand beside it idle.
  const wanted = flags.bool("all") ? resources.slice(0, 1) : resources;
  const { infos, errors } = selectObjects(context, { args: wanted, latest: true });
  const failed: Error[] = [...errors];
  const dryRun = dryRunOf(flags);
  const print = resultPrinter(context, "none");
  for (const info of infos) {
    try {
      const { taints, operation } = reorganise(info.object, changes, flags.bool("overwrite"));
      const value = taints.length === 0 ? null : taints;
      const options = writeOptions(context, "kubectl-taint");
      const changed =
        dryRun === "client"
          ? writeAt(info.object, ["spec", "taints"], taints)
          : context.api.patch(info, "merge", { spec: { taints: value } }, options);
      print(changed, operation);
    } catch (error) {
      if (!(error instanceof KubectlError) && !(error instanceof ServerError)) throw error;
      failed.push(error);
    }
  }
  throwCollected(failed);
}

function readChanges(specs: readonly string[], path: string): Changes {
  const add: Taint[] = [];
  const remove: Removal[] = [];
  for (const spec of specs) {
    const gone = spec.endsWith("-");
    const taint = readTaint(gone ? spec.slice(0, -1) : spec, path);
    if (gone) {
      remove.push(taint);
      continue;
    }
    if (taint.effect === "") throw usageError(`invalid taint spec: ${spec}`, path);
    if (add.some(({ key, effect }) => key === taint.key && effect === taint.effect)) {
      throw usageError(
        `duplicated taints with the same key and effect: {${taint.key} ${taint.value ?? ""} ${taint.effect} <nil>}`,
        path,
      );
    }
    add.push(taint);
  }
  return { add, remove };
}

function readTaint(text: string, path: string): Taint {
  const invalid = (why = "") => usageError(`invalid taint spec: ${text}${why}`, path);
  const parts = text.split(":");
  if (parts.length > 2) throw invalid();
  const [head = "", effect] = parts;
  if (effect !== undefined && !["NoSchedule", "PreferNoSchedule", "NoExecute"].includes(effect)) {
    throw usageError(`invalid taint effect: ${effect}, unsupported taint effect`, path);
  }
  // Without an effect the whole text is the key.
  const [key = "", value, ...rest] = effect === undefined ? [head] : head.split("=");
  if (rest.length > 0) throw invalid();
  const valueFault = value === undefined ? undefined : labelValueFault(value);
  if (valueFault !== undefined) throw invalid(`, ${valueFault}`);
  const fault = keyFault(key);
  if (fault !== undefined) throw invalid(`, ${fault}`);
  return { key, effect: effect ?? "", ...(value === undefined || value === "" ? {} : { value }) };
}

function reorganise(node: KubeObject, { add, remove }: Changes, overwrite: boolean) {
  const old = (node.spec as { readonly taints?: readonly Taint[] } | undefined)?.taints ?? [];
  const equal = (a: Removal, b: Taint) => a.key === b.key && a.effect === b.effect;
  if (!overwrite && add.some((taint) => old.some((other) => equal(taint, other)))) {
    throw new KubectlError(
      `node ${node.metadata.name} already has ${keysOf(add, old)} taint(s) with same effect(s) and --overwrite is false`,
    );
  }
  const kept = old.filter((taint) => !add.some((other) => equal(other, taint)));
  let taints = [...add, ...kept];
  const added = taints.length !== old.length;
  for (const gone of remove) {
    const left = taints.filter(
      ({ key, effect }) => key !== gone.key || (gone.effect !== "" && effect !== gone.effect),
    );
    if (left.length === taints.length) {
      const name = gone.effect === "" ? gone.key : `${gone.key}:${gone.effect}`;
      throw new KubectlError(`taint ${JSON.stringify(name)} not found`);
    }
    taints = left;
  }
  const operation =
    (added && remove.length > 0) || overwrite ? "modified" : added ? "tainted" : "untainted";
  return { taints, operation };
}

function keysOf(add: readonly Taint[], old: readonly Taint[]): string {
  return old
    .filter((taint) => add.some(({ key, effect }) => key === taint.key && effect === taint.effect))
    .map(({ key }) => key)
    .join(",");
}
