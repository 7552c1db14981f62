/** `kubectl apply`: make objects as their manifests say, by what was applied before. */
import { type JsonObject, toJson } from "#lib/manifest";
import {
  type KubeObject,
  type PatchType,
  pathSegmentFaults,
  type RequestOptions,
} from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { type DryRun, dryRunOf, writeOptions } from "../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import type { FlagSpec } from "../command/flag.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  durationFlag,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  intFlag,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  textFlag,
  VALIDATE_FLAG,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { LAST_APPLIED, lastApplied, withLastApplied } from "../patch/last-applied.ts";
import { threeWayMergePatch } from "../patch/merge.ts";
import { patchSchemaOf } from "../patch/model-schema.ts";
import { threeWayPatch } from "../patch/three-way.ts";
import { type Info, readInput } from "../resource/manifest-input.ts";
import { type ResultPrinter, resultPrinter } from "../resource/result.ts";
import { lastAppliedVerbs } from "./apply/last-applied.ts";
import { checkPruneFlags, Pruner, pruneFlags } from "./apply/prune.ts";
import { matchesSelectorText } from "./apply/selector.ts";
import { applyServerSide } from "./apply/server-side.ts";
import { isStrict } from "./create.ts";

const FLAGS: readonly FlagSpec[] = [
  ...FILENAME_FLAGS,
  ...OUTPUT_FLAGS,
  ...pruneFlags,
  SELECTOR_FLAG,
  DRY_RUN_FLAG,
  VALIDATE_FLAG,
  FIELD_MANAGER_FLAG,
  boolFlag("server-side", "Let the server merge."),
  boolFlag("force-conflicts", "Take over fields that others manage."),
  boolFlag("force", "Delete and create again where an update is impossible."),
  boolFlag("overwrite", "Resolve conflicts in favour of the manifest.", { default: "true" }),
  boolFlag("openapi-patch", "Use the server's schema for the patch.", { default: "true" }),
  boolFlag("wait", "Wait for deletions."),
  intFlag("grace-period", "Seconds to end gracefully.", { default: "-1" }),
  durationFlag("timeout", "How long to wait.", { default: "0s" }),
  textFlag("cascade", "How dependants are deleted.", { default: "background", bare: "background" }),
  textFlag("subresource", "Subresource to apply to."),
];

export const applyVerb: Verb = {
  name: "apply",
  summary: "Apply a configuration to a resource by file name or standard input",
  usage: "(-f FILENAME | -k DIRECTORY) [options]",
  flags: FLAGS,
  verbs: lastAppliedVerbs,
  run: runApply,
};

function runApply(context: CommandContext): void {
  const { flags, args, path } = context;
  if (args.length > 0) {
    throw new KubectlError(
      `Unexpected args: [${args.join(" ")}]\nSee '${path} -h' for help and examples`,
    );
  }
  if (!flags.namesFiles) {
    throw new KubectlError("must specify one of -f and -k");
  }
  const dryRun = dryRunOf(flags);
  checkPruneFlags(context);
  if (dryRun === "client" && flags.bool("server-side")) {
    throw new KubectlError(
      "--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)",
    );
  }
  if (flags.bool("force") && flags.bool("server-side")) {
    throw new KubectlError("--force cannot be used with --server-side");
  }
  if (flags.bool("force-conflicts") && !flags.bool("server-side")) {
    throw new KubectlError("--force-conflicts only works with --server-side");
  }
  const pruner = flags.bool("prune") ? new Pruner(context) : undefined;
  const { infos: read, errors: unread } = readInput(context, { validate: isStrict(context) });
  const infos = read.filter(({ object }) => selected(context, object));
  const print = resultPrinter(context, dryRun);
  const errors: Error[] = [...unread];
  if (infos.length === 0 && errors.length === 0) {
    throw new KubectlError("no objects passed to apply");
  }
  for (const info of infos) {
    try {
      const applied = flags.bool("server-side")
        ? applyServerSide(context, info, print)
        : applyOne(context, info, dryRun, print);
      pruner?.visit(applied);
    } catch (error) {
      if (!(error instanceof ServerError) && !(error instanceof KubectlError)) throw error;
      errors.push(error);
    }
  }
  throwCollected(inOrder(unread, errors.slice(unread.length)));
  pruner?.prune(dryRun, print);
}

/** Several files that cannot be read are one error, before those of the objects. */
function inOrder(unread: readonly Error[], failed: readonly Error[]): readonly Error[] {
  if (failed.length === 0 || unread.length < 2) return [...failed, ...unread];
  const texts = unread.map(({ message }) => message.replace(/\n$/, ""));
  return [new KubectlError(`[${texts.join(", ")}]`), ...failed];
}

/** `-l` picks among the objects of the files. */
function selected({ flags }: CommandContext, { metadata }: KubeObject): boolean {
  const selector = flags.text("selector");
  return selector === "" || matchesSelectorText(selector, metadata?.labels);
}

