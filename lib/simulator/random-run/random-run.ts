/**
 * A run in which a seed decides what is done to a cluster, in which order and after how long; then
 * what its history says of the invariants.
 */
import { type Cluster, createCluster } from "../cluster.ts";
import { randomStream } from "../engine/random.ts";
import { type History, invariants } from "../invariants/index.ts";
import * as faults from "./fault-step.ts";
import * as namespaces from "./namespace-step.ts";
import * as nodes from "./node-step.ts";
import type { Scene, Step } from "./step.ts";
import * as workloads from "./workload-step.ts";

const STEPS_PER_RUN = 14;
const PAUSE_MAX_MS = 15_000;
/** Far more than such a run needs: what is endless is found soon. */
const ENGINE_STEPS_MAX = 500_000;

/** A step that stands here n times is n times as likely. */
const STEPS: readonly Step[] = [
  ...[workloads.deploy, workloads.deploy, workloads.deploy, workloads.deployStateful],
  ...[workloads.deployOnEveryNode, workloads.runJob, workloads.scale, workloads.scale],
  ...[workloads.rollOut, workloads.deleteWorkload, workloads.deletePod, workloads.deletePod],
  ...[nodes.taint, nodes.cordon, nodes.drain, nodes.drain, nodes.loseNode, nodes.removeNode],
  ...[namespaces.limit, namespaces.budget, namespaces.budget, namespaces.claim],
  ...[namespaces.deleteClaim, namespaces.deleteNamespace, namespaces.makeNamespace],
  ...[faults.strike, faults.strike, faults.strike, faults.relieve, faults.relieve],
];

export type RandomRun = {
  readonly seed: number;
  readonly history: History;
  /** Virtual time that the run took. */
  readonly ms: number;
  /** One row for each invariant, in their order. */
  readonly verdicts: readonly { readonly name: string; readonly violations: readonly string[] }[];
};

export function randomRun(seed: number): RandomRun {
  const { cluster, settled } = played(seed);
  const history = {
    log: cluster.log,
    settled,
    hash: cluster.logHash(),
    replayHash: played(seed).cluster.logHash(),
  };
  const verdicts = invariants.map(({ name, violations }) => ({
    name,
    violations: violations(history),
  }));
  const beganMs = cluster.log[0]?.atMs ?? cluster.nowMs;
  return { seed, history, ms: cluster.nowMs - beganMs, verdicts };
}

function played(seed: number): { readonly cluster: Cluster; readonly settled: boolean } {
  // An odd seed is played in a world of its own, an even one in the plain one.
  const world = seed % 2 === 0 ? 0 : seed;
  const options = { seed, world, stepsMax: ENGINE_STEPS_MAX };
  const cluster = createCluster({ flavour: "learner", ...options });
  const random = randomStream(seed, "random-run");
  let names = 0;
  const newName = (prefix: string) => {
    names += 1;
    return `${prefix}-${names}`;
  };
  const scene: Scene = { cluster, random, lost: new Set(), faults: [], newName };
  namespaces.makeNamespace(scene);
  workloads.deploy(scene);
  for (let i = 0; i < STEPS_PER_RUN; i++) {
    cluster.advance(random.below(PAUSE_MAX_MS));
    STEPS[random.below(STEPS.length)]?.(scene);
  }
  faults.relieveAll(scene);
  return { cluster, settled: cluster.settle().settled };
}
