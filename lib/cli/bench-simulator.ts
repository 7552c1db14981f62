/**
 * How fast the simulator is: a Deployment applied until all its pods are Ready, its growth and
 * memory, the nearest peer in the same run, and the size of what a browser loads.
 */
import { execFileSync } from "node:child_process";
import { createCluster } from "#lib/simulator";
import { browserBytes, bundleForNode } from "./bench/bundle.ts";
import { type BenchRow, type Cost, costOf, median, medianCost } from "./bench/row.ts";
import { schedulingRows } from "./bench/schedule.ts";
import { loadWebernetes } from "./bench/webernetes.ts";

type Load = {
  readonly pods: number;
  readonly nodes: number;
  readonly runs: number;
  readonly budgetMs?: number;
};

const LOADS: readonly Load[] = [
  { pods: 10, nodes: 3, runs: 21, budgetMs: 3 },
  { pods: 100, nodes: 3, runs: 11, budgetMs: 20 },
  { pods: 1000, nodes: 20, runs: 3, budgetMs: 250 },
  { pods: 10_000, nodes: 200, runs: 1 },
];
/** Until figures stand still: the engine compiles what it has seen often enough. */
const WARM_UPS = 25;
const PEER_WARM_UPS = 3;
const PEER_PODS = [10, 100];
const MEMORY_BUDGET_MB = 60;
const BROWSER_BUDGET_KB = 250;
const GROWTH_BUDGET = 2;

export async function simulatorBenchRows(
  tell: (doing: string) => void = () => {},
): Promise<readonly BenchRow[]> {
  const costs = new Map<number, Cost>();
  tell("warming up");
  const first = await deployed(100, 3);
  for (let at = 1; at < WARM_UPS; at++) await deployed(100, 3);
  for (const { pods, nodes, runs } of LOADS) {
    tell(`${pods} pods`);
    const each: Cost[] = [];
    for (let at = 0; at < runs; at++) each.push(await deployed(pods, nodes));
    costs.set(pods, medianCost(each));
  }
  const scheduling = await schedulingRows(tell);
  tell("webernetes");
  const peer = await peerCosts();
  tell("memory and bundle");
  return [
    { name: "100 pods Ready, the first of a process", value: first.wallMs, unit: "ms" },
    ...LOADS.flatMap((load) => loadRows(load, costs, peer)),
    growth(costs),
    ...scheduling,
    ...peerRows(peer),
    await memory(),
    await browserSize(),
  ];
}

/** Wall and processor time from the request until every pod is Ready. */
async function deployed(pods: number, nodes: number): Promise<Cost> {
  const cluster = createCluster({ flavour: "recorded", nodes: benchNodes(nodes) });
  cluster.settle();
  return costOf(() => deploy(cluster, pods));
}

function deploy(cluster: ReturnType<typeof createCluster>, pods: number): void {
  const client = cluster.client();
  const { code } = client.request({
    verb: "create",
    group: "apps",
    version: "v1",
    resource: "deployments",
    namespace: "default",
    body: deployment(pods),
  });
  const ready = client.runUntil(() => readyReplicas(cluster) === pods, 3_600_000);
  if (code !== 201 || !ready) {
    throw new Error(`${readyReplicas(cluster)} of ${pods} pods Ready, the server said ${code}`);
  }
}

function readyReplicas(cluster: ReturnType<typeof createCluster>): number {
  const found = cluster.find("Deployment", "default/web") as
    | { readonly status?: { readonly readyReplicas?: number } }
    | undefined;
  return found?.status?.readyReplicas ?? 0;
}

function benchNodes(count: number) {
  const capacity = { cpu: "32", memory: "128Gi", pods: "110" };
  return Array.from({ length: count }, (_, at) => ({ name: `node${at + 1}`, capacity }));
}

function deployment(replicas: number) {
  const labels = { app: "web" };
  const containers = [{ name: "web", image: "nginx:1.29" }];
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "default" },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
    },
  };
}

