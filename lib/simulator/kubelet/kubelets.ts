/** What the rest of the cluster may ask of its kubelets, and do to them. */
import type { Pod } from "../api/types.generated.ts";
import type { ProgramNetwork } from "../programs/index.ts";
import { killProcess } from "./container-kill.ts";
import { Fleet, type KubeletOptions } from "./fleet.ts";
import type { NodeAgents } from "./node-agent.ts";
import type { Dialled } from "./node-context.ts";
import type { Stopped } from "./node-port.ts";
import type { OutsideUse } from "./pressure/node-use.ts";
import type { PodManifest } from "./static-pod/manifest.ts";

export type Kubelets = NodeAgents & {
  /** The kubelet of a node stops acting; its containers run on. */
  readonly stop: (node: string, stopped?: Stopped) => void;
  readonly start: (node: string) => void;
  /** Whether a node's kubelet acts, as its heartbeats would tell. */
  readonly isUp: (node: string) => boolean;
  /** Writes a file into a node's /etc/kubernetes/manifests, or removes it. */
  readonly writeManifest: (node: string, file: string, pod: PodManifest | undefined) => void;
  /** The files there, by name. */
  readonly manifestsOf: (node: string) => ReadonlyMap<string, PodManifest>;
  /** Lets others than pods take memory, room and process numbers of a node. */
  readonly occupy: (node: string, outside: OutsideUse) => void;
  /** Shuts a node down: its pods end in order if its kubelet gives them time, then it is off. */
  readonly shutDown: (node: string) => void;
  readonly powerOff: (node: string) => void;
  /** The node begins anew, with its disk and its images. */
  readonly powerOn: (node: string) => void;
  /** Cuts a node off the network, or connects it again. */
  readonly setReachable: (node: string, isReachable: boolean) => void;
  /** A registry, or every one, answers or does not. */
  readonly setRegistry: (registry: string | undefined, isUp: boolean) => void;
  /** SIGKILL from outside for the main process of a container, or of the first one. */
  readonly killProcess: (podKey: string, container: string | undefined) => void;
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
    stop: (node, stopped = "connection") => fleet.stop(node, stopped),
    start: (node) => fleet.start(node),
    isUp: (node) => fleet.nodeOf(node)?.isUp ?? false,
    writeManifest: (node, file, pod) => fleet.nodeOf(node)?.statics.write(file, pod),
    manifestsOf: (node) => fleet.nodeOf(node)?.statics.manifests ?? new Map(),
    occupy: (node, outside) => fleet.nodeOf(node)?.node.use.setOutside(outside),
    shutDown: (node) => fleet.shutDown(node),
    powerOff: (node) => fleet.powerOff(node),
    powerOn: (node) => fleet.powerOn(node),
    setReachable: (node, isReachable) => fleet.setReachable(node, isReachable),
    setRegistry: (registry, isUp) => fleet.registry.setUp(registry, isUp),
    killProcess: (podKey, container) => killProcess(fleet.recordOf(podKey), container),
    isReachable: (node) => fleet.isReachable(node),
    dial: (ip, port) => fleet.dial(ip, port),
    setNetwork: (clientOf) => fleet.setNetwork(clientOf),
  };
}
