/** A submission that rolls ten pods over, in a hundred worlds that share their start. */
import { runWorlds } from "#lib/scenario";
import type { KubeObject } from "#lib/simulator";
import { PLAYGROUND } from "../lab/playground.ts";
import { type BenchRow, costOf } from "./row.ts";

const WORLDS = 100;
const WARM_UPS = 20;
const BUDGET_MS = 600;

const labels = { app: "web" };

const web = (image: string) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "default" },
  spec: {
    replicas: 10,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: "web", image }] } },
  },
});

export async function worldRows(): Promise<readonly BenchRow[]> {
  const cluster = { ...PLAYGROUND.cluster, objects: [web("nginx:1.28") as unknown as KubeObject] };
  const scenario = { ...PLAYGROUND, cluster };
  const yaml = JSON.stringify(web("nginx:1.29"));
  const run = (count: number) =>
    runWorlds(scenario, { inputs: [{ kind: "apply", yaml }] }, count, { seed: 1, language: "en" });
  run(WARM_UPS);
  const { cpuMs, wallMs } = await costOf(() => void run(WORLDS));
  const name = `${WORLDS} worlds of a rolling update`;
  return [
    { name, value: wallMs, unit: "ms", budget: BUDGET_MS },
    { name: `${name}, CPU`, value: cpuMs, unit: "ms" },
  ];
}
