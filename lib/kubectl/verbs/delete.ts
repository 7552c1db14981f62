/** `kubectl delete`: by name, selector or file, and waiting until the objects are gone. */
import type { KubeObject, RequestOptions } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { type DryRun, dryRunOf, dryRunSuffix } from "../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected } from "../command/error.ts";
import {
  ALL_NAMESPACES_FLAG,
  boolFlag,
  DRY_RUN_FLAG,
  durationFlag,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  intFlag,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { objectName } from "../printers/name.ts";
import type { ObjectRef } from "../resource/api.ts";
import { readInput } from "../resource/manifest-input.ts";
import { qualifiedSingular } from "../resource/mapper.ts";
import { readWords, selectObjects } from "../resource/selection.ts";
import { ENDLESS_WAIT_MS, waitUntil } from "../resource/waiting.ts";

export const deleteVerb: Verb = {
  name: "delete",
  summary: "Delete resources by file names, standard input, resources and names, or label selector",
  usage: "([-f FILENAME] | TYPE [(NAME | -l label | --all)]) [options]",
  flags: [
    ...FILENAME_FLAGS,
    SELECTOR_FLAG,
    FIELD_SELECTOR_FLAG,
    ALL_NAMESPACES_FLAG,
    DRY_RUN_FLAG,
    boolFlag("all", "All resources of the types in the namespace."),
    boolFlag("force", "Do not wait for confirmation of the node."),
    boolFlag("ignore-not-found", "Treat what is missing as deleted."),
    boolFlag("interactive", "Ask before deleting.", { short: "i" }),
    boolFlag("now", "Stop after one second."),
    boolFlag("wait", "Wait until the objects are gone.", { default: "true" }),
    intFlag("grace-period", "Seconds to end gracefully; -1 leaves it to the object.", {
      default: "-1",
    }),
    durationFlag("timeout", "How long to wait; zero is as long as it takes.", { default: "0s" }),
    textFlag("cascade", "background, orphan or foreground.", {
      default: "background",
      bare: "background",
    }),
    textFlag("output", "Only name.", { short: "o" }),
    textFlag("raw", "Path to DELETE."),
  ],
  run: runDelete,
};

type Plan = {
  readonly dryRun: DryRun;
  readonly options: RequestOptions;
  readonly force: boolean;
  readonly nameOnly: boolean;
};

function runDelete(context: CommandContext): void {
  const plan = planOf(context);
  const { refs, errors } = targets(context);
  const deleted: { readonly ref: ObjectRef; readonly uid: string | undefined }[] = [];
  for (const ref of refs) {
    try {
      const uid = deleteOne(context, ref, plan);
      deleted.push({ ref, uid });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (error.is("NotFound") && context.flags.bool("ignore-not-found")) continue;
      errors.push(
        ref.source ? error.prefixed(`error when deleting ${JSON.stringify(ref.source)}: `) : error,
      );
    }
  }
  throwCollected(errors);
  if (refs.length === 0) context.line("No resources found");
  if (plan.dryRun === "none" && context.flags.bool("wait")) waitForEnd(context, deleted);
}

function planOf(context: CommandContext): Plan {
  const { flags } = context;
  const output = flags.text("output");
  if (output !== "" && output !== "name") {
    throw new KubectlError(`unexpected -o output mode: ${output}. We only support '-o name'`);
  }
  const propagationPolicy = cascadeOf(flags.text("cascade"));
  const force = flags.bool("force");
  let grace = flags.int("grace-period");
  if (flags.bool("now")) {
    if (grace >= 0) throw new KubectlError("--now and --grace-period cannot be specified together");
    grace = 1;
  }
  if (force && grace < 0) grace = 0;
  if (force && grace > 0) {
    throw new KubectlError(
      "--force and --grace-period greater than 0 cannot be specified together",
    );
  }
  // Without --force nobody loses data by a zero.
  if (grace === 0 && !force) grace = 1;
  if (flags.bool("all") && (flags.text("selector") !== "" || flags.text("field-selector") !== "")) {
    throw new KubectlError("setting 'all' parameter but found a non empty selector. ");
  }
  const dryRun = dryRunOf(flags);
  if (force && grace === 0) {
    context.warn(
      "Immediate deletion does not wait for confirmation that the running resource has been " +
        "terminated. The resource may continue to run on the cluster indefinitely.",
    );
  }
  const options = {
    propagationPolicy,
    ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
    ...(dryRun === "server" ? { dryRun: true } : {}),
  };
  return { dryRun, options, force, nameOnly: output === "name" };
}

function cascadeOf(value: string): "Background" | "Foreground" | "Orphan" {
  switch (value) {
    case "background":
    case "true":
      return "Background";
    case "foreground":
      return "Foreground";
    case "orphan":
    case "false":
      return "Orphan";
    default:
      throw new KubectlError(
        `invalid cascade value (${value}). Must be "background", "foreground", or "orphan"`,
      );
  }
}

type Target = ObjectRef & { readonly source?: string };

function targets(context: CommandContext): { refs: readonly Target[]; errors: Error[] } {
  const { flags, args } = context;
  if (flags.namesFiles) {
    const input = readInput(context);
    return { refs: input.infos.map((info) => named(info, info.source)), errors: [...input.errors] };
  }
  const selecting =
    flags.bool("all") || flags.text("selector") !== "" || flags.text("field-selector") !== "";
  if (args.length > 0 && !selecting) {
    const words = readWords(context, args);
    if (words.kind === "refs") return { refs: words.refs, errors: [] };
  }
  const allNamespaces = flags.bool("all-namespaces");
  const found = selectObjects(context, { args, allNamespaces });
  return { refs: found.infos, errors: [...found.errors] };
}

function named(ref: ObjectRef, source: string): Target {
  if (ref.name !== "") return { ...ref, source };
  throw new KubectlError(
    `error when deleting ${JSON.stringify(source)}: resource name may not be empty`,
  );
}

/** Answers the uid of what was deleted. */
function deleteOne(context: CommandContext, ref: ObjectRef, plan: Plan): string | undefined {
  let uid: string | undefined;
  if (plan.dryRun !== "client") {
    const answer = context.api.delete(ref, plan.options) as KubeObject & {
      readonly details?: { readonly uid?: string };
    };
    uid = answer.details?.uid ?? answer.metadata?.uid;
  }
  const { row, namespace, name } = ref;
  if (plan.nameOnly) {
    const apiVersion = row.group === "" ? row.version : `${row.group}/${row.version}`;
    context.line(objectName({ apiVersion, kind: row.kind, metadata: { name } }));
    return uid;
  }
  const operation = plan.force ? "force deleted" : "deleted";
  const where = namespace === undefined ? "" : ` from ${namespace} namespace`;
  context.line(
    `${qualifiedSingular(row)} "${name}" ${operation}${where}${dryRunSuffix(plan.dryRun)}`,
  );
  return uid;
}

function waitForEnd(
  context: CommandContext,
  deleted: readonly { readonly ref: ObjectRef; readonly uid: string | undefined }[],
): void {
  const timeout = context.flags.duration("timeout");
  const limit = timeout > 0 ? timeout : ENDLESS_WAIT_MS;
  const started = context.client.nowMs;
  for (const { ref, uid } of deleted) {
    const gone = () => {
      const object = context.api.find(ref);
      return object === undefined || (uid !== undefined && object.metadata.uid !== uid);
    };
    const left = limit - (context.client.nowMs - started);
    if (!waitUntil(context, gone, left)) {
      throw new KubectlError(
        `timed out waiting for the condition on ${ref.row.resource}/${ref.name}`,
      );
    }
  }
}
