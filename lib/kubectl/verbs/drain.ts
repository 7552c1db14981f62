/** `kubectl drain`: a node takes no new pods, and those it has are evicted. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { dryRunOf, dryRunSuffix } from "../command/dry-run.ts";
import { KubectlError, ServerError, SilentExit } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  durationFlag,
  intFlag,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { ENDLESS_WAIT_MS, waitUntil } from "../resource/waiting.ts";
import { goDuration } from "../text/duration.ts";
import { sortPods } from "./node/drain-filter.ts";
import { nodesFor, setUnschedulable } from "./node/nodes.ts";

export const drainVerb: Verb = {
  name: "drain",
  summary: "Drain node in preparation for maintenance",
  usage: "NODE",
  flags: [
    SELECTOR_FLAG,
    DRY_RUN_FLAG,
    boolFlag("delete-emptydir-data", "Go on though pods lose their emptyDir volumes."),
    boolFlag("disable-eviction", "Delete rather than evict."),
    boolFlag("force", "Go on though pods have no controller."),
    boolFlag("ignore-daemonsets", "Leave the pods of daemon sets."),
    durationFlag("timeout", "How long to wait; zero is as long as it takes.", { default: "0s" }),
    intFlag("chunk-size", "How many objects a request asks for.", { default: "500" }),
    intFlag("grace-period", "Seconds to end gracefully.", { default: "-1" }),
    intFlag("skip-wait-for-delete-timeout", "Do not wait for pods that end for longer.", {
      default: "0",
    }),
    textFlag("pod-selector", "Only pods with these labels."),
  ],
  run: runDrain,
};

const RETRY_MS = 5000;

function runDrain(context: CommandContext): void {
  const podSelector = context.flags.text("pod-selector");
  if (
    podSelector !== "" &&
    !/^[^\s=!]+(\s*(=|==|!=)\s*[^\s]*|\s+(not)?in\s*\(.*\))?$/.test(podSelector)
  ) {
    throw new KubectlError("--pod-selector=<pod_selector> must be a valid label selector");
  }
  const nodes = nodesFor(context);
  const dryRun = dryRunOf(context.flags);
  for (const node of nodes) {
    const changed = setUnschedulable(context, node, true, dryRun);
    const operation = changed ? `cordoned${dryRunSuffix(dryRun)}` : "already cordoned";
    context.line(`node/${node.metadata.name} ${operation}`);
  }
  const failed: { readonly node: string; readonly why: string }[] = [];
  for (const node of nodes) {
    const { name } = node.metadata;
    try {
      drainOne(context, node, dryRun !== "none");
      context.line(`node/${name} drained${dryRunSuffix(dryRun)}`);
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      failed.push({ node: name, why: error.message });
      context.errorLine(
        `error: unable to drain node "${name}" due to error: ${error.message}, continuing command...`,
      );
    }
  }
  if (failed.length === 0) return;
  context.errorLine("There are pending nodes to be drained:");
  for (const { node } of failed) context.errorLine(` ${node}`);
  for (const { why } of failed) context.errorLine(why);
  throw new SilentExit(1);
}

function drainOne(context: CommandContext, node: KubeObject, dry: boolean): void {
  const { pods, warnings, errors } = sortPods(context, node);
  if (errors.length > 0) throw new KubectlError(errors.join(", "));
  if (warnings.length > 0) context.warn(warnings.join("; "));
  if (dry) {
    for (const { metadata } of pods) {
      context.line(`evicting pod ${metadata.namespace ?? ""}/${metadata.name} (dry run)`);
    }
    return;
  }
  const timeout = context.flags.duration("timeout");
  const deadline = context.client.nowMs + (timeout > 0 ? timeout : ENDLESS_WAIT_MS);
  const evicted = pods.map((pod) => ({ pod, done: evict(context, pod) }));
  for (const { pod, done } of evicted) {
    if (!done) retry(context, pod, deadline, node.metadata.name);
  }
  for (const { pod } of evicted) waitGone(context, pod, deadline);
}

function refOf(context: CommandContext, { metadata }: KubeObject) {
  const row = context.mapper.resolve("pods");
  return { row, namespace: metadata.namespace, name: metadata.name };
}

/** False when a disruption budget is in the way. */
function evict(context: CommandContext, pod: KubeObject): boolean {
  const { namespace = "", name } = pod.metadata;
  const grace = context.flags.int("grace-period");
  context.line(`evicting pod ${namespace}/${name}`);
  const ref = refOf(context, pod);
  const gracePeriod = grace < 0 ? {} : { gracePeriodSeconds: grace };
  try {
    if (context.flags.bool("disable-eviction")) context.api.delete(ref, gracePeriod);
    else {
      const body = {
        apiVersion: "policy/v1",
        kind: "Eviction",
        metadata: { name, namespace },
        ...(grace < 0 ? {} : { deleteOptions: gracePeriod }),
      };
      context.api.create(ref.row, namespace, body, {}, { name, subresource: "eviction" });
    }
    return true;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    if (error.is("NotFound")) return true;
    if (!error.is("TooManyRequests")) {
      throw new KubectlError(
        `error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}: ${error.message}`,
      );
    }
    context.errorLine(
      `error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)} ` +
        `(will retry after 5s): ${error.message}`,
    );
    return false;
  }
}

function retry(context: CommandContext, pod: KubeObject, deadline: number, node: string): void {
  const { namespace = "", name } = pod.metadata;
  while (context.client.nowMs < deadline) {
    const pause = Math.min(RETRY_MS, deadline - context.client.nowMs);
    context.client.runUntil(() => false, pause);
    if (context.client.nowMs < deadline && evict(context, pod)) return;
  }
  const timeout = goDuration(context.flags.duration("timeout"));
  const why = `error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}: global timeout reached: ${timeout}`;
  context.errorLine(`There are pending pods in node "${node}" when an error occurred: ${why}`);
  context.errorLine(`pod/${name}`);
  throw new KubectlError(why);
}

function waitGone(context: CommandContext, pod: KubeObject, deadline: number): void {
  const ref = refOf(context, pod);
  const gone = () => context.api.find(ref)?.metadata.uid !== pod.metadata.uid;
  if (!waitUntil(context, gone, deadline - context.client.nowMs)) {
    throw new KubectlError(
      `error when waiting for pod "${ref.name}" in namespace "${ref.namespace ?? ""}" to terminate: global timeout reached: ${goDuration(context.flags.duration("timeout"))}`,
    );
  }
  const done = context.flags.bool("disable-eviction") ? "deleted" : "evicted";
  context.line(`pod/${ref.name} ${done}`);
}