function applyOne(
  context: CommandContext,
  info: Info,
  dryRun: DryRun,
  print: ResultPrinter,
): KubeObject {
  const { generateName } = info.object.metadata ?? {};
  if (generateName !== undefined && info.name === "") {
    throw new KubectlError(`from ${String(generateName)}: cannot use generate name with apply`);
  }
  const wanted = withLastApplied(withMetadata(info.object));
  const current = retrieve(context, info);
  const options = writeOptions(context, "kubectl-client-side-apply");
  if (current === undefined) {
    const created = createMissing(context, info, wanted, dryRun, options);
    print(created, "created");
    return created;
  }
  warnUnmanaged(context, info, current);
  if (dryRun === "client") {
    print(wanted, "configured");
    return current;
  }
  const patch = patchFor(info, wanted, current);
  if (Object.keys(patch).length === 0) {
    print(current, "unchanged");
    return current;
  }
  const patched = send(context, info, patch, options);
  print(patched, "configured");
  return patched;
}

function withMetadata(object: KubeObject): KubeObject {
  return object.metadata === undefined
    ? { ...object, metadata: {} as KubeObject["metadata"] }
    : object;
}

function retrieve(context: CommandContext, info: Info): KubeObject | undefined {
  const prefix = `error when retrieving current configuration of:\n${placeOf(info)}\nfrom server for: ${JSON.stringify(info.source)}: `;
  if (info.name === "") throw new KubectlError(`${prefix}resource name may not be empty`);
  const faults = pathSegmentFaults(info.name).join(" ");
  if (faults !== "") {
    throw new KubectlError(
      `${prefix}invalid resource name ${JSON.stringify(info.name)}: [${faults}]`,
    );
  }
  try {
    return context.api.get(info);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.is("NotFound") && error.status.details?.name === info.name) return undefined;
    if (error.is("NotFound")) return undefined;
    throw error.prefixed(prefix);
  }
}

/** The two lines by which messages name an object. */
export function placeOf({ row, name, namespace }: Info): string {
  const { group, version, resource, kind } = row;
  const place = `Resource: "${group}/${version}, Resource=${resource}", GroupVersionKind: "${group}/${version}, Kind=${kind}"`;
  return `${place}\nName: ${JSON.stringify(name)}, Namespace: ${JSON.stringify(namespace ?? "")}`;
}

function createMissing(
  context: CommandContext,
  info: Info,
  wanted: KubeObject,
  dryRun: DryRun,
  options: RequestOptions,
): KubeObject {
  if (dryRun === "client") return wanted;
  try {
    return context.api.create(info.row, info.namespace, wanted, options);
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw error.prefixed(`error when creating ${JSON.stringify(info.source)}: `);
  }
}

function warnUnmanaged(context: CommandContext, info: Info, current: KubeObject): void {
  const name = `${info.row.resource}/${info.name}`;
  if (current.metadata.annotations?.[LAST_APPLIED] === undefined) {
    context.warn(
      `resource ${name} is missing the ${LAST_APPLIED} annotation which is required by kubectl apply. ` +
        "kubectl apply should only be used on resources created declaratively by either kubectl create " +
        "--save-config or kubectl apply. The missing annotation will be patched automatically.",
    );
  }
  if (current.metadata.deletionTimestamp !== undefined) {
    context.warn(`Detected changes to resource ${info.name} which is currently being deleted.`);
  }
}

export function patchFor(info: Info, wanted: KubeObject, current: KubeObject): JsonObject {
  const original = lastApplied(current) as JsonObject | undefined;
  const modified = wanted as unknown as JsonObject;
  const live = current as unknown as JsonObject;
  const schema = patchSchemaOf(info.row);
  return schema === undefined
    ? threeWayMergePatch(original, modified, live)
    : threeWayPatch(original, modified, live, schema);
}

function send(
  context: CommandContext,
  info: Info,
  patch: JsonObject,
  options: RequestOptions,
): KubeObject {
  const type: PatchType = patchSchemaOf(info.row) === undefined ? "merge" : "strategic";
  const subresource = context.flags.text("subresource");
  try {
    return context.api.patch(
      info,
      type,
      patch,
      options,
      subresource === "" ? undefined : subresource,
    );
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (context.flags.bool("force") && (error.is("Invalid") || error.is("Conflict"))) {
      return replaceByForce(context, info, options);
    }
    throw error.prefixed(
      `error when applying patch:\n${toJson(patch, "compact")}\nto:\n${placeOf(info)}\nfor: ${JSON.stringify(info.source)}: error when patching ${JSON.stringify(info.source)}: `,
    );
  }
}

/** `--force`: the object goes, and its like comes. */
function replaceByForce(context: CommandContext, info: Info, options: RequestOptions): KubeObject {
  context.api.delete(info, { propagationPolicy: "Background", gracePeriodSeconds: 0 });
  context.client.runUntil(() => context.api.find(info) === undefined, 60_000);
  return context.api.create(info.row, info.namespace, withLastApplied(info.object), options);
}
