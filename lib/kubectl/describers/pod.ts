/** `describe pod` */
import { parseTime } from "#lib/simulator";
import type { Container } from "../resource/pod-template.ts";
import { humanDuration } from "../text/duration.ts";
import { goValue } from "../text/go-value.ts";
import { writeContainers, writeResources } from "./containers.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { type Toleration, writeAnnotations, writeLabels, writeTolerations } from "./metadata.ts";
import { writeTopologySpread } from "./pod-template.ts";
import { longTime } from "./time.ts";
import { type Volume, writeVolumes } from "./volumes.ts";
import type { DescribeWriter } from "./writer.ts";

type Texts = Readonly<Record<string, string>>;

export const podDescriber: Describer = {
  kind: "Pod",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    writeHead(run, spec, status);
    writePlace(run, status);
    writeAllContainers(run, spec, status);
    writeConditions(out, status);
    writeVolumes(out, spec.volumes as readonly Volume[] | undefined, "");
    out.line(0, `QoS Class:\t${goValue(status.qosClass ?? "")}`);
    writeLabels(out, "Node-Selectors", spec.nodeSelector as Texts | undefined);
    writeTolerations(out, "Tolerations", spec.tolerations as readonly Toleration[] | undefined);
    writeTopologySpread(out, spec.topologySpreadConstraints, "");
    writeEvents(run);
  },
};

function writeHead({ object, out }: Describe, spec: Fields, status: Fields): void {
  out.line(0, `Name:\t${object.metadata.name}`);
  out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
  optional(out, "Priority", spec.priority);
  optional(out, "Priority Class Name", spec.priorityClassName);
  optional(out, "Runtime Class Name", spec.runtimeClassName);
  optional(out, "Service Account", spec.serviceAccountName);
  const node = spec.nodeName === undefined || spec.nodeName === "" ? undefined : spec.nodeName;
  out.line(
    0,
    `Node:\t${node === undefined ? "<none>" : `${goValue(node)}/${goValue(status.hostIP ?? "")}`}`,
  );
  if (status.startTime !== undefined) out.line(0, `Start Time:\t${longTime(status.startTime)}`);
  writeLabels(out, "Labels", object.metadata.labels);
  writeAnnotations(out, "Annotations", object.metadata.annotations);
}

function writePlace({ object, out, context }: Describe, status: Fields): void {
  const { metadata } = object;
  const ended = status.phase === "Failed" || status.phase === "Succeeded";
  if (metadata.deletionTimestamp !== undefined && !ended) {
    const since = context.client.nowMs - (parseTime(String(metadata.deletionTimestamp)) ?? 0);
    out.line(0, `Status:\tTerminating (lasts ${humanDuration(since)})`);
    out.line(0, `Termination Grace Period:\t${goValue(metadata.deletionGracePeriodSeconds ?? 0)}s`);
  } else out.line(0, `Status:\t${goValue(status.phase ?? "")}`);
  optional(out, "Reason", status.reason);
  optional(out, "Message", status.message);
  const profile = fieldsOf(fieldsOf(fieldsOf(object.spec).securityContext).seccompProfile);
  optional(out, "SeccompProfile", profile.type);
  if (profile.type === "Localhost") optional(out, "LocalhostProfile", profile.localhostProfile);
  out.line(0, `IP:\t${goValue(status.podIP ?? "")}`);
  const addresses = (status.podIPs ?? []) as readonly { readonly ip: string }[];
  out.line(0, addresses.length === 0 ? "IPs:\t<none>" : "IPs:");
  for (const { ip } of addresses) out.line(1, `IP:\t${ip}`);
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner !== undefined) out.line(0, `Controlled By:\t${owner.kind}/${owner.name}`);
  optional(out, "NominatedNodeName", status.nominatedNodeName);
  const resources = fieldsOf(object.spec).resources;
  if (resources !== undefined) {
    out.line(0, "Resources:");
    writeResources(out, fieldsOf(resources), 1);
  }
}

function writeAllContainers({ object, out }: Describe, spec: Fields, status: Fields): void {
  const parts = [
    ["Init Containers", "initContainers", "initContainerStatuses"],
    ["Containers", "containers", "containerStatuses"],
    ["Ephemeral Containers", "ephemeralContainers", "ephemeralContainerStatuses"],
  ] as const;
  for (const [label, field, statusField] of parts) {
    const containers = (spec[field] ?? []) as readonly Container[];
    if (containers.length === 0 && field !== "containers") continue;
    const statuses = (status[statusField] ?? []) as readonly Fields[];
    writeContainers(out, { label, containers, statuses, space: "", pod: fieldsOf(object) });
  }
}

type Condition = { readonly type: string; readonly status: string };

function writeConditions(out: DescribeWriter, status: Fields): void {
  const conditions = (status.conditions ?? []) as readonly Condition[];
  if (conditions.length === 0) return;
  out.line(0, "Conditions:");
  out.line(1, "Type\tStatus");
  for (const condition of conditions) out.line(1, `${condition.type} \t${condition.status} `);
}

function optional(out: DescribeWriter, title: string, value: unknown): void {
  if (value !== undefined && value !== "") out.line(0, `${title}:\t${goValue(value)}`);
}
