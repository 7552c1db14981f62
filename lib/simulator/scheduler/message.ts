/** The sentence that a pod without a node carries in its condition and its event. */
import type { Failed } from "./cycle.ts";
import type { Refusal } from "./plugin.ts";
import type { Preemption } from "./preemption.ts";

/** The plugin before preemption asks for claims of devices that could be given back. */
const NO_CLAIMS = "no new claims to deallocate";
/** That plugin has nothing to say on a pod that was refused before it was asked. */
const NOT_ASKED = "not found";
const NO_HELP = "Preemption is not helpful for scheduling";

/** `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) … . preemption: …` */
export function failureMessage(
  nodeCount: number,
  failed: Failed,
  preemption: Preemption | undefined,
): string {
  if (nodeCount === 0) return "no nodes available to schedule pods";
  const head = `0/${nodeCount} nodes are available`;
  const { overall, refusals } = failed;
  if (overall !== undefined) return `${head}: ${overall.reasons.join(", ")}. ${NOT_ASKED}`;
  const reasons = countedText(countReasons(refusals.values()));
  if (preemption === undefined || preemption.nodeName !== undefined) return `${head}: ${reasons}.`;
  return `${head}: ${reasons}. ${NO_CLAIMS}, preemption: ${preemptionText(head, nodeCount, preemption)}`;
}

function preemptionText(
  head: string,
  nodeCount: number,
  preemption: Extract<Preemption, { readonly nodeName: undefined }>,
): string {
  if ("message" in preemption) return preemption.message;
  const counts = new Map(countReasons(preemption.refusals.values()));
  const helpless = nodeCount - preemption.refusals.size;
  if (helpless > 0) counts.set(NO_HELP, helpless);
  return `${head}: ${countedText(counts)}.`;
}

/** Reason → number of nodes that give it. */
export function countReasons(refusals: Iterable<Refusal>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { reasons } of refusals) {
    for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return counts;
}

/** Sorted as text, the numbers included. */
function countedText(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(", ");
}