type PeerCosts = ReadonlyMap<number, { readonly published: Cost; readonly stepped: Cost }>;

async function peerCosts(): Promise<PeerCosts> {
  const peer = await loadWebernetes();
  const costs = new Map<number, { published: Cost; stepped: Cost }>();
  for (const pods of PEER_PODS) {
    for (let at = 0; at < PEER_WARM_UPS; at++) await peer(pods, "clock stepped");
    const published = await peer(pods, "as published");
    const stepped: Cost[] = [];
    for (let at = 0; at < 3; at++) stepped.push(await peer(pods, "clock stepped"));
    costs.set(pods, { published, stepped: medianCost(stepped) });
  }
  return costs;
}

function loadRows(
  { pods, budgetMs }: Load,
  costs: ReadonlyMap<number, Cost>,
  peer: PeerCosts,
): readonly BenchRow[] {
  const cost = costs.get(pods);
  if (cost === undefined) return [];
  const stepped = peer.get(pods)?.stepped;
  const compared =
    stepped === undefined
      ? {}
      : { ratio: stepped.wallMs / cost.wallMs, against: "webernetes, clock stepped" };
  const budget = budgetMs === undefined ? {} : { budget: budgetMs };
  return [
    { name: `${pods} pods Ready`, value: cost.wallMs, unit: "ms", ...budget, ...compared },
    { name: `${pods} pods Ready, CPU`, value: cost.cpuMs, unit: "ms" },
  ];
}

function growth(costs: ReadonlyMap<number, Cost>): BenchRow {
  const perPod = (pods: number): number => (costs.get(pods)?.wallMs ?? Number.NaN) / pods;
  const value = perPod(10_000) / perPod(100);
  return { name: "time per pod, 10,000 to 100", value, unit: "times", budget: GROWTH_BUDGET };
}

function peerRows(peer: PeerCosts): readonly BenchRow[] {
  return [...peer].flatMap(([pods, { published, stepped }]) => [
    { name: `webernetes, ${pods} pods, as published`, value: published.wallMs, unit: "ms" },
    { name: `webernetes, ${pods} pods, as published, CPU`, value: published.cpuMs, unit: "ms" },
    { name: `webernetes, ${pods} pods, clock stepped`, value: stepped.wallMs, unit: "ms" },
    { name: `webernetes, ${pods} pods, clock stepped, CPU`, value: stepped.cpuMs, unit: "ms" },
  ]);
}

/** Resident memory of a bare Node with 1,000 settled pods, over a Node that does nothing. */
async function memory(): Promise<BenchRow> {
  const code = `
    import { createCluster } from "#lib/simulator";
    const cluster = createCluster({ flavour: "recorded", nodes: ${JSON.stringify(benchNodes(20))} });
    cluster.settle();
    cluster.client().request({ verb: "create", group: "apps", version: "v1",
      resource: "deployments", namespace: "default", body: ${JSON.stringify(deployment(1000))} });
    cluster.settle();
    globalThis.kept = cluster;
    globalThis.gc?.();
    console.log(process.memoryUsage().rss);`;
  const path = await bundleForNode("memory", code);
  const resident = (words: readonly string[]): number =>
    Number(execFileSync(process.execPath, ["--expose-gc", ...words], { encoding: "utf8" }));
  const idle = ["-e", "globalThis.gc?.(); console.log(process.memoryUsage().rss)"];
  const three = (words: readonly string[]): number =>
    median([resident(words), resident(words), resident(words)]);
  const value = (three([path]) - three(idle)) / 2 ** 20;
  return { name: "memory of 1,000 pods", value, unit: "MB", budget: MEMORY_BUDGET_MB };
}

async function browserSize(): Promise<BenchRow> {
  const bytes = await browserBytes(["simulator", "kubectl", "manifest", "grader"]);
  const name = "simulator, kubectl, manifest, grader in a browser, gzip";
  return { name, value: bytes / 1000, unit: "kB", budget: BROWSER_BUDGET_KB };
}
