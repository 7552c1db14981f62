/**
 * How fast the scheduler is on a large cluster: pods that exist before it starts are given nodes
 * until none waits. Kubelets stand still: what they do is measured elsewhere.
 */
import { type Cluster, createCluster } from "#lib/simulator";
import { type BenchRow, type Cost, costOf } from "./row.ts";

type Load = {
  readonly name: string;
  readonly budget?: number;
  readonly pod: (at: number) => object;
};

const NODES = 5000;
const PODS = 10_000;
const GROUPS = 10;
const ZONES = 5;
const VICTIMS = 500;

/** So many groups that the pods of each find a host of their own. */
const groupOf = (at: number) => ({ group: `g${at % GROUPS}` });

const BASIC: Load = { name: "basic", budget: 3000, pod: () => ({}) };

const ANTI_AFFINITY: Load = {
  name: "required anti-affinity on hostname",
  budget: 500,
  pod: (at) => ({
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels: groupOf(at) }, topologyKey: "kubernetes.io/hostname" },
        ],
      },
    },
  }),
};

const AFFINITY: Load = {
  name: "required affinity on zone",
  pod: (at) => ({
    affinity: {
      podAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          {
            labelSelector: { matchLabels: groupOf(at) },
            topologyKey: "topology.kubernetes.io/zone",
          },
        ],
      },
    },
  }),
};

const SPREAD: Load = {
  name: "spread over zones",
  pod: (at) => ({
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: "DoNotSchedule",
        labelSelector: { matchLabels: groupOf(at) },
      },
    ],
  }),
};

export async function schedulingRows(tell: (doing: string) => void): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const load of [BASIC, ANTI_AFFINITY, AFFINITY, SPREAD]) {
    tell(`scheduling, ${load.name}`);
    rows.push(...rowsOf(NODES, PODS, load.name, await scheduled(load), load.budget));
  }
  tell("scheduling, preemption");
  return [...rows, ...rowsOf(VICTIMS, VICTIMS, "preemption", await preempted(VICTIMS))];
}

function rowsOf(
  nodes: number,
  pods: number,
  what: string,
  { wallMs, cpuMs }: Cost,
  least?: number,
): readonly BenchRow[] {
  const name = `${nodes} nodes, ${pods} pods, ${what}`;
  const budget = least === undefined ? {} : { budget: least };
  return [
    { name, value: pods / (wallMs / 1000), unit: "pods/s", ...budget },
    { name: `${name}, by CPU`, value: pods / (cpuMs / 1000), unit: "pods/s" },
  ];
}

async function scheduled({ pod }: Load): Promise<Cost> {
  const cluster = bigCluster(NODES);
  cluster.scheduler.stop();
  for (let at = 0; at < PODS; at++) create(cluster, `p${at}`, groupOf(at), pod(at));
  cluster.scheduler.start();
  return costOf(() => untilBound(cluster, "p", PODS));
}

/** Every node is full of unimportant pods; each important one drives one of them away. */
async function preempted(pods: number): Promise<Cost> {
  const cluster = bigCluster(pods);
  const asking = (priorityClassName?: string) => ({
    ...(priorityClassName === undefined ? {} : { priorityClassName }),
    terminationGracePeriodSeconds: 0,
    containers: [{ name: "c", image: "nginx:1.29", resources: { requests: { cpu: "20" } } }],
  });
  for (let at = 0; at < pods; at++) create(cluster, `low${at}`, {}, asking());
  untilBound(cluster, "low", pods);
  const body = {
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name: "high" },
    value: 1000,
  };
  const place = { group: "scheduling.k8s.io", version: "v1", resource: "priorityclasses" };
  cluster.client().request({ verb: "create", ...place, body });
  cluster.scheduler.stop();
  for (let at = 0; at < pods; at++) create(cluster, `high${at}`, {}, asking("high"));
  cluster.scheduler.start();
  return costOf(() => untilBound(cluster, "high", pods));
}

function bigCluster(nodes: number): Cluster {
  const capacity = { cpu: "32", memory: "128Gi", pods: "110" };
  const specs = Array.from({ length: nodes }, (_, at) => ({
    name: `node${at + 1}`,
    capacity,
    labels: { "topology.kubernetes.io/zone": `z${at % ZONES}` },
  }));
  const cluster = createCluster({ flavour: "recorded", nodes: specs });
  for (const { name } of specs) cluster.kubelets.stop(name);
  return cluster;
}

function create(cluster: Cluster, name: string, labels: object, spec: object): void {
  const containers = [{ name: "c", image: "nginx:1.29" }];
  const { code, body } = cluster.client().request({
    verb: "create",
    group: "",
    version: "v1",
    resource: "pods",
    namespace: "default",
    body: {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name, namespace: "default", labels },
      spec: { containers, ...spec },
    },
  });
  if (code !== 201) throw new Error(JSON.stringify(body));
}

function untilBound(cluster: Cluster, prefix: string, pods: number): void {
  let bound = 0;
  cluster.store.watch(({ kind, object, previous, type }) => {
    if (kind !== "Pod" || type !== "modified" || !object.metadata.name.startsWith(prefix)) return;
    if (nodeOf(object) !== undefined && nodeOf(previous) === undefined) bound += 1;
  });
  const isDone = cluster.client().runUntil(() => bound >= pods, 3_600_000);
  if (!isDone) throw new Error(`${bound} of ${pods} pods have a node`);
}

function nodeOf(object: unknown): string | undefined {
  return (object as { readonly spec?: { readonly nodeName?: string } } | undefined)?.spec?.nodeName;
}
