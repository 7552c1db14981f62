/** Which pods of a node a drain may take, and why it may not take the others. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";

export type DrainPlan = {
  readonly pods: readonly KubeObject[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
};

type Reason = "daemon-set" | "local-storage" | "unmanaged";

const REFUSED: Readonly<Record<Reason, string>> = {
  "daemon-set": "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)",
  "local-storage": "cannot delete Pods with local storage (use --delete-emptydir-data to override)",
  unmanaged:
    "cannot delete cannot delete Pods that declare no controller (use --force to override)",
};

const WARNED: Readonly<Record<Reason, string>> = {
  "daemon-set": "ignoring DaemonSet-managed Pods",
  "local-storage": "deleting Pods with local storage",
  unmanaged: "deleting Pods that declare no controller",
};

export function sortPods(context: CommandContext, node: KubeObject): DrainPlan {
  const { flags } = context;
  const pods: KubeObject[] = [];
  const warned = new Map<Reason, string[]>();
  const refused = new Map<Reason, string[]>();
  const note = (map: Map<Reason, string[]>, reason: Reason, pod: KubeObject) => {
    const name = `${pod.metadata.namespace ?? ""}/${pod.metadata.name}`;
    map.set(reason, [...(map.get(reason) ?? []), name]);
  };
  for (const pod of podsOn(context, node)) {
    const ended = isEnded(pod);
    const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller === true);
    if (owner?.kind === "DaemonSet" && !ended) {
      note(flags.bool("ignore-daemonsets") ? warned : refused, "daemon-set", pod);
      continue;
    }
    if (hasEmptyDir(pod) && !ended && !flags.bool("delete-emptydir-data")) {
      note(refused, "local-storage", pod);
    } else if (owner === undefined && !ended) {
      note(flags.bool("force") ? warned : refused, "unmanaged", pod);
      if (flags.bool("force")) pods.push(pod);
    } else pods.push(pod);
  }
  const texts = (map: Map<Reason, string[]>, words: Readonly<Record<Reason, string>>) =>
    [...map].map(([reason, names]) => `${words[reason]}: ${names.join(", ")}`).sort();
  return { pods, warnings: texts(warned, WARNED), errors: texts(refused, REFUSED) };
}

const MIRROR = "kubernetes.io/config.mirror";

function podsOn(context: CommandContext, node: KubeObject): readonly KubeObject[] {
  const row = context.mapper.resolve("pods");
  const labelSelector = context.flags.text("pod-selector");
  const options = {
    fieldSelector: `spec.nodeName=${node.metadata.name}`,
    ...(labelSelector === "" ? {} : { labelSelector }),
  };
  return context.api
    .list(row, undefined, options)
    .items.filter(({ metadata }) => metadata.annotations?.[MIRROR] === undefined);
}

function isEnded(pod: KubeObject): boolean {
  const phase = (pod.status as { readonly phase?: string } | undefined)?.phase;
  return phase === "Succeeded" || phase === "Failed";
}

function hasEmptyDir(pod: KubeObject): boolean {
  const spec = (pod.spec ?? {}) as {
    readonly volumes?: readonly { readonly emptyDir?: unknown }[];
  };
  return spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined) === true;
}
