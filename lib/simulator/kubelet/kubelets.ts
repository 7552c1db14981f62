/**
 * All kubelets of a cluster behind one subscription to the store, which hands every pod's changes
 * to its node.
 */
import { ApiError } from "../api/error.ts";
import { keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import type { ApiServer } from "../apiserver/server.ts";
import type { Store, WatchEvent } from "../apiserver/store/store.ts";
import { componentApi } from "../component/api.ts";
import { recorder } from "../component/recorder.ts";
import type { Engine } from "../engine/engine.ts";
import { hash128 } from "../engine/hash.ts";
import { ImageRegistry, type ImageSpec, type ProgramNetwork } from "../programs/index.ts";
import { FileTree } from "../storage/index.ts";
import { AddressPool } from "./address-pool.ts";
import { directNetwork } from "./direct-network.ts";
import { execForClient } from "./exec.ts";
import { beatAgain, stopBeating } from "./heartbeat.ts";
import { ImageStore } from "./image-store.ts";
import { listenerOf } from "./listener.ts";
import { readLogs } from "./logs.ts";
import { NodeKubelet } from "./node.ts";
import type { NodeAgents } from "./node-agent.ts";
import type { Dialled, NodeContext } from "./node-context.ts";
import { diskOfNode } from "./node-disk.ts";
import { isStatusChange } from "./pod-change.ts";
import type { PodRecord } from "./pod-record.ts";
import { ServiceVariables } from "./service-variable.ts";

export type KubeletOptions = {
  readonly engine: Engine;
  readonly store: Store;
  readonly server: ApiServer;
  /** Images besides those of the table. */
  readonly images?: readonly ImageSpec[];
  /** As the recordings were made: no name service, equal pulls, traps that end at once. */
  readonly isRecorded?: boolean;
};

export type Kubelets = NodeAgents & {
  /** The kubelet of a node stops acting; its containers run on. */
  readonly stop: (node: string) => void;
  readonly start: (node: string) => void;
  /** Whether a node's kubelet acts, as its heartbeats would tell. */
  readonly isUp: (node: string) => boolean;
  /** Cuts a node off the network, or connects it again. */
  readonly setReachable: (node: string, isReachable: boolean) => void;
  readonly isReachable: (node: string) => boolean;
  readonly dial: (ip: string, port: number) => Dialled;
  /** How the programs of a pod reach others; direct connections by address until this is set. */
  readonly setNetwork: (clientOf: (pod: Pod) => ProgramNetwork) => void;
};

export function runKubelets(options: KubeletOptions): Kubelets {
  const fleet = new Fleet(options);
  return {
    logs: (podKey, logOptions) => fleet.logs(podKey, logOptions),
    exec: (podKey, container, command, stdin) => fleet.exec(podKey, container, command, stdin),
    stop: (node) => fleet.stop(node),
    start: (node) => fleet.start(node),
    isUp: (node) => fleet.nodeOf(node)?.isUp ?? false,
    setReachable: (node, isReachable) => fleet.setReachable(node, isReachable),
    isReachable: (node) => fleet.isReachable(node),
    dial: (ip, port) => fleet.dial(ip, port),
    setNetwork: (clientOf) => fleet.setNetwork(clientOf),
  };
}

class Fleet {
  readonly #options: KubeletOptions;
  readonly #registry: ImageRegistry;
  readonly #services: ServiceVariables;
  readonly #nodes = new Map<string, NodeKubelet>();
  readonly #claims = new Map<string, FileTree>();
  /** Pods by their own address. */
  readonly #byIp = new Map<string, PodRecord>();
  readonly #unreachable = new Set<string>();
  #clientOf: ((pod: Pod) => ProgramNetwork) | undefined;
  #containers = 0;

  constructor(options: KubeletOptions) {
    this.#options = options;
    this.#registry = new ImageRegistry(options.images);
    this.#services = new ServiceVariables(options.store);
    options.store.watch((event) => this.#receive(event));
    for (const pod of options.store.list("Pod")) {
      const key = keyOf(pod);
      this.#receive({
        type: "added",
        kind: "Pod",
        key,
        object: pod,
        previous: undefined,
        entry: 0,
      });
    }
  }

  find(node: string): NodeKubelet | undefined {
    return this.#nodes.get(node);
  }

  setNetwork(clientOf: (pod: Pod) => ProgramNetwork): void {
    this.#clientOf = clientOf;
  }

  stop(node: string): void {
    const kubelet = this.nodeOf(node);
    if (kubelet === undefined || !kubelet.isUp) return;
    kubelet.stop();
    stopBeating(kubelet.node, this.#options.engine.nowMs);
  }

  start(node: string): void {
    const kubelet = this.nodeOf(node);
    if (kubelet === undefined || kubelet.isUp) return;
    kubelet.start();
    beatAgain(kubelet.node, formatTime(this.#options.engine.nowMs));
  }

  setReachable(node: string, isReachable: boolean): void {
    if (isReachable === !this.#unreachable.has(node)) return;
    if (isReachable) this.#unreachable.delete(node);
    else this.#unreachable.add(node);
    const { engine } = this.#options;
    const heart = this.nodeOf(node)?.node;
    if (heart === undefined) return;
    if (isReachable) beatAgain(heart, formatTime(engine.nowMs));
    else stopBeating(heart, engine.nowMs);
  }

  isReachable(node: string): boolean {
    return !this.#unreachable.has(node);
  }

  #receive(event: WatchEvent): void {
    if (event.kind === "Pod") this.#receivePod(event);
    else if (event.kind === "ConfigMap" || event.kind === "Secret") {
      for (const node of this.#nodes.values()) node.refresh(`${event.kind} ${event.key}`);
    }
  }

  #receivePod(event: WatchEvent): void {
    const pod = event.object as unknown as Pod;
    const { nodeName } = pod.spec;
    if (nodeName === undefined || nodeName === "") return;
    if (event.type === "modified" && isStatusChange(pod, event.previous as unknown as Pod)) return;
    this.nodeOf(nodeName)?.receive(event);
  }

  /** The kubelet of a node, which there is even before its first pod. */
  nodeOf(name: string): NodeKubelet | undefined {
    let kubelet = this.#nodes.get(name);
    if (kubelet !== undefined) return kubelet;
    const node = this.#options.store.get("Node", name) as Node | undefined;
    if (node === undefined) return undefined;
    kubelet = new NodeKubelet(
      this.#contextOf(node),
      () => this.#options.store.get("Node", name) as Node | undefined,
    );
    this.#nodes.set(name, kubelet);
    return kubelet;
  }

  #contextOf(node: Node): NodeContext {
    const { engine, isRecorded = false, server, store } = this.#options;
    const { name } = node.metadata;
    const component = `kubelet/${name}`;
    const user = {
      username: `system:node:${name}`,
      groups: ["system:nodes", "system:authenticated"],
    };
    const api = componentApi(server, { component, user }, undefined);
    const hostIp =
      node.status.addresses?.find(({ type }) => type === "InternalIP")?.address ?? "172.30.0.2";
    const prefix = (node.spec.podCIDR ?? `10.244.${this.#nodes.size}.0/24`).replace(
      /\.\d+\/\d+$/,
      "",
    );
    const addresses = new AddressPool(prefix);
    return {
      engine,
      store,
      name,
      component,
      hostIp,
      hostName: isRecorded ? "" : name,
      api,
      event: recorder(engine, api, { component: "kubelet", host: name }),
      images: new ImageStore(engine, component, this.#registry, isRecorded),
      volumes: {
        store,
        services: this.#services,
        allocatable: node.status.allocatable ?? {},
        disk: diskOfNode(),
        claimTree: (volume) => this.#claimTree(volume),
      },
      // The recorded kubelets knew nothing of what their nodes can give.
      resizeCapacity: isRecorded ? {} : (node.status.allocatable ?? {}),
      makesSubPaths: !isRecorded,
      isRecorded: isRecorded,
      newContainerId: () => this.#containerId(),
      takeIp: (record) => {
        const ip = addresses.take();
        this.#byIp.set(ip, record);
        return ip;
      },
      freeIp: (ip) => {
        this.#byIp.delete(ip);
        addresses.free(ip);
      },
      networkOf: (record) =>
        this.#clientOf?.(record.pod) ?? directNetwork((ip, port) => this.dial(ip, port)),
      dial: (ip, port) => this.dial(ip, port),
    };
  }

  #claimTree(volume: string): FileTree {
    let tree = this.#claims.get(volume);
    if (tree === undefined) {
      tree = new FileTree();
      this.#claims.set(volume, tree);
    }
    return tree;
  }

  #containerId(): string {
    this.#containers += 1;
    const text = `${this.#options.engine.seed}/container/${this.#containers}`;
    return hash128(text) + hash128(`${text}/2`);
  }

  dial(ip: string, port: number): Dialled {
    const record = this.#byIp.get(ip);
    if (record !== undefined) {
      if (this.#unreachable.has(record.pod.spec.nodeName ?? "")) return "unreachable";
      return listenerOf(record, port) ?? "refused";
    }
    for (const kubelet of this.#nodes.values()) {
      if (kubelet.node.hostIp !== ip) continue;
      if (this.#unreachable.has(kubelet.node.name)) return "unreachable";
      for (const worker of kubelet.workers()) {
        const onHost = worker.record.pod.spec.hostNetwork === true;
        const listener = onHost ? listenerOf(worker.record, port) : undefined;
        if (listener !== undefined) return listener;
      }
      return "refused";
    }
    return ip.startsWith("127.") ? "refused" : "unreachable";
  }

  #podOf(podKey: string): {
    readonly pod: Pod;
    readonly kubelet: NodeKubelet | undefined;
    readonly record: PodRecord | undefined;
  } {
    const pod = this.#options.store.get("Pod", podKey) as Pod | undefined;
    if (pod === undefined) {
      const [, name = podKey] = podKey.split("/");
      throw new ApiError(404, "NotFound", `pods "${name}" not found`, { name, kind: "pods" });
    }
    const kubelet = this.#nodes.get(pod.spec.nodeName ?? "");
    const record = kubelet?.workerOf(podKey)?.record;
    return { pod, kubelet, record: record?.uid === pod.metadata.uid ? record : undefined };
  }

  logs(podKey: string, options: Parameters<NodeAgents["logs"]>[1]): string {
    const { pod, record } = this.#podOf(podKey);
    // A pod without a node has no logs yet, which is no error.
    if ((pod.spec.nodeName ?? "") === "") return "";
    return readLogs(pod, record, options, this.#options.engine.nowMs);
  }

  exec(
    ...[podKey, container, command, stdin]: Parameters<NodeAgents["exec"]>
  ): ReturnType<NodeAgents["exec"]> {
    const { kubelet, pod, record } = this.#podOf(podKey);
    if (kubelet === undefined) {
      throw new ApiError(
        400,
        "BadRequest",
        `pod ${pod.metadata.name} does not have a host assigned`,
      );
    }
    return execForClient(kubelet.node, pod, record, container, command, stdin);
  }
}
