/** Kubelets and their network over an API server, without controllers and scheduler. */
import { assert } from "#lib/shared";
import type { Draft, KindMap, KindName } from "../api/object.ts";
import { CLUSTER_EPOCH_MS, formatTime } from "../api/time.ts";
import type { Event, Node, Pod } from "../api/types.generated.ts";
import { ApiServer } from "../apiserver/server.ts";
import { Store } from "../apiserver/store/store.ts";
import { type ComponentApi, componentApi } from "../component/api.ts";
import { Engine } from "../engine/engine.ts";
import { LEARNER_LATENCY, RECORDED_LATENCY } from "../engine/latency.ts";
import { type KubeletConfig, type Kubelets, runKubelets } from "../kubelet/index.ts";
import { createNetwork, type Network } from "../network/index.ts";
import { conditionsAt } from "../node-object.ts";
import { type ImageSpec, REAL_RUNTIME, RECORDED_RUNTIME } from "../programs/index.ts";

export type KubeletWords = {
  readonly flavour?: "recorded" | "learner";
  readonly images?: readonly ImageSpec[];
  readonly nodes?: number;
  readonly world?: number;
  readonly capacity?: Readonly<Record<string, string>>;
  readonly config?: KubeletConfig;
};

export class KubeletBench {
  readonly engine: Engine;
  readonly store: Store;
  readonly api: ComponentApi;
  readonly kubelets: Kubelets;
  readonly network: Network;

  constructor({
    flavour = "recorded",
    images = [],
    nodes = 2,
    world = 0,
    capacity = {},
    config = {},
  }: KubeletWords) {
    const isRecorded = flavour === "recorded";
    const runtime = isRecorded ? RECORDED_RUNTIME : REAL_RUNTIME;
    const latency = isRecorded ? RECORDED_LATENCY : LEARNER_LATENCY;
    this.engine = new Engine({
      seed: 1,
      world,
      startMs: CLUSTER_EPOCH_MS,
      latency,
      stepsMax: 1_000_000,
    });
    const { engine } = this;
    this.store = new Store(engine);
    const { store } = this;
    const server = new ApiServer(engine, store);
    const user = { username: "kubernetes-admin", groups: ["system:masters"] };
    this.api = componentApi(server, { component: "test", user }, undefined);
    for (let index = 1; index <= nodes; index++) this.#addNode(index, capacity);
    this.kubelets = runKubelets({ engine, store, server, images, runtime, configOf: () => config });
    this.network = createNetwork({ engine, store, kubelets: this.kubelets, runtime });
    for (const name of ["default", "kube-system"]) {
      if (store.get("Namespace", name) === undefined)
        this.put("Namespace", { metadata: { name }, spec: {} });
    }
  }

  #addNode(index: number, capacity: Readonly<Record<string, string>>): void {
    const name = `node${String(index).padStart(2, "0")}`;
    const amounts = {
      cpu: "4",
      memory: "8Gi",
      pods: "110",
      "ephemeral-storage": "50Gi",
      ...capacity,
    };
    const node = this.api.create<"Node">("Node", {
      metadata: { name, labels: { "kubernetes.io/hostname": name } },
      spec: { podCIDR: `10.244.${index}.0/24` },
    });
    const addresses = [{ type: "InternalIP", address: `172.30.${index}.2` }];
    const status: Node["status"] = {
      addresses,
      allocatable: amounts,
      capacity: amounts,
      conditions: conditionsAt(formatTime(this.engine.nowMs)),
    };
    this.api.updateStatus<"Node">({ ...node, status });
  }

  put<K extends KindName>(kind: K, draft: Draft<KindMap[K]>): KindMap[K] {
    return this.api.create(kind, draft);
  }

  /** The pod as it is stored; it must be there. */
  pod(name: string): Pod {
    const pod = this.store.get("Pod", `default/${name}`) as unknown as Pod | undefined;
    assert(pod !== undefined, `there is no pod ${name}`);
    return pod;
  }

  has(name: string): boolean {
    return this.store.get("Pod", `default/${name}`) !== undefined;
  }

  /** `reason` of a container's state, or what the state is. */
  state(name: string, container = name): string {
    const { containerStatuses = [], initContainerStatuses = [] } = this.pod(name).status;
    const all = [...initContainerStatuses, ...containerStatuses];
    const { running, terminated, waiting } = all.find((one) => one.name === container)?.state ?? {};
    return waiting?.reason ?? terminated?.reason ?? (running === undefined ? "nothing" : "running");
  }

  /** Events of a pod, in the order of their first time: `Normal Pulled …`. */
  events(name: string): readonly string[] {
    const events = [...this.store.list("Event")] as unknown as Event[];
    return events
      .filter(({ involvedObject }) => involvedObject.name === name)
      .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
      .map(({ message, reason, type }) => `${type} ${reason} ${message}`);
  }

  remove(name: string, gracePeriodSeconds?: number): void {
    const options = gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds };
    this.api.delete("Pod", `default/${name}`, options);
  }

  advance(ms: number): void {
    this.engine.advance(this.engine.nowMs + ms);
  }

  /** Virtual milliseconds until the predicate holds; fails when it never does. */
  until(predicate: () => boolean, limitMs = 120_000): number {
    const startMs = this.engine.nowMs;
    assert(this.engine.runUntil(predicate, limitMs), `it does not happen within ${limitMs} ms`);
    return this.engine.nowMs - startMs;
  }
}

export function aKubelet(words: KubeletWords = {}): KubeletBench {
  return new KubeletBench(words);
}
