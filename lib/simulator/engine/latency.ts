/**
 * How long things take, in virtual milliseconds. World 0 uses the medians; every other world
 * draws. Nothing else differs between worlds.
 */
import type { RandomStream } from "./random.ts";

export type LatencyName =
  | "watch" // from a write until a component sees it
  | "reconcile" // from seeing a change until a controller acts
  | "schedule" // one decision of the scheduler
  | "kubelet-sync" // from seeing a pod until the kubelet acts
  | "image-pull"
  | "container-start"
  | "container-stop" // from SIGTERM to the end of a program that obeys it
  | "proxy" // from a change of endpoints until a node's rules have it
  | "request"; // one hop of a request

/** A draw lies between `lowest` and `highest` times the median, half of them on either side. */
export type Latency = {
  readonly medianMs: number;
  readonly lowest: number;
  readonly highest: number;
};

export type LatencyModel = Readonly<Record<LatencyName, Latency>>;

/** The machine on which the conformance cases were recorded: conformance/FORMAT.md, «Time». */
export const RECORDED_LATENCY: LatencyModel = {
  watch: { medianMs: 1, lowest: 0.5, highest: 4 },
  reconcile: { medianMs: 2, lowest: 0.5, highest: 4 },
  schedule: { medianMs: 2, lowest: 0.5, highest: 4 },
  "kubelet-sync": { medianMs: 20, lowest: 0.5, highest: 3 },
  "image-pull": { medianMs: 1200, lowest: 0.8, highest: 1.5 },
  "container-start": { medianMs: 5, lowest: 0.5, highest: 2 },
  "container-stop": { medianMs: 5, lowest: 0.5, highest: 2 },
  proxy: { medianMs: 20, lowest: 0.5, highest: 4 },
  request: { medianMs: 1, lowest: 0.5, highest: 4 },
};

/** A small kubeadm cluster as learners have it. */
export const LEARNER_LATENCY: LatencyModel = {
  watch: { medianMs: 5, lowest: 0.4, highest: 20 },
  reconcile: { medianMs: 5, lowest: 0.4, highest: 20 },
  schedule: { medianMs: 5, lowest: 0.4, highest: 10 },
  "kubelet-sync": { medianMs: 100, lowest: 0.2, highest: 5 },
  "image-pull": { medianMs: 2000, lowest: 0.5, highest: 5 },
  "container-start": { medianMs: 400, lowest: 0.5, highest: 4 },
  "container-stop": { medianMs: 100, lowest: 0.5, highest: 4 },
  // Rules are written once a second at most while much changes.
  proxy: { medianMs: 50, lowest: 0.4, highest: 20 },
  request: { medianMs: 2, lowest: 0.5, highest: 10 },
};

export function drawLatencyMs(latency: Latency, stream: RandomStream | undefined): number {
  if (stream === undefined) return latency.medianMs;
  const { medianMs, lowest, highest } = latency;
  const u = stream.fraction() * 2 - 1;
  const factor = u < 0 ? 1 + u * (1 - lowest) : 1 + u * u * (highest - 1);
  return Math.round(medianMs * factor * 10) / 10;
}
