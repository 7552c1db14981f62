/**
 * `kubectl debug`: a container beside those of a running pod, a copy of a pod, a pod on a node.
 * Not simulated: staying attached; what the container printed until then is shown.
 */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError } from "../command/error.ts";
import { boolFlag, durationFlag, FILENAME_FLAGS, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { selectObjects } from "../resource/selection.ts";
import { debugByEphemeralContainer } from "./debug/ephemeral.ts";
import { followContainer } from "./debug/follow.ts";
import { debugNode } from "./debug/node.ts";
import { checkOptions } from "./debug/option.ts";
import { debugByCopy } from "./debug/pod-copy.ts";

export const debugVerb: Verb = {
  name: "debug",
  summary: "Create debugging sessions for troubleshooting workloads and nodes",
  usage: "(POD | TYPE[[.VERSION].GROUP]/NAME) [ -- COMMAND [args...] ]",
  flags: [
    ...FILENAME_FLAGS,
    textFlag("container", "Name of the debug container.", { short: "c" }),
    textFlag("image", "Image of the debug container."),
    textFlag("image-pull-policy", "Always, IfNotPresent or Never."),
    textFlag("copy-to", "Debug a copy of the pod with this name."),
    textFlag("target", "Container whose processes are shared."),
    textFlag("profile", "legacy, general, baseline, netadmin, restricted or sysadmin.", {
      default: "legacy",
    }),
    textFlag("custom", "File with fields of a container."),
    { name: "env", type: "array", help: "KEY=VALUE; may be repeated." },
    { name: "set-image", type: "list", help: "name=image of the copy's containers." },
    boolFlag("arguments-only", "The words are arguments, not the command."),
    boolFlag("attach", "Wait for the container and show what it prints."),
    boolFlag("keep-annotations", "Keep the annotations of a copy."),
    boolFlag("keep-init-containers", "Keep the init containers of a copy.", { default: "true" }),
    boolFlag("keep-labels", "Keep the labels of a copy."),
    boolFlag("keep-liveness", "Keep the liveness probes of a copy."),
    boolFlag("keep-readiness", "Keep the readiness probes of a copy."),
    boolFlag("keep-startup", "Keep the startup probes of a copy."),
    boolFlag("quiet", "Print no messages.", { short: "q" }),
    boolFlag("replace", "Delete the pod that is copied."),
    boolFlag("same-node", "Put a copy on the same node."),
    boolFlag("share-processes", "Let a copy's containers see each other.", { default: "true" }),
    boolFlag("stdin", "Keep standard input open.", { short: "i" }),
    boolFlag("tty", "Allocate a terminal.", { short: "t" }),
    durationFlag("pod-running-timeout", "How long to wait for the pod.", { default: "1m0s" }),
  ],
  run: runDebug,
};

function runDebug(context: CommandContext): void {
  const options = checkOptions(context);
  if (options.profile === "legacy") {
    context.errorLine(
      "--profile=legacy is deprecated and will be removed in the future. It is recommended to " +
        'explicitly specify a profile, for example "--profile=general".',
    );
  }
  const words = options.targets.map((target) => (target.includes("/") ? target : `pods/${target}`));
  const { infos, errors } = selectObjects(context, { args: words, latest: true });
  const [failed] = errors;
  if (failed !== undefined) throw failed;
  for (const { object, row } of infos) {
    const made = debugOne(context, object, options);
    if (made === undefined) {
      const { group, version, kind } = row;
      throw new KubectlError(`"${group}/${version}, Kind=${kind}" not supported by debug`);
    }
    const attached = context.flags.has("attach")
      ? context.flags.bool("attach")
      : context.flags.bool("stdin");
    if (attached && made.container !== "") followContainer(context, made.pod, made.container);
  }
}

type Made = { readonly pod: KubeObject; readonly container: string };

function debugOne(
  context: CommandContext,
  object: KubeObject,
  options: ReturnType<typeof checkOptions>,
): Made | undefined {
  if (object.kind === "Node") return debugNode(context, object, options);
  if (object.kind !== "Pod") return undefined;
  return context.flags.text("copy-to") === ""
    ? debugByEphemeralContainer(context, object, options)
    : debugByCopy(context, object, options);
}
