/** What a kubelet knows of one pod: its object, its sandbox, its containers and why they wait. */
import { sameJson } from "../api/json.ts";
import { mirroredHash } from "../api/static-pod.ts";
import type {
  Container,
  Pod,
  PodCondition,
  PodStatus,
  ResourceRequirements,
} from "../api/types.generated.ts";
import type { FileTree } from "../storage/index.ts";
import { BackOff } from "./back-off.ts";
import type { ContainerRun } from "./container-run.ts";
import type { Eviction } from "./eviction.ts";
import type { MountedVolume } from "./volume.ts";

export type Waiting = { readonly reason: string; readonly message: string };

export type Sandbox = {
  readonly ip: string;
  ready: boolean;
  /** What the last look saw. */
  seen: "nothing" | "ready" | "stopped";
};

export type ProbeResult = "success" | "failure" | "unknown";

/** Last results of probes, by container id. */
export type ProbeResults = {
  readonly liveness: Map<string, ProbeResult>;
  readonly readiness: Map<string, ProbeResult>;
  readonly startup: Map<string, ProbeResult>;
};

export class PodRecord {
  readonly key: string;
  readonly uid: string;
  /** As the node acts on it: with the resources that were allocated. */
  pod: Pod;
  /** As it stands in the API server. */
  wanted: Pod;
  resizePending: PodCondition | undefined;
  resizeProgress: PodCondition | undefined;
  #allocated: Pod;
  sandbox: Sandbox | undefined;
  /** Runs of each container, the newest first; of those that ended the last one is kept. */
  readonly runs = new Map<string, readonly ContainerRun[]>();
  /** Why a container could not be started at the last attempt. */
  readonly waiting = new Map<string, Waiting>();
  readonly results: ProbeResults = {
    liveness: new Map(),
    readiness: new Map(),
    startup: new Map(),
  };
  /** Set-up volumes by name. */
  readonly volumes = new Map<string, MountedVolume>();
  readonly crashes = new BackOff();
  readonly pulls = new BackOff();
  /** Last failures of pulls, by image. */
  readonly pullErrors = new Map<string, string>();
  startMs: number | undefined;
  /** Sees to the object by which a pod from a file shows itself in the API server. */
  showMirror: (() => void) | undefined;
  /** The kubelet ends the pod for this. */
  eviction: Eviction | undefined;
  /** What the kubelet last made of it. */
  status: PodStatus | undefined;
  /** Something changed since then on which the status depends. */
  isStale = true;
  /** What volumes show may have changed since they were written. */
  hasStaleVolumes = false;
  /** The next look counts as a change, whatever it sees. */
  isWatched = false;

  constructor(key: string, pod: Pod) {
    this.key = key;
    this.uid = pod.metadata.uid;
    this.pod = pod;
    this.wanted = pod;
    this.#allocated = pod;
  }

  /** Whether an object of the API is this pod, or mirrors it. */
  isShownBy(pod: Pod): boolean {
    return pod.metadata.uid === this.uid || mirroredHash(pod) === this.uid;
  }

  /** Takes over what the API server says; resources stay as allocated. */
  take(pod: Pod): void {
    this.wanted = pod;
    this.pod = withResourcesOf(this.#allocated, pod);
  }

  /** Gives the pod the resources that it wants. */
  allocate(pod: Pod): void {
    this.#allocated = pod;
    this.pod = pod;
  }

  /** The newest run that the kubelet has seen. */
  seenRun(name: string): ContainerRun | undefined {
    return this.runs.get(name)?.find((run) => run.seen !== undefined);
  }

  currentRun(name: string): ContainerRun | undefined {
    return this.runs.get(name)?.[0];
  }

  /** The files of its volumes and containers. */
  trees(): readonly FileTree[] {
    const trees = [...this.volumes.values()].map(({ tree }) => tree);
    for (const runs of this.runs.values()) {
      for (const { machine } of runs) {
        if (machine?.files.ownTree !== undefined) trees.push(machine.files.ownTree);
      }
    }
    return trees;
  }

  running(): readonly ContainerRun[] {
    const running: ContainerRun[] = [];
    for (const [run] of this.runs.values()) if (run?.state === "running") running.push(run);
    return running;
  }

  containerOf(name: string): Container | undefined {
    const { spec } = this.pod;
    const has = (container: { readonly name: string }) => container.name === name;
    return (
      spec.containers.find(has) ??
      spec.initContainers?.find(has) ??
      spec.ephemeralContainers?.find(has)
    );
  }

  /** `spec.containers{web}`: where events of a container point. */
  fieldPathOf(name: string): string {
    const { spec } = this.pod;
    const has = (container: { readonly name: string }) => container.name === name;
    if (spec.initContainers?.some(has)) return `spec.initContainers{${name}}`;
    if (spec.ephemeralContainers?.some(has)) return `spec.ephemeralContainers{${name}}`;
    return `spec.containers{${name}}`;
  }
}

function withResourcesOf(allocated: Pod, pod: Pod): Pod {
  if (allocated.spec === pod.spec) return pod;
  const { containers, initContainers } = pod.spec;
  const given = (
    list: readonly Container[],
    before: readonly Container[] | undefined,
  ): readonly Container[] =>
    list.map((container, i) => {
      const resources: ResourceRequirements | undefined = before?.[i]?.resources;
      if (sameJson(resources, container.resources)) return container;
      const { resources: _, ...rest } = container;
      return resources === undefined ? rest : { ...rest, resources };
    });
  const spec = {
    ...pod.spec,
    containers: given(containers, allocated.spec.containers),
    ...(initContainers === undefined
      ? {}
      : { initContainers: given(initContainers, allocated.spec.initContainers) }),
  };
  return sameJson(spec, pod.spec) ? pod : { ...pod, spec };
}
