/** Five clusters in which something goes wrong: what `why` is shown with, and tested by. */
import type { ClusterStart } from "#lib/scenario";

export type WhyExample = {
  readonly name: string;
  readonly cluster?: Partial<ClusterStart>;
  readonly yaml: string;
};

const MI = 2 ** 20;

export const WHY_EXAMPLES: readonly WhyExample[] = [
  {
    name: "pending",
    cluster: {
      nodes: [
        { name: "gpu", taints: [{ key: "gpu", value: "true", effect: "NoSchedule" }] },
        { name: "small", capacity: { cpu: "700m" }, labels: { disk: "ssd" } },
        { name: "plain", capacity: { cpu: "500m", memory: "1Gi" } },
      ],
    },
    yaml: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  nodeSelector: {disk: ssd}
  containers:
  - name: web
    image: nginx:1.29
    resources: {requests: {cpu: "1", memory: 2Gi}}
`,
  },
  {
    name: "crash-loop",
    yaml: `apiVersion: v1
kind: Pod
metadata: {name: api}
spec:
  containers:
  - name: api
    image: busybox:1.36
    command: [sh, -c, "echo connecting; sleep 3; echo no route to db:5432; exit 3"]
`,
  },
  {
    name: "probe-kill",
    cluster: {
      images: [
        {
          image: "shop/web",
          program: { listens: [8080], http: { "/healthz": { status: 500 }, "*": {} } },
        },
      ],
    },
    yaml: `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - name: web
    image: shop/web:1
    livenessProbe:
      httpGet: {path: /healthz, port: 8080}
      periodSeconds: 5
      failureThreshold: 2
`,
  },
  {
    name: "eviction",
    cluster: {
      nodes: [{ name: "node01", capacity: { memory: "1150Mi" } }],
      images: [
        {
          image: "shop/cache",
          program: { memory: { startBytes: 200 * MI, bytesPerSecond: 20 * MI } },
        },
      ],
    },
    yaml: `apiVersion: v1
kind: Pod
metadata: {name: cache}
spec:
  containers:
  - name: cache
    image: shop/cache:1
    resources: {requests: {memory: 300Mi}}
`,
  },
  {
    name: "oom-kill",
    yaml: `apiVersion: v1
kind: Pod
metadata: {name: batch}
spec:
  containers:
  - name: batch
    image: polinux/stress
    command: [stress, --vm, "1", --vm-bytes, 200M]
    resources: {limits: {memory: 100Mi}}
`,
  },
];
