/**
 * A whole cluster as a pure function of (seed, world, inputs): the engine, the store, the API
 * server and the components around them. The only place where the parts are put together.
 */
import { type AddonName, addonsNamed } from "./addons/index.ts";
import { NOTHING } from "./api/json.ts";
import type { KindMap, KindName, KubeObject } from "./api/object.ts";
import { CLUSTER_EPOCH_MS, formatTime } from "./api/time.ts";
import { bootstrapRbacObjects } from "./apiserver/authorization/bootstrap/index.ts";
import { impersonatedUser } from "./apiserver/authorization/user.ts";
import type { ComponentHealth } from "./apiserver/health.ts";
import type { UserInfo } from "./apiserver/request.ts";
import { ApiServer } from "./apiserver/server.ts";
import { Store } from "./apiserver/store/store.ts";
import { type BootstrapObject, bootstrapObjects } from "./bootstrap.ts";
import type { Client } from "./client.ts";
import { type ControllerManager, runControllers } from "./controller-manager/manager.ts";
import { controllers } from "./controllers/index.ts";
import { Engine, type Settled, type SettleOptions } from "./engine/engine.ts";
import { LEARNER_LATENCY, RECORDED_LATENCY } from "./engine/latency.ts";
import { type LogEntry, logHash } from "./engine/log.ts";
import { beginFault, endFault, type Fault } from "./faults/index.ts";
import { type Kubelets, runKubelets } from "./kubelet/index.ts";
import { Metrics } from "./metrics/metrics.ts";
import { metricsResources } from "./metrics/metrics-api.ts";
import { createNetwork, type Network } from "./network/index.ts";
import { DEFAULT_NODES, type NodeSpec, nodeObject } from "./node-object.ts";
import { type ImageSpec, REAL_RUNTIME, RECORDED_RUNTIME } from "./programs/index.ts";
import { Scheduler } from "./scheduler/scheduler.ts";

export type Flavour = "recorded" | "learner";

export type ClusterOptions = {
  readonly flavour: Flavour;
  readonly seed?: number;
  readonly world?: number;
  readonly stepsMax?: number;
  /** For how long entries of the log are kept; for ever when left out. */
  readonly logSpanMs?: number;
  /** controlplane, node01 and node02 when left out. */
  readonly nodes?: readonly NodeSpec[];
  /** Images besides the well-known ones. */
  readonly images?: readonly ImageSpec[];
  /** What the cluster has besides Kubernetes itself: nothing when left out. */
  readonly addons?: readonly AddonName[];
  /** The network plugin does not know NetworkPolicies. */
  readonly ignoresPolicies?: boolean;
};

const ADMIN: UserInfo = {
  username: "kubernetes-admin",
  groups: ["system:masters", "system:authenticated"],
  // The administrator comes with a certificate, which is told by its hash.
  extra: {
    "authentication.kubernetes.io/credential-id": [
      "X509SHA256=5d2f0c4e8a7b91636ef0a2d4c81b3975f6e0d1c2b3a495867788990a1b2c3d4e",
    ],
  },
};

/** How verdicts wait: docs/architecture.md, «Settled». */
export const VERDICT_SETTLE: SettleOptions = {
  quietMs: 10_000,
  lookAheadMs: 60_000,
  limitMs: 1_800_000,
};

/** How recorded cases wait: conformance/FORMAT.md. */
export const RECORDED_SETTLE: SettleOptions = { quietMs: 2500, lookAheadMs: 0, limitMs: 30_000 };

export class Cluster {
  readonly engine: Engine;
  readonly store: Store;
  readonly server: ApiServer;
  readonly controllerManager: ControllerManager;
  readonly scheduler: Scheduler;
  readonly kubelets: Kubelets;
  readonly network: Network;
  /** Scripts of what is measured; nothing is until one is given. */
  readonly metrics = new Metrics();
  #cutOff: ((nowMs: number) => string) | undefined;

  constructor(options: ClusterOptions) {
    const { flavour, seed = 1, world = 0, stepsMax = 5_000_000, nodes = DEFAULT_NODES } = options;
    const latency = flavour === "recorded" ? RECORDED_LATENCY : LEARNER_LATENCY;
    const { logSpanMs } = options;
    const startMs = CLUSTER_EPOCH_MS;
    this.engine = new Engine({ seed, world, startMs, latency, stepsMax, logSpanMs });
    this.store = new Store(this.engine);
    this.server = new ApiServer(this.engine, this.store);
    const { metrics } = this;
    const { registry } = this.server;
    metrics.onServed(() =>
      registry.define("metrics.k8s.io", metrics.isServed ? metricsResources(metrics) : []),
    );
    const addons = addonsNamed(options.addons ?? []);
    this.controllerManager = runControllers(
      this.engine,
      this.store,
      this.server,
      [...controllers, ...addons.flatMap((addon) => addon.controllers)],
      metrics,
    );
    this.scheduler = new Scheduler(this.engine, this.store, this.server);
    const runtime = flavour === "recorded" ? RECORDED_RUNTIME : REAL_RUNTIME;
    const { engine, store, server } = this;
    this.kubelets = runKubelets({
      engine,
      store,
      server,
      images: options.images ?? [],
      runtime,
      configOf: (name) => nodes.find((node) => node.name === name)?.kubelet,
      manifestsOf: (name) => nodes.find((node) => node.name === name)?.manifests,
    });
    this.network = createNetwork({
      engine,
      store,
      kubelets: this.kubelets,
      runtime,
      proxiesLag: true,
      ignoresPolicies: options.ignoresPolicies ?? false,
    });
    server.connectNodeAgents(this.kubelets);
    server.connectHealth(() => controlPlaneHealth(flavour));
    this.#bootstrap([...bootstrapObjects(flavour), ...addons.flatMap((addon) => addon.objects())]);
    this.#storeRoles();
    this.#putIn(nodes);
    // Every namespace has its service account before anybody asks for a pod.
    this.engine.settle({ quietMs: 1000, lookAheadMs: 0, limitMs: 10_000 });
  }

