/**
 * What an object uses of a quota, and whether a quota is about the object at all: shared by the
 * quota controller, which counts, and the admission, which refuses.
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/
 *
 * Not simulated: scopes for pods that need anti-affinity across namespaces.
 */

import { groupResource } from "../../api/error.ts";
import type { KubeObject } from "../../api/object.ts";
import { addQuantities, formatQuantity, quantityOf } from "../../api/quantity.ts";
import { parseTime } from "../../api/time.ts";
import type {
  Container,
  PersistentVolumeClaim,
  Pod,
  PodSpec,
  ResourceQuota,
  Service,
} from "../../api/types.generated.ts";
import { podLimits, podRequests } from "../pod-spec/pod-amount.ts";
import { qualityOfService } from "../pod-spec/quality-of-service.ts";
import { classNameOf } from "../storage/default-class.ts";

export type Usage = Readonly<Record<string, string>>;

type Row = { readonly group: string; readonly kind: string; readonly resource: string };

/** Kinds that are counted by their plain name too. */
const PLAIN: Readonly<Record<string, string>> = {
  ConfigMap: "configmaps",
  ResourceQuota: "resourcequotas",
  Secret: "secrets",
  ReplicationController: "replicationcontrollers",
};

export function usageOf({ group, kind, resource }: Row, object: KubeObject, nowMs: number): Usage {
  const count = { [`count/${groupResource(group, resource)}`]: "1" };
  switch (kind) {
    case "Pod": {
      const pod = object as unknown as Pod;
      return isOver(pod, nowMs) ? count : { ...count, pods: "1", ...podUsage(pod.spec) };
    }
    case "Service":
      return { ...count, ...serviceUsage(object as unknown as Service) };
    case "PersistentVolumeClaim":
      return { ...count, ...claimUsage(object as unknown as PersistentVolumeClaim) };
    default: {
      const plain = PLAIN[kind];
      return plain === undefined ? count : { ...count, [plain]: "1" };
    }
  }
}

// A finished pod uses nothing, nor one that should have gone by now.
function isOver({ metadata, status }: Pod, nowMs: number): boolean {
  if (status?.phase === "Succeeded" || status?.phase === "Failed") return true;
  const { deletionGracePeriodSeconds, deletionTimestamp } = metadata;
  if (deletionTimestamp === undefined || deletionGracePeriodSeconds === undefined) return false;
  return nowMs > (parseTime(deletionTimestamp) ?? 0) + deletionGracePeriodSeconds * 1000;
}

const COMPUTE = ["cpu", "memory", "ephemeral-storage"];

function podUsage(spec: PodSpec): Usage {
  return computeUsage(podRequests(spec), podLimits(spec));
}

function computeUsage(requests: Usage, limits: Usage): Usage {
  const usage: Record<string, string> = {};
  for (const [name, amount] of Object.entries(requests)) {
    const isShared = COMPUTE.includes(name) || name.startsWith("hugepages-");
    if (isShared) usage[name] = amount;
    if (isShared || name.includes("/")) usage[`requests.${name}`] = amount;
  }
  for (const [name, amount] of Object.entries(limits)) {
    if (COMPUTE.includes(name)) usage[`limits.${name}`] = amount;
  }
  return usage;
}

function serviceUsage({ spec }: Service): Usage {
  const { allocateLoadBalancerNodePorts, ports = [], type } = spec;
  const isBalanced = type === "LoadBalancer";
  const given = ports.filter(({ nodePort = 0 }) => nodePort !== 0);
  const drawn = isBalanced && allocateLoadBalancerNodePorts === false ? given : ports;
  const nodePorts = isBalanced || type === "NodePort" ? drawn.length : 0;
  return {
    services: "1",
    "services.loadbalancers": isBalanced ? "1" : "0",
    "services.nodeports": String(nodePorts),
  };
}

