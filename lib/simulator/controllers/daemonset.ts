/**
 * Keeps one pod on every node that a DaemonSet's template fits.
 * https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
import { sameJson } from "../api/json.ts";
import { isBeingDeleted, keyOf } from "../api/object.ts";
import type { Node } from "../api/types.generated.ts";
import { adoptionWatch } from "./claim.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { manage } from "./daemonset/manage.ts";
import { placeOn } from "./daemonset/place.ts";
import { HASH_LABEL, podsByNode } from "./daemonset/pods.ts";
import { rollDaemons } from "./daemonset/rolling.ts";
import { writeDaemonStatus } from "./daemonset/status.ts";
import { claimPods } from "./pod-claim.ts";
import { clearRevisions, ensureRevision, revisionsOf } from "./revision/revision.ts";

export const daemonSetController: Controller = {
  name: "daemonset-controller",
  for: "DaemonSet",
  owns: ["Pod", "ControllerRevision"],
  watches: [
    adoptionWatch(
      "Pod",
      (cache, namespace) => cache.list("DaemonSet", namespace),
      ({ spec }) => spec.selector,
    ),
    // A node's heartbeat changes nothing for a DaemonSet; its labels and taints do.
    {
      kind: "Node",
      isNews: (node, previous) =>
        previous === undefined ||
        !sameJson(node.metadata.labels, previous.metadata.labels) ||
        !sameJson((node as Node).spec.taints, (previous as Node).spec.taints),
      keysFor: (_node, cache) => cache.list("DaemonSet").map(keyOf),
    },
  ],

  reconcile(key, context) {
    const set = context.cache.get("DaemonSet", key);
    if (set === undefined || isBeingDeleted(set)) return "done";
    const revision = ensureRevision(set, HASH_LABEL, context);
    const hash = revision.metadata.labels?.[HASH_LABEL] ?? "";
    const nodes = context.cache.list("Node");
    const found = () => podsByNode(claimPods(set, set.spec.selector, context));
    let failure: unknown;
    let nextMs: number | undefined;
    try {
      nextMs = manage(set, nodes, found(), hash, context);
      if (set.spec.updateStrategy?.type !== "OnDelete") {
        const desired = nodes.filter((node) => placeOn(set, node).shouldRun).length;
        rollDaemons(set, found(), desired, hash, context);
      }
    } catch (error) {
      failure = error;
    }
    const availableMs = writeDaemonStatus(set, nodes, found(), hash, context);
    if (failure !== undefined) throw failure;
    clearOld(key, context);
    const times = [nextMs, availableMs].filter((time) => time !== undefined);
    return times.length === 0 ? "done" : { requeueAtMs: Math.min(...times) };
  },
};

function clearOld(key: string, context: ControllerContext): void {
  const set = context.cache.get("DaemonSet", key);
  if (set === undefined) return;
  const hashes = new Set(
    context.cache
      .listOwnedBy("Pod", set.metadata.uid)
      .map(({ metadata }) => metadata.labels?.[HASH_LABEL]),
  );
  const revisions = revisionsOf(set, context);
  const live = revisions.filter(({ metadata }) => hashes.has(metadata.labels?.[HASH_LABEL]));
  const names = new Set([...live, ...revisions.slice(-1)].map(({ metadata }) => metadata.name));
  clearRevisions(set, names, context);
}
