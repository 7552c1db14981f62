/**
 * How fast the API server and kubectl answer: an apply from its YAML to its line, pods through the
 * whole of admission and validation, and a long table.
 */
import { createKubeconfig, type KubectlIo, runKubectl } from "#lib/kubectl";
import { type Cluster, createCluster } from "#lib/simulator";
import { type BenchRow, type Cost, costOf, medianCost } from "./row.ts";

const APPLIES = 200;
const VALIDATED = 2000;
const LISTED = 10_000;
const RUNS = 9;
/** Until figures stand still: the engine compiles what it has seen often enough. */
const WARM_UPS = 10;

export async function apiRows(tell: (doing: string) => void): Promise<readonly BenchRow[]> {
  tell("kubectl apply, validation and tables");
  const apply = await measured(() => applied(APPLIES));
  const validated = await measured(() => validatedPods(VALIDATED));
  const table = await measured(() => tableOf(LISTED));
  return [
    {
      name: "kubectl apply of a Deployment, CPU",
      value: apply.cpuMs / APPLIES,
      unit: "ms",
      budget: 1,
    },
    {
      name: "Pods decoded, admitted and validated, by CPU",
      value: VALIDATED / (validated.cpuMs / 1000),
      unit: "pods/s",
      budget: 20_000,
    },
    { name: "kubectl get pods, 10,000 of them", value: table.wallMs, unit: "ms", budget: 50 },
  ];
}

async function measured(run: () => Promise<Cost>): Promise<Cost> {
  for (let at = 0; at < WARM_UPS; at++) await run();
  const costs: Cost[] = [];
  for (let at = 0; at < RUNS; at++) costs.push(await run());
  return medianCost(costs);
}

/** Time stands still between the applies: what controllers make of them is measured elsewhere. */
async function applied(count: number): Promise<Cost> {
  const cluster = createCluster({ flavour: "recorded" });
  const io = ioOf(cluster);
  const texts = Array.from({ length: count }, (_, at) => deploymentYaml(`web${at}`));
  return costOf(() => {
    for (const stdin of texts) kubectl({ ...io, stdin }, "apply", "-f", "-");
  });
}

async function validatedPods(count: number): Promise<Cost> {
  const client = createCluster({ flavour: "recorded" }).client();
  const place = { group: "", version: "v1", resource: "pods", namespace: "default" };
  const bodies = Array.from({ length: count }, (_, at) => pod(`p${at}`));
  return costOf(() => {
    for (const body of bodies) {
      const { code } = client.request({
        verb: "create",
        ...place,
        body,
        options: { dryRun: true },
      });
      if (code !== 201) throw new Error(`the server said ${code}`);
    }
  });
}

async function tableOf(count: number): Promise<Cost> {
  const cluster = createCluster({ flavour: "recorded", nodes: [{ name: "node01" }] });
  cluster.scheduler.stop();
  const client = cluster.client();
  const place = { group: "", version: "v1", resource: "pods", namespace: "default" };
  for (let at = 0; at < count; at++) {
    client.request({ verb: "create", ...place, body: pod(`p${at}`) });
  }
  const io = ioOf(cluster);
  return costOf(() => {
    const lines = kubectl(io, "get", "pods").split("\n").length;
    if (lines !== count + 2) throw new Error(`${lines} lines of ${count} pods`);
  });
}

function ioOf(cluster: Cluster): KubectlIo {
  return {
    client: cluster.client(),
    readFile: () => undefined,
    listFiles: () => undefined,
    kubeconfig: createKubeconfig(),
  };
}

function kubectl(io: KubectlIo, ...words: readonly string[]): string {
  const { exitCode, stderr, stdout } = runKubectl(words, io);
  if (exitCode !== 0) throw new Error(stderr);
  return stdout;
}

const deploymentYaml = (name: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels: {app: ${name}}
spec:
  replicas: 3
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
      - name: web
        image: nginx:1.29
        ports:
        - containerPort: 80
        resources:
          requests: {cpu: 100m, memory: 64Mi}
          limits: {memory: 128Mi}
        readinessProbe:
          httpGet: {path: /, port: 80}
`;

const pod = (name: string) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default", labels: { app: "web", tier: "front" } },
  spec: {
    containers: [
      {
        name: "web",
        image: "nginx:1.29",
        ports: [{ containerPort: 80, name: "http" }],
        env: [{ name: "MODE", value: "plain" }],
        resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "128Mi" } },
        readinessProbe: { httpGet: { path: "/", port: "http" } },
        volumeMounts: [{ name: "data", mountPath: "/data" }],
      },
    ],
    volumes: [{ name: "data", emptyDir: {} }],
  },
});
