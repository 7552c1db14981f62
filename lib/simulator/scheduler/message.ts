/** The sentence that a pod without a node carries in its condition and its event. */
import type { Pod } from "../api/types.generated.ts";
import type { Decision } from "./cycle.ts";
import type { Refusal } from "./plugin.ts";

type Failed = Extract<Decision, { readonly nodeName: undefined }>;

/** `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) … . preemption: …` */
export function failureMessage(pod: Pod, nodeCount: number, failed: Failed): string {
  if (nodeCount === 0) return "no nodes available to schedule pods";
  const head = `0/${nodeCount} nodes are available`;
  // The last two words are what remains of a look-up in a state that was never written.
  if (failed.overall !== undefined) {
    return `${head}: ${failed.overall.reasons.join(", ")}. not found`;
  }
  const reasons = countReasons([...failed.refusals.values()].flatMap((refusal) => refusal.reasons));
  return `${head}: ${reasons}. ${preemptionMessage(pod, nodeCount, failed.refusals)}`;
}

function preemptionMessage(
  pod: Pod,
  nodeCount: number,
  refusals: ReadonlyMap<string, Refusal>,
): string {
  const head = "no new claims to deallocate, preemption:";
  if (pod.spec.preemptionPolicy === "Never")
    return `${head} not eligible due to preemptionPolicy=Never.`;
  const verdicts = [...refusals.values()].map(({ unresolvable }) =>
    unresolvable
      ? "Preemption is not helpful for scheduling"
      : "No preemption victims found for incoming pod",
  );
  return `${head} 0/${nodeCount} nodes are available: ${countReasons(verdicts)}.`;
}

/** Equal reasons are counted, and the counted ones sorted as text. */
function countReasons(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(", ");
}
