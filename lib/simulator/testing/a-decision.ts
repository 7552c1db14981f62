/** Nodes, pods and decisions of the scheduler without a cluster around them. */
import type { Node, Pod, PodDisruptionBudget, PodSpec } from "../api/types.generated.ts";
import { decide } from "../scheduler/cycle.ts";
import { failureMessage } from "../scheduler/message.ts";
import { NodeCache } from "../scheduler/node-cache.ts";
import { Nominations } from "../scheduler/nominations.ts";
import { schedulerPlugins } from "../scheduler/plugins/index.ts";
import { preempt } from "../scheduler/preemption.ts";

type Labels = Readonly<Record<string, string>>;

export type NodeWords = Partial<Node["spec"]> & {
  readonly name: string;
  readonly labels?: Labels;
  readonly cpu?: string;
  readonly pods?: string;
  readonly images?: Node["status"]["images"];
};

const TIME = "2026-01-05T09:00:00Z";

export function aNode({ name, labels, cpu = "4", pods = "110", images, ...spec }: NodeWords): Node {
  const identity = { uid: name, resourceVersion: "1", creationTimestamp: TIME };
  const allocatable = { cpu, memory: "8Gi", pods };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name, ...labels }, ...identity },
    spec,
    status: { allocatable, images },
  };
}

export type WaitingPodWords = {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly cpu?: string;
  readonly startTime?: string;
  readonly nominated?: string;
  readonly spec?: Partial<PodSpec>;
};

let count = 0;

export function aWaitingPod(words: WaitingPodWords = {}): Pod {
  count += 1;
  const { name = `p${count}`, namespace = "default", labels, cpu, startTime, nominated } = words;
  const requests = cpu === undefined ? {} : { resources: { requests: { cpu } } };
  const identity = { uid: `u${count}`, resourceVersion: "1", creationTimestamp: TIME };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels, ...identity },
    spec: { containers: [{ name: "c", image: "nginx", ...requests }], ...words.spec },
    status: { startTime, nominatedNodeName: nominated },
  };
}

export type DecisionWords = {
  readonly nodes: readonly Node[];
  readonly running?: readonly (readonly [Pod, string])[];
  readonly budgets?: readonly PodDisruptionBudget[];
  readonly nominations?: Nominations;
  readonly cache?: NodeCache;
};

/** The node's name, `node: victim, victim` when room has to be made, or the pod's message. */
export function decisionOn(pod: Pod, words: DecisionWords): string {
  const { budgets = [], cache = new NodeCache(), nodes, nominations = new Nominations() } = words;
  for (const node of nodes) cache.setNode(node);
  for (const [other, nodeName] of words.running ?? []) cache.place(other, nodeName);
  const options = { plugins: schedulerPlugins, tieBreak: undefined, startIndex: 0, nominations };
  const { decision } = decide(pod, cache, options);
  if (decision.nodeName !== undefined) return decision.nodeName;
  if (decision.overall !== undefined || nodes.length === 0)
    return failureMessage(nodes.length, decision, undefined);
  const question = { pod, failed: decision, snapshot: cache, nominations, budgets, nowMs: 0 };
  const preemption = preempt(question);
  if (preemption.nodeName === undefined) return failureMessage(nodes.length, decision, preemption);
  const victims = preemption.victims.map(({ metadata }) => metadata.name);
  return `${preemption.nodeName}: ${victims.join(", ")}`;
}
