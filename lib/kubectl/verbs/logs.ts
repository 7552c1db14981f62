/**
 * `kubectl logs`.
 * Not simulated: following; `-f` shows what there is and ends.
 */
import { type KubeObject, parseTime } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError, ServerError, usageError } from "../command/error.ts";
import {
  boolFlag,
  durationFlag,
  intFlag,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { allContainers, defaultContainer, podFor } from "../resource/pod-container.ts";
import { podSpecOf } from "../resource/pod-template.ts";
import { timeFault } from "../text/time-fault.ts";

export const logsVerb: Verb = {
  name: "logs",
  summary: "Print the logs for a container in a pod",
  usage: "[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER] [options]",
  flags: [
    SELECTOR_FLAG,
    boolFlag("all-containers", "Logs of all containers of the pod."),
    boolFlag("all-pods", "Logs of all pods of the workload."),
    boolFlag("follow", "Go on and show new lines.", { short: "f" }),
    boolFlag("ignore-errors", "Go on after errors."),
    boolFlag("insecure-skip-tls-verify-backend", "Do not check the kubelet's certificate."),
    boolFlag("prefix", "Put the pod and container before each line."),
    boolFlag("previous", "Logs of the container's run before.", { short: "p" }),
    boolFlag("timestamps", "Put the time before each line."),
    durationFlag("since", "Only lines not older than this.", { default: "0s" }),
    durationFlag("pod-running-timeout", "How long to wait for a pod.", { default: "20s" }),
    intFlag("limit-bytes", "How many bytes at most.", { default: "0" }),
    intFlag("max-log-requests", "How many logs at once.", { default: "5" }),
    intFlag("tail", "How many of the last lines; -1 shows all.", { default: "-1" }),
    textFlag("container", "The container.", { short: "c" }),
    textFlag("since-time", "Only lines behind this time."),
  ],
  run: runLogs,
};

const USAGE =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\n" +
  "POD or TYPE/NAME is a required argument for the logs command";

type Source = { readonly pod: KubeObject; readonly container: string };

function runLogs(context: CommandContext): void {
  const { flags, args, path } = context;
  const selector = flags.text("selector");
  if (args.length === 0 && selector === "") throw usageError(USAGE, path);
  if (args.length > 0 && selector !== "") {
    throw usageError("only a selector (-l) or a POD name is allowed", path);
  }
  if (args.length > 2) throw usageError(USAGE, path);
  checkOptions(context);
  const sources = sourcesOf(context);
  if (sources.length === 0 && selector !== "") {
    context.errorLine(`No resources found in ${context.namespace} namespace.`);
    return;
  }
  const row = context.mapper.resolve("pods");
  for (const { pod, container } of sources) {
    const { name, namespace } = pod.metadata;
    const text = context.api.logs({ row, namespace, name }, queryOf(context, container));
    context.print(flags.bool("prefix") ? prefixed(text, `[pod/${name}/${container}] `) : text);
  }
}

function checkOptions({ flags, args }: CommandContext): void {
  if (flags.text("since-time") !== "" && flags.duration("since") !== 0) {
    throw new KubectlError("at most one of `sinceTime` or `sinceSeconds` may be specified");
  }
  if (flags.bool("all-containers") && flags.text("container") !== "") {
    throw new KubectlError(
      `--all-containers=true should not be specified with container name ${flags.text("container")}`,
    );
  }
  if (args.length === 2 && flags.text("container") !== "") {
    throw new KubectlError("only one of -c or an inline [CONTAINER] arg is allowed");
  }
  if (flags.has("limit-bytes") && flags.int("limit-bytes") <= 0) {
    throw new KubectlError("--limit-bytes must be greater than 0");
  }
  if (flags.duration("since") < 0) throw new KubectlError("--since must be greater than 0");
  if (flags.int("tail") < -1) {
    throw new KubectlError("--tail must be greater than or equal to -1");
  }
  const time = flags.text("since-time");
  if (time !== "" && parseTime(time) === undefined) {
    throw new KubectlError(timeFault(time));
  }
}

function sourcesOf(context: CommandContext): readonly Source[] {
  const { flags, args } = context;
  const selector = flags.text("selector");
  const named = args[1] ?? flags.text("container");
  const pods =
    selector === "" ? [namedPod(context, args[0] ?? "")] : selectedPods(context, selector);
  return pods.flatMap((pod) => {
    const spec = podSpecOf(pod) ?? {};
    if (flags.bool("all-containers")) {
      const order = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
      return order.map(({ name }) => ({ pod, container: name }));
    }
    if (named === "") return [{ pod, container: defaultContainer(context, pod) }];
    if (!allContainers(spec).some(({ name }) => name === named)) {
      throw new KubectlError(`container ${named} is not valid for pod ${pod.metadata.name}`);
    }
    return [{ pod, container: named }];
  });
}

function namedPod(context: CommandContext, word: string): KubeObject {
  try {
    return podFor(context, word, "get the logs from");
  } catch (error) {
    if (!(error instanceof ServerError) || !error.is("NotFound")) throw error;
    throw new KubectlError(
      `error from server (NotFound): ${error.message} in namespace "${context.namespace}"`,
    );
  }
}

function selectedPods(context: CommandContext, labelSelector: string): readonly KubeObject[] {
  const row = context.mapper.resolve("pods");
  return context.api.list(row, context.namespace, { labelSelector }).items;
}

const SELECTED_TAIL = "10";

function queryOf({ flags }: CommandContext, container: string): Readonly<Record<string, string>> {
  const tail = flags.has("tail")
    ? flags.text("tail")
    : flags.text("selector") === ""
      ? "-1"
      : SELECTED_TAIL;
  const since = flags.duration("since");
  const sinceTime = flags.text("since-time");
  return {
    container,
    ...(flags.bool("previous") ? { previous: "true" } : {}),
    ...(flags.bool("timestamps") ? { timestamps: "true" } : {}),
    ...(tail === "-1" ? {} : { tailLines: tail }),
    ...(since === 0 ? {} : { sinceSeconds: String(Math.ceil(since / 1000)) }),
    ...(sinceTime === "" ? {} : { sinceTime }),
    ...(flags.int("limit-bytes") > 0 ? { limitBytes: flags.text("limit-bytes") } : {}),
  };
}

function prefixed(text: string, prefix: string): string {
  return text.replace(/^(?=[\s\S])/gm, (_match, at: number) => (at < text.length ? prefix : ""));
}
