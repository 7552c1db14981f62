/**
 * `kubectl exec`.
 * Not simulated: terminals; a shell with `-it` reads the standard input that is given and ends.
 */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import {
  KubectlError,
  ServerError,
  SilentExit,
  serverRefusal,
  usageError,
} from "../command/error.ts";
import { boolFlag, durationFlag, FILENAME_FLAGS, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { allContainers, defaultContainer, podFor } from "../resource/pod-container.ts";
import { podSpecOf } from "../resource/pod-template.ts";

export const execVerb: Verb = {
  name: "exec",
  summary: "Execute a command in a container",
  usage: "(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
  flags: [
    ...FILENAME_FLAGS,
    boolFlag("quiet", "Print only what the command prints.", { short: "q" }),
    boolFlag("stdin", "Pass standard input.", { short: "i" }),
    boolFlag("tty", "Standard input is a terminal.", { short: "t" }),
    durationFlag("pod-running-timeout", "How long to wait for a pod.", { default: "1m0s" }),
    textFlag("container", "The container.", { short: "c" }),
  ],
  run: runExec,
};

function runExec(context: CommandContext): void {
  const { args, dashAt, flags, path } = context;
  const words = dashAt < 0 ? args : args.slice(0, dashAt);
  const command = dashAt < 0 ? args.slice(1) : args.slice(dashAt);
  if (dashAt < 0 && args.length > 1) {
    throw usageError(
      "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead",
      path,
    );
  }
  const [word] = words;
  if (word === undefined) throw new KubectlError("pod, type/name or --filename must be specified");
  if (command.length === 0) {
    throw new KubectlError("you must specify at least one command for the container");
  }
  const pod = podFor(context, word);
  const phase = (pod.status as { readonly phase?: string } | undefined)?.phase;
  if (phase === "Succeeded" || phase === "Failed") {
    throw new KubectlError(
      `cannot exec into a container in a completed pod; current phase is ${phase}`,
    );
  }
  runIn(context, pod, containerOf(context, pod, flags.text("container")), command);
}

function containerOf(context: CommandContext, pod: KubeObject, named: string): string {
  if (named === "") return defaultContainer(context, pod, context.flags.bool("quiet"));
  const known = allContainers(podSpecOf(pod) ?? {}).some(({ name }) => name === named);
  if (known) return named;
  const message = `container ${named} is not valid for pod ${pod.metadata.name}`;
  throw serverRefusal("BadRequest", message);
}

function runIn(
  context: CommandContext,
  pod: KubeObject,
  container: string,
  command: readonly string[],
): void {
  const row = context.mapper.resolve("pods");
  const { name, namespace } = pod.metadata;
  const stdin = context.flags.bool("stdin") ? (context.io.stdin ?? "") : "";
  const ref = { row, namespace, name };
  const result = execute(() => context.api.exec(ref, { command, stdin }, { container }));
  context.print(result.stdout);
  if (result.stderr !== "") context.errorLine(result.stderr.replace(/\n$/, ""));
  if (result.exitCode !== 0) {
    context.errorLine(`command terminated with exit code ${result.exitCode}`);
    throw new SilentExit(result.exitCode);
  }
}

/** What the kubelet could not do is told as kubectl's own error. */
function execute<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ServerError) || !error.is("InternalError")) throw error;
    throw new KubectlError(error.message);
  }
}
