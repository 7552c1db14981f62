/**
 * Whether a kubelet takes a pod that was given to its node; refusals in its words.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/
 *
 * Not simulated: AppArmor, topology managers, preemption by critical pods.
 */

import { amountOf } from "../api/amount.ts";
import { matchesNodeSelector } from "../api/node-selector.ts";
import { tolerates } from "../api/toleration.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import { hasPortsTaken } from "../scheduler/plugins/node-ports.ts";
import { requestsOf } from "../scheduler/resource.ts";

/** In this order; others come behind. */
const COMPUTING = ["cpu", "memory", "ephemeral-storage"];

/** The other pods of the node. */
type Others = Pick<ReadonlyMap<string, Pod>, "size" | "values">;

export type Rejection = { readonly reason: string; readonly message: string };

/** https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls */
const SAFE_SYSCTLS: ReadonlySet<string> = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_wmem",
]);

/** `used`: what the node's other pods ask for, in base units. */
export function rejectionOf(
  pod: Pod,
  node: Node,
  used: Readonly<Record<string, number>>,
  others: Others,
): Rejection | undefined {
  return (
    forbiddenSysctl(pod) ??
    wrongSystem(pod) ??
    missingAmount(pod, node, used, others.size) ??
    wrongNode(pod, node) ??
    takenPorts(pod, others) ??
    untoleratedTaint(pod, node)
  );
}

function wrongSystem({ metadata, spec }: Pod): Rejection | undefined {
  if ((metadata.labels?.["kubernetes.io/os"] ?? "linux") !== "linux") {
    const message = "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label";
    return { reason: "PodOSSelectorNodeLabelDoesNotMatch", message };
  }
  if ((spec.os?.name ?? "linux") === "linux") return undefined;
  const message = "Failed to admit pod as the OS field doesn't match node OS";
  return { reason: "PodOSNotSupported", message };
}

function takenPorts(pod: Pod, others: Others): Rejection | undefined {
  const all = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  if (!all.some(({ ports }) => ports?.some(({ hostPort = 0 }) => hostPort > 0))) return undefined;
  if (!hasPortsTaken(pod, [...others.values()])) return undefined;
  const why = "node(s) didn't have free ports for the requested pod ports";
  return { reason: "NodePorts", message: `Predicate NodePorts failed: ${why}` };
}

function untoleratedTaint({ spec }: Pod, node: Node): Rejection | undefined {
  const taint = (node.spec.taints ?? []).find(
    (one) => one.effect === "NoExecute" && !tolerates(spec.tolerations, one),
  );
  if (taint === undefined) return undefined;
  const why = "node(s) had taints that the pod didn't tolerate";
  return { reason: "TaintToleration", message: `Predicate TaintToleration failed: ${why}` };
}

function forbiddenSysctl({ spec }: Pod): Rejection | undefined {
  for (const { name } of spec.securityContext?.sysctls ?? []) {
    if (SAFE_SYSCTLS.has(name.replaceAll("/", "."))) continue;
    return { reason: "SysctlForbidden", message: `forbidden sysctl: "${name}" not allowlisted` };
  }
  return undefined;
}

function missingAmount(
  pod: Pod,
  { status }: Node,
  used: Readonly<Record<string, number>>,
  podCount: number,
): Rejection | undefined {
  // A node that has not told what it has yet refuses nothing.
  if (status.allocatable === undefined) return undefined;
  const capacity = (name: string) => amountOf(name, status.allocatable?.[name]);
  if (podCount + 1 > capacity("pods")) return outOf("pods", 1, podCount, capacity("pods"));
  const requests = requestsOf(pod).exact;
  for (const name of new Set([...COMPUTING, ...Object.keys(requests)])) {
    // What the node has never heard of may be given by the cluster.
    if (name.includes("/") && status.allocatable[name] === undefined) continue;
    const asked = requests[name] ?? 0;
    const taken = used[name] ?? 0;
    if (asked > 0 && taken + asked > capacity(name))
      return outOf(name, asked, taken, capacity(name));
  }
  return undefined;
}

function outOf(name: string, requested: number, used: number, capacity: number): Rejection {
  const amounts = `requested: ${requested}, used: ${used}, capacity: ${capacity}`;
  return {
    reason: `OutOf${name}`,
    message: `Node didn't have enough resource: ${name}, ${amounts}`,
  };
}

function wrongNode({ spec }: Pod, node: Node): Rejection | undefined {
  const labels = node.metadata.labels ?? {};
  const selector = Object.entries(spec.nodeSelector ?? {});
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const matches =
    selector.every(([name, value]) => labels[name] === value) &&
    (required === undefined || matchesNodeSelector(required, node));
  if (matches) return undefined;
  const message =
    "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector";
  return { reason: "NodeAffinity", message };
}
