/**
 * How long controllers take over long times and many objects: a CronJob for a virtual year, a
 * namespace that is deleted with all it holds, an autoscaler from one pod to a hundred.
 */
import { type Cluster, createCluster } from "#lib/simulator";
import { type BenchRow, costOf } from "./row.ts";

const YEAR_MS = 365 * 86_400_000;
const RUNS_OF_YEAR = YEAR_MS / 300_000;
/** Nobody grades a year: what is older than an hour is forgotten. */
const LOG_SPAN_MS = 3_600_000;
const OBJECTS = 10_000;
const PODS_MAX = 100;

export async function controllerRows(tell: (doing: string) => void): Promise<readonly BenchRow[]> {
  tell("a namespace of 10,000 objects");
  const namespaceMs = await deletedNamespace();
  tell("an autoscaler from 1 to 100");
  const autoscaleMs = await autoscaled();
  tell("a virtual year of a CronJob, which takes minutes");
  const { heapMb, wallMs } = await cronYear();
  return [
    { name: "CronJob every 5 minutes, a virtual year", value: wallMs / 1000, unit: "s" },
    { name: "CronJob every 5 minutes, each run", value: wallMs / RUNS_OF_YEAR, unit: "ms" },
    { name: "heap after the year", value: heapMb, unit: "MB" },
    { name: "namespace of 10,000 objects deleted", value: namespaceMs, unit: "ms" },
    { name: "HorizontalPodAutoscaler from 1 to 100 pods", value: autoscaleMs, unit: "ms" },
  ];
}

async function cronYear() {
  const cluster = createCluster({
    flavour: "learner",
    nodes: [{ name: "node01" }],
    stepsMax: 1_000_000_000,
    logSpanMs: LOG_SPAN_MS,
  });
  const template = {
    spec: {
      restartPolicy: "Never",
      containers: [{ name: "c", image: "busybox", command: ["true"] }],
    },
  };
  const spec = { schedule: "*/5 * * * *", jobTemplate: { spec: { template } } };
  create(cluster, "batch/v1", "CronJob", "cronjobs", "tick", { spec });
  const { wallMs } = await costOf(() => cluster.advance(YEAR_MS));
  const last = cluster.find("CronJob", "default/tick")?.status as
    | { readonly lastSuccessfulTime?: string }
    | undefined;
  const since = cluster.nowMs - Date.parse(last?.lastSuccessfulTime ?? "");
  if (!(since < 600_000)) throw new Error(`the last run ended ${since} ms ago`);
  return { wallMs, heapMb: process.memoryUsage().heapUsed / 2 ** 20 };
}

async function deletedNamespace(): Promise<number> {
  const cluster = createCluster({ flavour: "learner" });
  const client = cluster.client();
  create(cluster, "v1", "Namespace", "namespaces", "many", {});
  cluster.advance(5000);
  const place = { group: "", version: "v1", resource: "configmaps", namespace: "many" };
  for (let at = 0; at < OBJECTS; at++) {
    const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: `c${at}` }, data: {} };
    client.request({ verb: "create", ...place, body });
  }
  cluster.settle();
  const { wallMs } = await costOf(() => {
    const namespaces = { group: "", version: "v1", resource: "namespaces" };
    client.request({ verb: "delete", ...namespaces, name: "many" });
    const isGone = (): boolean => cluster.find("Namespace", "many") === undefined;
    if (!client.runUntil(isGone, 3_600_000)) throw new Error("the namespace is still there");
  });
  return wallMs;
}

/** Every pod is loaded twice as much as it should be, until there are a hundred. */
async function autoscaled(): Promise<number> {
  const cluster = createCluster({
    flavour: "learner",
    nodes: [{ name: "node01", capacity: { cpu: "64", memory: "256Gi", pods: "250" } }],
  });
  cluster.metrics.scriptUsage(() => ({ cpu: 200, memory: 64 * 2 ** 20 }));
  const labels = { app: "web" };
  const resources = { requests: { cpu: "100m" } };
  const containers = [{ name: "web", image: "nginx:1.29", resources }];
  create(cluster, "apps/v1", "Deployment", "deployments", "web", {
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
    },
  });
  cluster.settle();
  const target = { type: "Utilization", averageUtilization: 50 };
  create(cluster, "autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "web", {
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      maxReplicas: PODS_MAX,
      metrics: [{ type: "Resource", resource: { name: "cpu", target } }],
    },
  });
  const { wallMs } = await costOf(() => {
    const ready = (): number =>
      (cluster.find("Deployment", "default/web")?.status as { readyReplicas?: number })
        ?.readyReplicas ?? 0;
    if (!cluster.client().runUntil(() => ready() === PODS_MAX, 3_600_000)) {
      throw new Error(`${ready()} of ${PODS_MAX} pods`);
    }
  });
  return wallMs;
}

function create(
  cluster: Cluster,
  apiVersion: string,
  kind: string,
  resource: string,
  name: string,
  rest: object,
): void {
  const [version = "", group = ""] = apiVersion.split("/").reverse();
  const namespace = kind === "Namespace" ? {} : { namespace: "default" };
  const body = { apiVersion, kind, metadata: { name }, ...rest };
  const { code, body: answer } = cluster
    .client()
    .request({ verb: "create", group, version, resource, ...namespace, body });
  if (code !== 201) throw new Error(JSON.stringify(answer));
}
