/**
 * `describe node`: conditions, capacity, what runs there and what it has asked for.
 * Not simulated: Leases of nodes; the node's heartbeat stands for the Lease's renewal.
 */
import type { KubeObject } from "#lib/simulator";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { type Taint, writeAnnotations, writeLabels, writeTaints } from "./metadata.ts";
import { writeNodePods } from "./node-pods.ts";
import { longTime } from "./time.ts";
import type { DescribeWriter } from "./writer.ts";

export const nodeDescriber: Describer = {
  kind: "Node",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    const roles = rolesOf(object);
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Roles:\t${roles.length === 0 ? "<none>" : roles.join(",")}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, `CreationTimestamp:\t${longTime(object.metadata.creationTimestamp)}`);
    writeTaints(out, spec.taints as readonly Taint[] | undefined);
    out.line(0, `Unschedulable:\t${goValue(spec.unschedulable ?? false)}`);
    writeLease(run);
    writeConditions(out, status);
    out.line(0, "Addresses:");
    for (const { type, address } of (status.addresses ?? []) as readonly Fields[]) {
      out.line(1, `${goValue(type)}:\t${goValue(address)}`);
    }
    writeAmounts(out, "Capacity", status.capacity);
    writeAmounts(out, "Allocatable", status.allocatable);
    writeSystem(out, spec, fieldsOf(status.nodeInfo));
    writeNodePods(run);
    writeEvents(run);
  },
};

const ROLE = "node-role.kubernetes.io/";

function rolesOf({ metadata }: KubeObject): readonly string[] {
  const labels = Object.entries(metadata.labels ?? {});
  return labels
    .flatMap(([name, value]) => {
      if (name.startsWith(ROLE)) return [name.slice(ROLE.length)];
      return name === "kubernetes.io/role" && value !== "" ? [value] : [];
    })
    .filter((role) => role !== "")
    .sort();
}

function writeLease({ object, out }: Describe): void {
  const { conditions = [] } = fieldsOf(object.status) as { conditions?: readonly Fields[] };
  const heartbeat = conditions.find(({ type }) => type === "Ready")?.lastHeartbeatTime;
  out.line(0, "Lease:");
  out.line(1, `HolderIdentity:\t${object.metadata.name}`);
  out.line(1, "AcquireTime:\t<unset>");
  out.line(1, `RenewTime:\t${heartbeat === undefined ? "<unset>" : longTime(heartbeat)}`);
}

function writeConditions(out: DescribeWriter, status: Fields): void {
  const conditions = (status.conditions ?? []) as readonly Fields[];
  if (conditions.length === 0) return;
  out.line(0, "Conditions:");
  out.line(1, "Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage");
  out.line(1, "----\t------\t-----------------\t------------------\t------\t-------");
  for (const condition of conditions) {
    const {
      type,
      status: value,
      lastHeartbeatTime,
      lastTransitionTime,
      reason,
      message,
    } = condition;
    out.line(
      1,
      `${goValue(type)} \t${goValue(value)} \t${longTime(lastHeartbeatTime)} \t` +
        `${longTime(lastTransitionTime)} \t${goValue(reason ?? "")} \t${goValue(message ?? "")}`,
    );
  }
}

function writeAmounts(out: DescribeWriter, title: string, amounts: unknown): void {
  const entries = Object.entries(fieldsOf(amounts)).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return;
  out.line(0, `${title}:`);
  for (const [name, amount] of entries) out.line(0, `  ${name}:\t${goValue(amount)}`);
}

const INFO_LINES = [
  ["Machine ID", "machineID"],
  ["System UUID", "systemUUID"],
  ["Boot ID", "bootID"],
  ["Kernel Version", "kernelVersion"],
  ["OS Image", "osImage"],
  ["Operating System", "operatingSystem"],
  ["Architecture", "architecture"],
  ["Container Runtime Version", "containerRuntimeVersion"],
  ["Kubelet Version", "kubeletVersion"],
  ["Kube-Proxy Version", "kubeProxyVersion"],
] as const;

function writeSystem(out: DescribeWriter, spec: Fields, info: Fields): void {
  out.line(0, "System Info:");
  for (const [title, field] of INFO_LINES) out.line(1, `${title}:\t${goValue(info[field] ?? "")}`);
  const { podCIDR, podCIDRs, providerID } = spec;
  if (podCIDR) out.line(0, `PodCIDR:\t${goValue(podCIDR)}`);
  if (Array.isArray(podCIDRs) && podCIDRs.length > 0)
    out.line(0, `PodCIDRs:\t${podCIDRs.join(",")}`);
  if (providerID) out.line(0, `ProviderID:\t${goValue(providerID)}`);
}
