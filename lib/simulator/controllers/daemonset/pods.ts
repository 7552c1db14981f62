/** Making and removing daemon pods, and which of them stand on which node. */
import { ApiError } from "../../api/error.ts";
import { isBeingDeleted } from "../../api/object.ts";
import type { DaemonSet, Pod } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { createPod, deletePod } from "../pod-control.ts";
import { isFinished } from "../pod-state.ts";
import { specForNode, targetNode } from "./place.ts";

export const HASH_LABEL = "controller-revision-hash";
const GENERATION_LABEL = "pod-template-generation";
const GENERATION = "deprecated.daemonset.template.generation";

/** The most pods that one look makes or removes. */
const BURST = 250;

export type PodsByNode = ReadonlyMap<string, readonly Pod[]>;

/** Oldest first; finished pods that are on their way out no longer count. */
export function podsByNode(pods: readonly Pod[]): PodsByNode {
  const found = new Map<string, Pod[]>();
  const byAge = [...pods].sort((a, b) =>
    a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1,
  );
  for (const pod of byAge) {
    if (isFinished(pod) && isBeingDeleted(pod)) continue;
    const node = targetNode(pod);
    if (node === undefined) continue;
    const there = found.get(node);
    if (there === undefined) found.set(node, [pod]);
    else there.push(pod);
  }
  return found;
}

export function isUpdated({ metadata }: Pod, hash: string): boolean {
  return metadata.labels?.[HASH_LABEL] === hash;
}

export function removePods(set: DaemonSet, pods: readonly Pod[], context: ControllerContext): void {
  for (const pod of pods.slice(0, BURST)) deletePod(set, pod, context);
}

/** One pod for each node, in growing batches until one is refused. */
export function createPods(
  set: DaemonSet,
  nodes: readonly string[],
  hash: string,
  context: ControllerContext,
): void {
  const { template } = set.spec;
  const generation = set.metadata.annotations?.[GENERATION];
  const labels = {
    ...template.metadata?.labels,
    [HASH_LABEL]: hash,
    ...(generation === undefined ? {} : { [GENERATION_LABEL]: generation }),
  };
  const wanted = nodes.slice(0, BURST);
  let made = 0;
  for (let batch = 1; made < wanted.length; batch *= 2) {
    let refusal: ApiError | undefined;
    for (const node of wanted.slice(made, made + batch)) {
      const spec = specForNode(template.spec ?? { containers: [] }, node);
      try {
        createPod(set, { metadata: { ...template.metadata, labels }, spec }, context);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        refusal ??= error;
      }
    }
    if (refusal !== undefined) throw refusal;
    made += batch;
  }
}
