/** A Node as its kubelet registers it: labels, capacity, conditions and versions. */
import { sha256 } from "#lib/shared";
import type { KubeObject } from "./api/object.ts";
import type { NodeCondition, Taint } from "./api/types.generated.ts";
import type { KubeletConfig } from "./kubelet/kubelet-config.ts";
import type { PodManifest } from "./kubelet/static-pod/manifest.ts";

export type NodeSpec = {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  /** What differs from cpu 4, memory 8Gi, pods 110, ephemeral-storage 50Gi. */
  readonly capacity?: Readonly<Record<string, string | number>>;
  readonly unschedulable?: boolean;
  /** What lies in its /etc/kubernetes/manifests, by file: its static pods. */
  readonly manifests?: Readonly<Record<string, PodManifest>>;
  /** What its kubelet is told, beside its defaults. */
  readonly kubelet?: KubeletConfig;
};

const CAPACITY = { cpu: "4", "ephemeral-storage": "50Gi", memory: "8Gi", pods: "110" };

const CONTROL_PLANE: NodeSpec = {
  name: "controlplane",
  labels: {
    "node-role.kubernetes.io/control-plane": "",
    "node.kubernetes.io/exclude-from-external-load-balancers": "",
  },
  taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }],
};

/** What a cluster has when nothing else is said. */
export const DEFAULT_NODES: readonly NodeSpec[] = [
  CONTROL_PLANE,
  { name: "node01" },
  { name: "node02" },
];

/** `index` counts from 0 and gives the node its addresses. */
export function nodeObject(
  spec: NodeSpec,
  index: number,
  time: string,
): Omit<KubeObject, "metadata"> & {
  readonly metadata: Readonly<Record<string, unknown>>;
} {
  const { name, labels = {}, annotations = {}, taints = [], capacity = {}, unschedulable } = spec;
  const amounts = Object.fromEntries(
    Object.entries({ ...CAPACITY, ...capacity }).map(([resource, amount]) => [
      resource,
      String(amount),
    ]),
  );
  // 256 nodes share the second part; after 10.255 come 10.0 and so on.
  const podCIDR = `10.${(244 + Math.floor(index / 256)) % 256}.${index % 256}.0/24`;
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: { ...builtInLabels(name), ...labels },
      annotations: {
        "node.alpha.kubernetes.io/ttl": "0",
        "volumes.kubernetes.io/controller-managed-attach-detach": "true",
        ...annotations,
      },
    },
    spec: {
      podCIDR,
      podCIDRs: [podCIDR],
      ...(taints.length === 0 ? {} : { taints }),
      ...(unschedulable === true ? { unschedulable } : {}),
    },
    status: {
      addresses: [
        {
          type: "InternalIP",
          address: `172.30.${Math.floor((index + 2) / 256)}.${(index + 2) % 256}`,
        },
        { type: "Hostname", address: name },
      ],
      allocatable: amounts,
      capacity: amounts,
      conditions: conditionsAt(time),
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      features: { supplementalGroupsPolicy: true },
      nodeInfo: nodeInfo(name),
      runtimeHandlers: RUNTIME_HANDLERS,
    },
  };
}

function builtInLabels(name: string): Readonly<Record<string, string>> {
  return {
    "beta.kubernetes.io/arch": "amd64",
    "beta.kubernetes.io/os": "linux",
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
  };
}

// Every machine has numbers of its own, which its name alone decides here.
function nodeInfo(name: string) {
  const id = sha256(name).slice(0, 32);
  const uuid = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return {
    architecture: "amd64",
    bootID: uuid,
    containerRuntimeVersion: "containerd://2.1.4",
    kernelVersion: "6.8.0-51-generic",
    kubeProxyVersion: "",
    kubeletVersion: "v1.35.4",
    machineID: id,
    operatingSystem: "linux",
    osImage: "Ubuntu 24.04.3 LTS",
    systemUUID: uuid,
  };
}

const RUNTIME_HANDLERS = ["", "runc"].map((name) => ({
  features: { recursiveReadOnlyMounts: true, userNamespaces: true },
  name,
}));

/** Those of a node in good health. */
export function conditionsAt(time: string): readonly NodeCondition[] {
  const condition = (
    type: string,
    status: NodeCondition["status"],
    reason: string,
    message: string,
  ) => ({
    type,
    status,
    lastHeartbeatTime: time,
    lastTransitionTime: time,
    reason,
    message,
  });
  return [
    condition(
      "MemoryPressure",
      "False",
      "KubeletHasSufficientMemory",
      "kubelet has sufficient memory available",
    ),
    condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
    condition(
      "PIDPressure",
      "False",
      "KubeletHasSufficientPID",
      "kubelet has sufficient PID available",
    ),
    condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
  ];
}
