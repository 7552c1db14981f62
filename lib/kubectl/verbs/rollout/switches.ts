/** `kubectl rollout pause|resume|restart`: one field of the workload's spec. */
import { formatTime, type KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { dryRunOf, writeOptions } from "../../command/dry-run.ts";
import { KubectlError } from "../../command/error.ts";
import type { Verb } from "../../command/verb.ts";
import type { Info } from "../../resource/manifest-input.ts";
import { writeAt } from "../../resource/pod-template.ts";
import { type ResultPrinter, resultPrinter } from "../../resource/result.ts";
import { forEach, quotedName, ROLLOUT_FLAGS, rolloutSelection } from "./targets.ts";

type Change = { readonly patch: unknown; readonly object: KubeObject };

function switchVerb(
  name: string,
  summary: string,
  done: string,
  change: (info: Info, context: CommandContext) => Change,
): Verb {
  return {
    name,
    summary,
    usage: "RESOURCE",
    flags: ROLLOUT_FLAGS,
    run: (context) => {
      const dryRun = dryRunOf(context.flags);
      const print: ResultPrinter = resultPrinter(context, dryRun);
      const { infos, errors } = rolloutSelection(context);
      const step = (info: Info) => {
        const { patch, object } = change(info, context);
        const options = writeOptions(context, "kubectl-rollout");
        const result =
          dryRun === "client" ? object : context.api.patch(info, "strategic", patch, options);
        print(result, done);
      };
      forEach(infos, step, errors);
    },
  };
}

function isPaused(info: Info): boolean {
  return (info.object.spec as { readonly paused?: boolean } | undefined)?.paused === true;
}

function requireDeployment(info: Info, doing: string): void {
  if (info.row.kind === "Deployment") return;
  throw new KubectlError(`error: ${quotedName(info)} ${doing} is not supported`);
}

const pauseVerb = switchVerb("pause", "Mark the provided resource as paused", "paused", (info) => {
  requireDeployment(info, "pausing");
  if (isPaused(info)) throw new KubectlError(`error: ${quotedName(info)} is already paused`);
  return {
    patch: { spec: { paused: true } },
    object: writeAt(info.object, ["spec", "paused"], true),
  };
});

const resumeVerb = switchVerb("resume", "Resume a paused resource", "resumed", (info) => {
  requireDeployment(info, "resuming");
  if (!isPaused(info)) throw new KubectlError(`error: ${quotedName(info)} is not paused`);
  return {
    patch: { spec: { paused: null } },
    object: writeAt(info.object, ["spec", "paused"], undefined),
  };
});

const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

const restartVerb = switchVerb("restart", "Restart a resource", "restarted", (info, { client }) => {
  if (!["Deployment", "DaemonSet", "StatefulSet"].includes(info.row.kind)) {
    throw new KubectlError(`error: ${quotedName(info)} restarting is not supported`);
  }
  if (isPaused(info)) {
    throw new KubectlError(
      `error: ${quotedName(info)} can't restart paused deployment (run rollout resume first)`,
    );
  }
  const annotations = { [RESTARTED_AT]: formatTime(client.nowMs) };
  const path = ["spec", "template", "metadata", "annotations", RESTARTED_AT];
  const { template } = info.object.spec as { readonly template: KubeObject };
  if (template.metadata.annotations?.[RESTARTED_AT] === annotations[RESTARTED_AT]) {
    throw new KubectlError(
      `failed to create patch for ${info.name}: if restart has already been triggered within the ` +
        "past second, please wait before attempting to trigger another",
    );
  }
  return {
    patch: { spec: { template: { metadata: { annotations } } } },
    object: writeAt(info.object, path, annotations[RESTARTED_AT]),
  };
});

export const rolloutSwitchVerbs: readonly Verb[] = [pauseVerb, restartVerb, resumeVerb];
