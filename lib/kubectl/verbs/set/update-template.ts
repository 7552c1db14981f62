/** What all `kubectl set` commands do: change pod templates, and patch what has changed. */
import type { JsonObject } from "#lib/manifest";
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { dryRunOf, writeOptions } from "../../command/dry-run.ts";
import { KubectlError, ServerError, throwCollected } from "../../command/error.ts";
import type { FlagSpec } from "../../command/flag.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILENAME_FLAGS,
  OUTPUT_FLAGS,
  RECORD_FLAG,
  SELECTOR_FLAG,
} from "../../command/shared-flags.ts";
import { mergePatch } from "../../patch/merge.ts";
import { patchSchemaOf } from "../../patch/model-schema.ts";
import { twoWayPatch } from "../../patch/three-way.ts";
import type { Info } from "../../resource/manifest-input.ts";
import { type PodSpec, podSpecOf, withPodSpec, writeAt } from "../../resource/pod-template.ts";
import { resultPrinter } from "../../resource/result.ts";
import { selectObjects } from "../../resource/selection.ts";
import { CHANGE_CAUSE } from "../rollout/revisions.ts";

export const SET_FLAGS: readonly FlagSpec[] = [
  ...FILENAME_FLAGS,
  ...OUTPUT_FLAGS,
  SELECTOR_FLAG,
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  RECORD_FLAG,
  boolFlag("all", "All resources of the types."),
  boolFlag("local", "Do not ask the server."),
];

export type TemplateChange = {
  readonly args: readonly string[];
  /** `image updated` */
  readonly operation: string;
  /** `failed to patch image update to pod template: ` */
  readonly failure: string;
  /** What is already so is patched and told as well. */
  readonly tellsUnchanged?: boolean;
  /** Throws KubectlError when it cannot be. */
  readonly change: (spec: PodSpec, info: Info) => PodSpec;
};

export function updateTemplates(context: CommandContext, plan: TemplateChange): void {
  updateObjects(context, {
    ...plan,
    change: (info) => {
      const spec = podSpecOf(info.object);
      if (spec === undefined) {
        const what = `${info.row.resource}/${info.name}`;
        throw new KubectlError(
          `${what} the object is not a pod or does not have a pod template: *v1.${info.row.kind}`,
        );
      }
      return withPodSpec(info.object, plan.change(spec, info));
    },
  });
}

export type ObjectChange = Omit<TemplateChange, "change"> & {
  readonly change: (info: Info) => KubeObject;
};

export function updateObjects(context: CommandContext, plan: ObjectChange): void {
  const { flags } = context;
  const dryRun = dryRunOf(flags);
  const local = flags.bool("local");
  const { infos, errors } = selectObjects(context, { args: plan.args, latest: !local, local });
  const print = resultPrinter(context, dryRun);
  const failed: Error[] = [...errors];
  for (const info of infos) {
    try {
      const wanted = recorded(context, plan.change(info));
      const patch = patchOf(info, wanted);
      if (Object.keys(patch).length === 0 && plan.tellsUnchanged !== true) {
        if (flags.text("output") !== "") print(info.object, plan.operation);
      } else if (local || dryRun === "client") print(wanted, plan.operation);
      else print(send(context, info, patch, plan), plan.operation);
    } catch (error) {
      if (!(error instanceof ServerError) && !(error instanceof KubectlError)) throw error;
      failed.push(error);
    }
  }
  throwCollected(failed);
}

/** With `--record` the command is the cause of the change. */
function recorded({ path, args, flags }: CommandContext, object: KubeObject): KubeObject {
  if (!flags.bool("record")) return object;
  const cause = [path, ...args].join(" ") + flags.given;
  return writeAt(object, ["metadata", "annotations", CHANGE_CAUSE], cause);
}

function patchOf(info: Info, wanted: KubeObject): JsonObject {
  const before = info.object as unknown as JsonObject;
  const after = wanted as unknown as JsonObject;
  const schema = patchSchemaOf(info.row);
  return schema === undefined ? mergePatch(before, after) : twoWayPatch(before, after, schema);
}

function send(
  context: CommandContext,
  info: Info,
  patch: JsonObject,
  plan: ObjectChange,
): KubeObject {
  const type = patchSchemaOf(info.row) === undefined ? "merge" : "strategic";
  try {
    return context.api.patch(info, type, patch, writeOptions(context, "kubectl-set"));
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    throw new KubectlError(`${plan.failure}${error.message}`);
  }
}

/** Splits `deploy/web a=1 b-` into what is named and what is to be done; that comes last. */
export function splitSpecs(args: readonly string[]) {
  const isSpec = (word: string) => word.includes("=") || /.-$/.test(word);
  const first = args.findIndex(isSpec);
  if (first < 0) return { resources: args, specs: [], mixed: false };
  const specs = args.slice(first);
  return { resources: args.slice(0, first), specs, mixed: !specs.every(isSpec) };
}
