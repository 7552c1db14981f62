/** Applies objects to a fresh cluster and lets it settle: what a manifest reaches by itself. */
import type { Cluster, KubeObject } from "#lib/simulator";
import { Lab } from "../lab.ts";
import type { ClusterStart } from "../scenario.ts";

export type ReachedState = {
  readonly cluster: Cluster;
  /** kubectl refused something. */
  readonly refused: boolean;
  readonly stderr: string;
};

const SEED = 1;

export function runObjects(objects: readonly KubeObject[], start: ClusterStart): ReachedState {
  const lab = new Lab(
    {
      id: "reference",
      title: { en: "" },
      domains: [],
      skills: [],
      minutes: 1,
      difficulty: 1,
      task: { en: "" },
      hints: [],
      cluster: start,
      expectations: { criteria: [], errors: [], gates: [] },
      assumptions: [],
      worldsShare: 1,
    },
    { seed: SEED },
  );
  const list = { apiVersion: "v1", kind: "List", items: objects };
  const { exitCode, stderr } = lab.apply(JSON.stringify(list));
  lab.cluster.settle();
  return { cluster: lab.cluster, refused: exitCode !== 0, stderr };
}