  #bootstrap(objects: readonly BootstrapObject[]): void {
    for (const body of objects) {
      const row = this.server.registry.rowOfKind(body.kind);
      if (row === undefined) continue;
      const { group, version, resource } = row;
      const { name, namespace } = body.metadata;
      const place = namespace === undefined ? { name } : { name, namespace };
      const request = {
        verb: "create",
        group,
        version,
        resource,
        ...place,
        body,
        user: ADMIN,
      } as const;
      this.server.serve({ ...request, component: "kube-apiserver", trusted: true });
    }
  }

  // Known to be right and many: they are stored as they are.
  #storeRoles(): void {
    const creationTimestamp = formatTime(this.engine.nowMs);
    const uids = this.engine.random("uids");
    for (const object of bootstrapRbacObjects()) {
      const identity = { uid: uids.uuid(), resourceVersion: "", creationTimestamp };
      const metadata = { ...NOTHING, ...object.metadata, ...identity };
      this.store.add({ ...object, metadata }, "kube-apiserver");
    }
  }

  #putIn(nodes: readonly NodeSpec[]): void {
    const time = formatTime(this.engine.nowMs);
    const place = {
      verb: "create",
      group: "",
      version: "v1",
      resource: "nodes",
      user: ADMIN,
    } as const;
    nodes.forEach((node, index) => {
      const body = nodeObject(node, index, time);
      this.server.serve({ ...place, name: node.name, body, component: "kubelet", trusted: true });
    });
  }

  get nowMs(): number {
    return this.engine.nowMs;
  }

  get log(): readonly LogEntry[] {
    return this.engine.log;
  }

  logHash(): string {
    return logHash(this.engine.log);
  }

  /** Objects of a kind by namespace and name, straight from the store. */
  list<K extends KindName>(kind: K): readonly KindMap[K][] {
    return this.store.list(kind) as unknown as readonly KindMap[K][];
  }

  find(kind: string, key: string): KubeObject | undefined {
    return this.store.get(kind, key);
  }

  advance(ms: number): void {
    this.engine.advance(this.engine.nowMs + ms);
  }

  settle(options: SettleOptions = VERDICT_SETTLE): Settled {
    return this.engine.settle(options);
  }

  /** A fault begins; it lasts until `recover` is called with the same. */
  inject(fault: Fault): void {
    beginFault(fault, this);
  }

  recover(fault: Fault): void {
    endFault(fault, this);
  }

  /** Clients see these words instead of answers, until they are taken back. */
  cutOffClients(why: ((nowMs: number) => string) | undefined): void {
    this.#cutOff = why;
  }

  /** A client that acts for somebody else, as `kubectl --as --as-group` does. */
  clientAs(username: string, groups: readonly string[] = []): Client {
    return this.client(impersonatedUser(username, groups));
  }

  /** A client under a user's name; the administrator's when none is given. */
  client(user: UserInfo = ADMIN, component = "kubectl"): Client {
    const { engine, server } = this;
    const cutOff = () => this.#cutOff?.(engine.nowMs);
    return {
      get nowMs() {
        return engine.nowMs;
      },
      get connectionFault() {
        return cutOff();
      },
      request: (request) => server.handle({ ...request, user, component }),
      resources: () => server.registry.rows,
      runUntil: (predicate, timeoutMs) => engine.runUntil(predicate, timeoutMs),
    };
  }
}

/** The recorded cluster's components open no ports of their own. */
function controlPlaneHealth(flavour: Flavour): readonly ComponentHealth[] {
  const refused = (port: number): { readonly fault?: string } => {
    if (flavour !== "recorded") return {};
    const where = `127.0.0.1:${port}`;
    return {
      fault: `Get "https://${where}/healthz": dial tcp ${where}: connect: connection refused`,
    };
  };
  return [
    { name: "scheduler", ...refused(10_259) },
    { name: "controller-manager", ...refused(10_257) },
    { name: "etcd-0" },
  ];
}

export function createCluster(options: ClusterOptions): Cluster {
  return new Cluster(options);
}
