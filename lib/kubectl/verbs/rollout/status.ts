/** `kubectl rollout status`: tells each step of a rollout until it is done. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import { boolFlag, durationFlag, intFlag } from "../../command/shared-flags.ts";
import type { Verb } from "../../command/verb.ts";
import type { Info } from "../../resource/manifest-input.ts";
import { ENDLESS_WAIT_MS, waitUntil } from "../../resource/waiting.ts";
import { type RolloutState, rolloutState } from "./status-text.ts";
import { forEach, ROLLOUT_FLAGS, rolloutTargets } from "./targets.ts";

export const rolloutStatusVerb: Verb = {
  name: "status",
  summary: "Show the status of the rollout",
  usage: "(TYPE NAME | TYPE/NAME) [flags]",
  flags: [
    ...ROLLOUT_FLAGS,
    boolFlag("watch", "Go on until the rollout is done.", { short: "w", default: "true" }),
    intFlag("revision", "The revision that must be rolling out; 0 is the newest.", {
      default: "0",
    }),
    durationFlag("timeout", "How long to watch; zero is as long as it takes.", { default: "0s" }),
  ],
  run: (context) => {
    if (context.flags.int("revision") < 0) {
      throw new KubectlError(
        `revision must be a positive integer: ${context.flags.int("revision")}`,
      );
    }
    forEach(rolloutTargets(context), (info) => follow(context, info));
  },
};

function follow(context: CommandContext, info: Info): void {
  const { flags, api } = context;
  let object: KubeObject | undefined = info.object;
  let told: RolloutState | undefined;
  const tell = (state: RolloutState) => {
    if (state.text !== told?.text) context.line(state.text);
    told = state;
  };
  const first = stateOf(context, info.object);
  tell(first);
  if (!flags.bool("watch") || first.done) return;
  let failed: unknown;
  const step = () => {
    const current = api.find(info);
    if (current === object) return false;
    object = current;
    if (current === undefined) return true;
    try {
      tell(stateOf(context, current));
    } catch (error) {
      failed = error;
      return true;
    }
    return told?.done === true;
  };
  const timeout = flags.duration("timeout");
  const ended = waitUntil(context, step, timeout > 0 ? timeout : ENDLESS_WAIT_MS);
  if (failed !== undefined) throw failed;
  if (!ended) throw new KubectlError("timed out waiting for the condition");
  if (object === undefined) throw new KubectlError("object has been deleted");
}

function stateOf(context: CommandContext, object: KubeObject): RolloutState {
  const wanted = context.flags.int("revision");
  if (wanted > 0 && object.kind === "Deployment") {
    const running = object.metadata.annotations?.["deployment.kubernetes.io/revision"] ?? "";
    if (Number(running) !== wanted) {
      throw new KubectlError(
        `desired revision (${wanted}) is different from the running revision (${running})`,
      );
    }
  }
  return rolloutState(object);
}