function claimUsage(claim: PersistentVolumeClaim): Usage {
  const storage = claim.spec.resources?.requests?.storage;
  const plain = {
    persistentvolumeclaims: "1",
    ...(storage === undefined ? {} : { "requests.storage": storage }),
  };
  const name = classNameOf(claim) ?? "";
  if (name === "") return plain;
  const own = Object.entries(plain).map(
    ([key, amount]) => [`${name}.storageclass.storage.k8s.io/${key}`, amount] as const,
  );
  return { ...plain, ...Object.fromEntries(own) };
}

/** The sum over objects; what no object uses is 0. */
export function addUsage(a: Usage, b: Usage): Usage {
  const sum: Record<string, string> = { ...a };
  for (const [name, amount] of Object.entries(b)) {
    const [left, right] = [quantityOf(sum[name] ?? "0"), quantityOf(amount)];
    if (left !== undefined && right !== undefined) {
      sum[name] = formatQuantity(addQuantities(left, right));
    }
  }
  return sum;
}

/** Whether all scopes of the quota hold for the object. */
export function isInScope({ spec }: ResourceQuota, object: KubeObject): boolean {
  const scopes = (spec.scopes ?? []).map((scopeName) => ({ scopeName, operator: "Exists" }));
  const all = [...scopes, ...(spec.scopeSelector?.matchExpressions ?? [])];
  if (all.length === 0) return true;
  if (object.kind === "PersistentVolumeClaim") {
    const { volumeAttributesClassName } = (object as unknown as PersistentVolumeClaim).spec;
    return all.every(
      (scope) =>
        scope.scopeName === "VolumeAttributesClass" && matches(scope, volumeAttributesClassName),
    );
  }
  if (object.kind !== "Pod") return false;
  const pod = (object as unknown as Pod).spec;
  return all.every((scope) => holdsForPod(scope, pod));
}

type Scope = {
  readonly scopeName: string;
  readonly operator: string;
  readonly values?: readonly string[] | undefined;
};

function holdsForPod(scope: Scope, spec: PodSpec): boolean {
  const ends = (spec.activeDeadlineSeconds ?? -1) >= 0;
  const isBestEffort = () => qualityOfService(spec) === "BestEffort";
  switch (scope.scopeName) {
    case "Terminating":
      return ends;
    case "NotTerminating":
      return !ends;
    case "BestEffort":
      return isBestEffort();
    case "NotBestEffort":
      return !isBestEffort();
    case "PriorityClass":
      return matches(scope, spec.priorityClassName);
    default:
      return false;
  }
}

function matches({ operator, values = [] }: Scope, name: string | undefined): boolean {
  const isNamed = name !== undefined && name !== "";
  switch (operator) {
    case "Exists":
      return isNamed;
    case "DoesNotExist":
      return !isNamed;
    case "In":
      return isNamed && values.includes(name);
    default:
      return !isNamed || !values.includes(name);
  }
}

const MUST_SPECIFY = [
  "cpu",
  "limits.cpu",
  "limits.memory",
  "memory",
  "requests.cpu",
  "requests.memory",
];

/** `requests.cpu for: web; …`: what containers fail to say although the quota counts it. */
export function unspecified(pod: PodSpec, hard: readonly string[]): string | undefined {
  const missing = new Map<string, string[]>();
  const containers: readonly Container[] = [...pod.containers, ...(pod.initContainers ?? [])];
  for (const { name, resources } of containers) {
    const said = computeUsage(resources?.requests ?? {}, resources?.limits ?? {});
    for (const resource of MUST_SPECIFY) {
      if (!hard.includes(resource) || said[resource] !== undefined) continue;
      missing.set(resource, [...(missing.get(resource) ?? []), name]);
    }
  }
  if (missing.size === 0) return undefined;
  const parts = MUST_SPECIFY.flatMap((resource) => {
    const names = missing.get(resource);
    return names === undefined ? [] : [`${resource} for: ${[...new Set(names)].sort().join(",")}`];
  });
  return parts.join("; ");
}
