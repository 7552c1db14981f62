/**
 * All kubelets of a cluster behind one subscription to the store, which hands every pod's changes
 * to its node; what they share: images, claims' files, addresses.
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
import {
  ImageRegistry,
  type ImageSpec,
  type ProgramNetwork,
  REAL_RUNTIME,
  type RuntimeProfile,
} from "../programs/index.ts";
import { FileTree } from "../storage/index.ts";
import { AddressPool } from "./address-pool.ts";
import { directNetwork } from "./direct-network.ts";
import { execForClient } from "./exec.ts";
import { beatAgain, stopBeating } from "./heartbeat.ts";
import { ImageStore } from "./image-store.ts";
import { DEFAULT_CONFIG, type KubeletConfig } from "./kubelet-config.ts";
import { listenerOf } from "./listener.ts";
import { readLogs } from "./logs.ts";
import { NodeKubelet } from "./node.ts";
import type { NodeAgents } from "./node-agent.ts";
import type { Dialled, NodeContext } from "./node-context.ts";
import { diskOfNode } from "./node-disk.ts";
import { NodePorts, type Stopped } from "./node-port.ts";
import { isStatusChange } from "./pod-change.ts";
import type { PodRecord } from "./pod-record.ts";
import { NodeUse } from "./pressure/node-use.ts";
import { ServiceVariables } from "./service-variable.ts";
import type { PodManifest } from "./static-pod/manifest.ts";

export type KubeletOptions = {
  readonly engine: Engine;
  readonly store: Store;
  readonly server: ApiServer;
  /** Images besides those of the table. */
  readonly images?: readonly ImageSpec[];
  readonly runtime?: RuntimeProfile;
  /** What lies in a node's /etc/kubernetes/manifests when it comes, by file. */
  readonly manifestsOf?: (node: string) => Readonly<Record<string, PodManifest>> | undefined;
  /** What a node's kubelet is told, beside its defaults. */
  readonly configOf?: (node: string) => KubeletConfig | undefined;
};

export class Fleet {
  readonly #options: KubeletOptions;
  readonly registry: ImageRegistry;
  readonly #services: ServiceVariables;
  readonly #nodes = new Map<string, NodeKubelet>();
  readonly #claims = new Map<string, FileTree>();
  /** Pods by their own address. */
  readonly #byIp = new Map<string, PodRecord>();
  readonly #ports = new NodePorts();
  #clientOf: ((pod: Pod) => ProgramNetwork) | undefined;
  #containers = 0;

  constructor(options: KubeletOptions) {
    this.#options = options;
    this.registry = new ImageRegistry(options.images, options.runtime?.hasImageSizes ?? true);
    this.#services = new ServiceVariables(options.store);
    options.store.watch((event) => this.#receive(event));
    const added = { type: "added", kind: "Pod", previous: undefined, entry: 0 } as const;
    for (const object of options.store.list("Pod")) {
      this.#receive({ ...added, key: keyOf(object), object });
    }
  }

  setNetwork(clientOf: (pod: Pod) => ProgramNetwork): void {
    this.#clientOf = clientOf;
  }

  stop(node: string, stopped: Stopped): void {
    if (stopped === "process") this.#ports.setOpen(node, false);
    const kubelet = this.nodeOf(node);
    if (kubelet === undefined || !kubelet.isUp) return;
    kubelet.stop();
    stopBeating(kubelet.node, this.#options.engine.nowMs);
  }

  start(node: string): void {
    const kubelet = this.nodeOf(node);
    this.#ports.setOpen(node, true);
    if (kubelet === undefined || kubelet.isUp) return;
    kubelet.start();
    beatAgain(kubelet.node, formatTime(this.#options.engine.nowMs));
  }

  shutDown(node: string): void {
    this.nodeOf(node)?.shutDown(() => this.powerOff(node));
  }

  powerOff(node: string): void {
    const kubelet = this.nodeOf(node);
    if (kubelet === undefined) return;
    this.setReachable(node, false);
    kubelet.stop();
    kubelet.losePower();
  }

  powerOn(node: string): void {
    this.nodeOf(node)?.start();
    this.setReachable(node, true);
  }

  isReachable(node: string): boolean {
    return this.#ports.isReachable(node);
  }

  setReachable(node: string, isReachable: boolean): void {
    if (isReachable === this.#ports.isReachable(node)) return;
    this.#ports.setReachable(node, isReachable);
    const { engine } = this.#options;
    const heart = this.nodeOf(node)?.node;
    if (heart === undefined) return;
    if (isReachable) beatAgain(heart, formatTime(engine.nowMs));
    else stopBeating(heart, engine.nowMs);
  }

  recordOf(podKey: string): PodRecord | undefined {
    const pod = this.#options.store.get("Pod", podKey) as Pod | undefined;
    return this.#nodes.get(pod?.spec.nodeName ?? "")?.workerOf(podKey)?.record;
  }

  #receive(event: WatchEvent): void {
    if (event.kind === "Pod") this.#receivePod(event);
    else if (event.kind === "Node") this.#receiveNode(event);
    else if (event.kind === "ConfigMap" || event.kind === "Secret") {
      for (const node of this.#nodes.values()) node.refresh(`${event.kind} ${event.key}`);
    }
  }

  // A new node runs what lies in its folder.
  #receiveNode({ key, type }: WatchEvent): void {
    if (type !== "added") return;
    const manifests = Object.entries(this.#options.manifestsOf?.(key) ?? {});
    if (manifests.length === 0) return;
    const statics = this.nodeOf(key)?.statics;
    for (const [file, manifest] of manifests) statics?.write(file, manifest);
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
    const { engine, runtime = REAL_RUNTIME, server, store } = this.#options;
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
      hostName: runtime.knowsHostName ? name : "",
      api,
      event: recorder(engine, api, { component: "kubelet", host: name }),
      images: new ImageStore(engine, component, this.registry, runtime),
      volumes: {
        store,
        services: this.#services,
        allocatable: node.status.allocatable ?? {},
        disk: diskOfNode(),
        claimTree: (volume) => this.#claimTree(volume),
      },
      resizeCapacity: runtime.knowsCapacity ? (node.status.allocatable ?? {}) : {},
      runtime,
      config: { ...DEFAULT_CONFIG, ...this.#options.configOf?.(name) },
      use: new NodeUse(),
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
      if (!this.#ports.isReachable(record.pod.spec.nodeName ?? "")) return "unreachable";
      return listenerOf(record, port) ?? "refused";
    }
    for (const kubelet of this.#nodes.values()) {
      if (kubelet.node.hostIp !== ip) continue;
      if (!this.#ports.isReachable(kubelet.node.name)) return "unreachable";
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
    return { pod, kubelet, record: record?.isShownBy(pod) === true ? record : undefined };
  }

  logs(podKey: string, options: Parameters<NodeAgents["logs"]>[1]): string {
    const { kubelet, pod, record } = this.#podOf(podKey);
    // A pod without a node has no logs yet, which is no error.
    if ((pod.spec.nodeName ?? "") === "") return "";
    this.#ports.dialForLogs(pod, kubelet?.node.hostIp ?? "", options.container);
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
    this.#ports.dialForExec(pod, kubelet.node.hostIp);
    return execForClient(kubelet.node, pod, record, container, command, stdin);
  }
}
