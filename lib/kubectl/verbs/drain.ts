/** `kubectl drain`: a node takes no new pods, and those it has are evicted. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { type DryRun, dryRunOf, dryRunSuffix } from "../command/dry-run.ts";
import { KubectlError, SilentExit } from "../command/error.ts";
import {
  boolFlag,
  DRY_RUN_FLAG,
  durationFlag,
  intFlag,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { sortPods } from "./node/drain-filter.ts";
import { Eviction } from "./node/eviction.ts";
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

class DrainError extends KubectlError {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(aggregate(faults));
    this.faults = faults;
  }
}

function aggregate(faults: readonly string[]): string {
  return faults.length === 1 ? (faults[0] ?? "") : `[${faults.join(", ")}]`;
}

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
    const operation = changed ? "cordoned" : "already cordoned";
    context.line(`node/${node.metadata.name} ${operation}${dryRunSuffix(dryRun)}`);
  }
  const failed: { readonly node: string; readonly why: readonly string[] }[] = [];
  for (const node of nodes) {
    const { name } = node.metadata;
    try {
      drainOne(context, node, dryRun);
      context.line(`node/${name} drained${dryRunSuffix(dryRun)}`);
    } catch (error) {
      if (!(error instanceof KubectlError)) throw error;
      failed.push({
        node: name,
        why: error instanceof DrainError ? error.faults : [error.message],
      });
      context.errorLine(
        `error: unable to drain node "${name}" due to error: ${error.message}, continuing command...`,
      );
    }
  }
  if (failed.length === 0) return;
  context.errorLine("There are pending nodes to be drained:");
  for (const { node } of failed) context.errorLine(` ${node}`);
  for (const fault of failed.flatMap(({ why }) => why)) context.errorLine(fault);
  throw new SilentExit(1);
}

function drainOne(context: CommandContext, node: KubeObject, dryRun: DryRun): void {
  const { pods, warnings, errors } = sortPods(context, node);
  if (errors.length > 0) throw new DrainError(errors);
  if (warnings.length > 0) context.warn(warnings.join("; "));
  if (dryRun !== "none") {
    const suffix = dryRunSuffix(dryRun);
    for (const { metadata } of pods) {
      context.line(`evicting pod ${metadata.namespace ?? ""}/${metadata.name}${suffix}`);
    }
    return;
  }
  const faults = new Eviction(context).run(pods);
  if (faults.length === 0) return;
  const all = aggregate(faults);
  const { name } = node.metadata;
  context.errorLine(`There are pending pods in node "${name}" when an error occurred: ${all}`);
  for (const pod of sortPods(context, node).pods) context.errorLine(`pod/${pod.metadata.name}`);
  throw new DrainError(faults);
}
