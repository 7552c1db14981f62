/**
 * What `label` and `annotate` share: `key=value` adds, `key-` takes away,
 * and what is told of it.
 */

import type { JsonObject } from "#lib/manifest";
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, dryRunSuffix, writeOptions } from "../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import type { FlagSpec } from "../command/flag.ts";
import {
  ALL_NAMESPACES_FLAG,
  boolFlag,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import { mergePatch } from "../patch/merge.ts";
import { choosePrinter } from "../printers/index.ts";
import { objectName } from "../printers/name.ts";
import type { Info } from "../resource/manifest-input.ts";
import { selectObjects } from "../resource/selection.ts";
import { CHANGE_CAUSE } from "./rollout/revisions.ts";

export const CHANGE_FLAGS: readonly FlagSpec[] = [
  ...FILENAME_FLAGS,
  ...OUTPUT_FLAGS,
  SELECTOR_FLAG,
  FIELD_SELECTOR_FLAG,
  ALL_NAMESPACES_FLAG,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  boolFlag("all", "All resources of the types."),
  boolFlag("overwrite", "Replace values that are there."),
  boolFlag("list", "Show what there is."),
  boolFlag("local", "Do not ask the server."),
  textFlag("resource-version", "Only if the object has this version."),
];

export type MetadataField = {
  readonly name: "labels" | "annotations";
  readonly singular: "label" | "annotation";
  /** `labeled`, `annotated` */
  readonly done: string;
  /** `unlabeled`; annotations have no such word. */
  readonly undone: string | undefined;
  /** `not labeled`; annotations have no such word. */
  readonly nothing: string | undefined;
  readonly checkValue: (value: string) => string | undefined;
};

type Changes = {
  readonly resources: readonly string[];
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
};

export function changeMetadata(context: CommandContext, field: MetadataField): void {
  const { flags } = context;
  const changes = readChanges(context, field);
  const files = flags.namesFiles;
  if (changes.resources.length === 0 && !files) {
    throw new KubectlError(
      "one or more resources must be specified as <resource> <name> or <resource>/<name>",
    );
  }
  if (changes.set.size === 0 && changes.remove.length === 0 && !flags.bool("list")) {
    throw new KubectlError(`at least one ${field.singular} update is required`);
  }
  if (flags.bool("all") && flags.text("selector") !== "") {
    throw new KubectlError("cannot set --all and --selector at the same time");
  }
  const local = flags.bool("local");
  if (local && changes.resources.length > 0) {
    throw new KubectlError(
      "can only use local files by -f rsrc.yaml or --filename=rsrc.json when --local=true is set",
    );
  }
  const { infos, errors } = selectObjects(context, {
    args: changes.resources,
    latest: !local,
    local,
    allNamespaces: flags.bool("all-namespaces"),
  });
  if (infos.length > 1 && flags.text("resource-version") !== "") {
    throw new KubectlError("--resource-version may only be used with a single resource");
  }
  const collected = [...errors];
  for (const [index, info] of infos.entries()) {
    try {
      if (flags.bool("list")) list(context, info, infos.length > 1, field);
      else change(context, info, index, changes, field);
    } catch (error) {
      if (!(error instanceof KubectlError) && !(error instanceof ServerError)) throw error;
      collected.push(error);
    }
  }
  throwCollected(collected);
}

function readChanges(context: CommandContext, field: MetadataField): Changes {
  const isChange = (word: string) => /^[^=]+=|.-$/.test(word);
  const first = context.args.findIndex(isChange);
  const resources = first < 0 ? context.args : context.args.slice(0, first);
  const set = new Map<string, string>();
  const remove: string[] = [];
  for (const word of first < 0 ? [] : context.args.slice(first)) {
    const equals = word.indexOf("=");
    if (equals > 0) {
      const [key, value] = [word.slice(0, equals), word.slice(equals + 1)];
      if (field.name === "labels" && value.includes("=")) {
        throw new KubectlError(`invalid label spec: ${word}`);
      }
      const wrongValue = field.checkValue(value);
      if (wrongValue !== undefined) {
        throw new KubectlError(
          `invalid ${field.singular} value: ${JSON.stringify(word)}: ${wrongValue}`,
        );
      }
      set.set(key, value);
    } else if (word.endsWith("-")) remove.push(word.slice(0, -1));
    else throw new KubectlError(`unknown ${field.singular} spec: ${word}`);
  }
  for (const key of remove) {
    if (set.has(key)) {
      throw new KubectlError(
        field.singular === "label"
          ? "can not both modify and remove a label in the same command"
          : `can not both modify and remove the following annotation(s) in the same command: ${key}`,
      );
    }
  }
  return { resources, set, remove };
}

function change(
  context: CommandContext,
  info: Info,
  index: number,
  changes: Changes,
  field: MetadataField,
): void {
  const { flags } = context;
  const dryRun = dryRunOf(flags);
  const before = info.object.metadata[field.name] ?? {};
  checkOverwrite(context, before, changes, field);
  for (const key of changes.remove) {
    if (before[key] === undefined && field.name === "labels") {
      context.line(`label "${key}" not found.`);
    }
  }
  const kept = Object.entries(before).filter(([key]) => !changes.remove.includes(key));
  const after = Object.fromEntries([...kept, ...changes.set]);
  const wanted = withField(info.object, field.name, after);
  const patch = mergePatch(info.object as unknown as JsonObject, wanted as unknown as JsonObject);
  const changed = Object.keys(patch).length > 0;
  const offline = flags.bool("local") || dryRun === "client";
  const result = offline || !changed ? wanted : send(context, info, patch, field);
  const printer = choosePrinter(context);
  if (printer !== undefined) {
    context.print(printer(result, index));
    return;
  }
  const operation = operationOf(field, changes, before, changed);
  context.line(`${objectName(result)} ${operation}${dryRunSuffix(dryRun)}`);
}

function operationOf(
  field: MetadataField,
  changes: Changes,
  before: Readonly<Record<string, string>>,
  changed: boolean,
): string {
  if (!changed && field.nothing !== undefined) return field.nothing;
  const removes = changes.remove.some((key) => before[key] !== undefined);
  const adds = [...changes.set].some(([key, value]) => before[key] !== value);
  return removes && !adds && field.undone !== undefined ? field.undone : field.done;
}

function checkOverwrite(
  context: CommandContext,
  before: Readonly<Record<string, string>>,
  changes: Changes,
  field: MetadataField,
): void {
  if (context.flags.bool("overwrite")) return;
  for (const [key, value] of changes.set) {
    const current = before[key];
    if (current === undefined || current === value || key === CHANGE_CAUSE) continue;
    if (field.name === "labels") {
      throw new KubectlError(`'${key}' already has a value (${current}), and --overwrite is false`);
    }
    throw new KubectlError(
      "--overwrite is false but found the following declared annotation(s): " +
        `'${key}' already has a value (${current})`,
    );
  }
}

function withField(
  object: KubeObject,
  name: "labels" | "annotations",
  values: Readonly<Record<string, string>>,
): KubeObject {
  const { [name]: _old, ...metadata } = object.metadata;
  const filled = Object.keys(values).length === 0 ? metadata : { ...metadata, [name]: values };
  return { ...object, metadata: filled as KubeObject["metadata"] };
}

function send(
  context: CommandContext,
  info: Info,
  patch: JsonObject,
  field: MetadataField,
): KubeObject {
  const version = context.flags.text("resource-version");
  const metadata = patch.metadata as JsonObject;
  const body = version === "" ? patch : { metadata: { ...metadata, resourceVersion: version } };
  return context.api.patch(
    info,
    "merge",
    body,
    writeOptions(context, `kubectl-${field.singular === "label" ? "label" : "annotate"}`),
  );
}

function list(context: CommandContext, info: Info, several: boolean, field: MetadataField): void {
  const values = info.object.metadata[field.name] ?? {};
  const indent = several ? " " : "";
  if (several) {
    const { kind, group } = info.row;
    context.line(`Listing ${field.name} for ${kind}.${group}/${info.name}:`);
  }
  for (const key of Object.keys(values).sort())
    context.line(`${indent}${key}=${values[key] ?? ""}`);
}
