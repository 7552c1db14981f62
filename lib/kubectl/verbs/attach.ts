/** `kubectl attach`. Not simulated: open streams; what the container has printed is shown. */
import type { CommandContext } from "../command/context.ts";
import { KubectlError, serverRefusal } from "../command/error.ts";
import { boolFlag, durationFlag, FILENAME_FLAGS, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { allContainers, defaultContainer, podFor } from "../resource/pod-container.ts";
import { podSpecOf } from "../resource/pod-template.ts";

export const attachVerb: Verb = {
  name: "attach",
  summary: "Attach to a running container",
  usage: "(POD | TYPE/NAME) -c CONTAINER",
  flags: [
    ...FILENAME_FLAGS,
    textFlag("container", "The container.", { short: "c" }),
    boolFlag("quiet", "Print only what the container prints.", { short: "q" }),
    boolFlag("stdin", "Pass standard input.", { short: "i" }),
    boolFlag("tty", "Standard input is a terminal.", { short: "t" }),
    boolFlag("detach-keys", "Keys that end the session."),
    durationFlag("pod-running-timeout", "How long to wait for a pod.", { default: "1m0s" }),
  ],
  run: attach,
};

const ATTACH_WORDS = [
  "All commands and output from this session will be recorded in container logs, including " +
    "credentials and sensitive information passed through the command prompt.",
  "If you don't see a command prompt, try pressing enter.",
];

function attach(context: CommandContext): void {
  const { args, flags } = context;
  const [word, ...others] = args;
  if (word === undefined && flags.list("filename").length === 0) {
    throw new KubectlError("at least 1 argument is required for attach");
  }
  if (others.length > 1) {
    throw new KubectlError("expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments)");
  }
  const pod = podFor(context, word ?? "");
  const phase = (pod.status as { readonly phase?: string } | undefined)?.phase ?? "";
  if (phase === "Succeeded" || phase === "Failed") {
    throw new KubectlError(
      `cannot attach a container in a completed pod; current phase is ${phase}`,
    );
  }
  const named = flags.text("container");
  const known = allContainers(podSpecOf(pod) ?? {}).some(({ name }) => name === named);
  if (named !== "" && !known) {
    throw new KubectlError(`container ${named} not found in pod ${pod.metadata.name}`);
  }
  const container = named === "" ? defaultContainer(context, pod, flags.bool("quiet")) : named;
  if ((pod.spec as { readonly nodeName?: string }).nodeName === undefined) {
    if (!flags.bool("quiet")) for (const line of ATTACH_WORDS) context.errorLine(line);
    const message = `pod ${pod.metadata.name} does not have a host assigned`;
    throw serverRefusal("BadRequest", message);
  }
  const row = context.mapper.resolve("pods");
  const { name, namespace } = pod.metadata;
  context.print(context.api.logs({ row, namespace, name }, { container }));
}
