/** `describe persistentvolume` and `describe persistentvolumeclaim` */
import { parseTime } from "#lib/simulator";
import { humanDuration } from "../text/duration.ts";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { accessModesText, writeName, writeOwnMetadata } from "./head.ts";
import { writeLabels } from "./metadata.ts";
import { longTime } from "./time.ts";
import { type Volume, writeVolumeSource } from "./volumes.ts";

const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

export const persistentVolumeDescriber: Describer = {
  kind: "PersistentVolume",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    writeName(run, false);
    writeOwnMetadata(run);
    writeFinalizers(run);
    writeClass(run, spec);
    writePhase(run, status);
    const claim = fieldsOf(spec.claimRef);
    const claimText =
      spec.claimRef === undefined ? "" : `${goValue(claim.namespace)}/${goValue(claim.name)}`;
    out.line(0, `Claim:\t${claimText}`);
    out.line(0, `Reclaim Policy:\t${goValue(spec.persistentVolumeReclaimPolicy ?? "")}`);
    out.line(0, `Access Modes:\t${accessModesText(spec.accessModes)}`);
    if (spec.volumeMode !== undefined) out.line(0, `VolumeMode:\t${goValue(spec.volumeMode)}`);
    out.line(0, `Capacity:\t${goValue(fieldsOf(spec.capacity).storage ?? "0")}`);
    writeNodeAffinity(run, spec);
    out.line(0, `Message:\t${goValue(status.message ?? "")}`);
    out.line(0, "Source:");
    writeVolumeSource(out, sourceOf(spec));
    writeEvents(run);
  },
};

export const persistentVolumeClaimDescriber: Describer = {
  kind: "PersistentVolumeClaim",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    const volume = String(spec.volumeName ?? "");
    writeName(run, true);
    writeClass(run, spec);
    writePhase(run, status);
    out.line(0, `Volume:\t${volume}`);
    writeOwnMetadata(run);
    writeFinalizers(run);
    const capacity = fieldsOf(status.capacity).storage ?? "0";
    out.line(0, `Capacity:\t${volume === "" ? "" : goValue(capacity)}`);
    out.line(0, `Access Modes:\t${volume === "" ? "" : accessModesText(status.accessModes)}`);
    if (spec.volumeMode !== undefined) out.line(0, `VolumeMode:\t${goValue(spec.volumeMode)}`);
    writeDataSource(run, spec.dataSource);
    writeUsers(run);
    writeConditions(run, (status.conditions ?? []) as readonly Fields[]);
    writeEvents(run);
  },
};

function writeClass({ object, out }: Describe, spec: Fields): void {
  const own = object.metadata.annotations?.[CLASS_ANNOTATION] ?? spec.storageClassName ?? "";
  out.line(0, `StorageClass:\t${goValue(own)}`);
  const attributes = spec.volumeAttributesClassName;
  if (attributes !== undefined && attributes !== "" && object.kind === "PersistentVolume") {
    out.line(0, `VolumeAttributesClass:\t${goValue(attributes)}`);
  }
}

function writeFinalizers({ object, out }: Describe): void {
  out.line(0, `Finalizers:\t${goValue(object.metadata.finalizers ?? [])}`);
}

function writePhase({ object, out, context }: Describe, status: Fields): void {
  const { deletionTimestamp } = object.metadata;
  if (deletionTimestamp === undefined) {
    out.line(0, `Status:\t${goValue(status.phase ?? "")}`);
    return;
  }
  const since = context.client.nowMs - (parseTime(String(deletionTimestamp)) ?? 0);
  out.line(0, `Status:\tTerminating (lasts ${humanDuration(since)})`);
}

function sourceOf(spec: Fields): Volume {
  const own = Object.keys(spec).find((field) => !NOT_A_SOURCE.has(field));
  return own === undefined ? { name: "" } : { name: "", [own]: spec[own] };
}

const NOT_A_SOURCE = new Set([
  "accessModes",
  "capacity",
  "claimRef",
  "mountOptions",
  "nodeAffinity",
  "persistentVolumeReclaimPolicy",
  "storageClassName",
  "volumeAttributesClassName",
  "volumeMode",
]);

function writeNodeAffinity({ out }: Describe, spec: Fields): void {
  const { required } = fieldsOf(spec.nodeAffinity);
  if (required === undefined) {
    out.line(0, "Node Affinity:\t<none>");
    return;
  }
  out.line(0, "Node Affinity:\t");
  const terms = (fieldsOf(required).nodeSelectorTerms ?? []) as readonly Fields[];
  out.line(1, `Required Terms:\t${terms.length === 0 ? "<none>" : ""}`);
  for (const [index, term] of terms.entries()) {
    const requirements = (term.matchExpressions ?? []) as readonly Fields[];
    if (requirements.length === 0) out.line(2, `Term ${index}:\t<none>`);
    for (const [at, { key, operator, values }] of requirements.entries()) {
      const list = (values ?? []) as readonly string[];
      const end = list.length === 0 ? "" : ` [${list.join(", ")}]`;
      const text = `${goValue(key)} ${String(operator).toLowerCase()}${end}`;
      out.line(2, `${at === 0 ? `Term ${index}:` : ""}\t${text}`);
    }
  }
}

function writeDataSource({ out }: Describe, source: unknown): void {
  if (source === undefined) return;
  const { apiGroup, kind, name } = fieldsOf(source);
  out.line(0, "DataSource:");
  if (apiGroup !== undefined) out.line(1, `APIGroup:\t${goValue(apiGroup)}`);
  out.line(1, `Kind:\t${goValue(kind)}`);
  out.line(1, `Name:\t${goValue(name)}`);
}

function writeUsers({ object, out, context }: Describe): void {
  const row = context.mapper.ofKind("v1", "Pod");
  const pods = row === undefined ? [] : context.api.list(row, object.metadata.namespace).items;
  const users = pods.filter((pod) =>
    ((fieldsOf(pod.spec).volumes ?? []) as readonly Fields[]).some(
      ({ name, persistentVolumeClaim, ephemeral }) =>
        fieldsOf(persistentVolumeClaim).claimName === object.metadata.name ||
        (ephemeral !== undefined &&
          `${pod.metadata.name}-${String(name)}` === object.metadata.name),
    ),
  );
  const [first, ...others] = users.map(({ metadata }) => metadata.name);
  if (first === undefined) writeLabels(out, "Used By", undefined);
  else out.line(0, `Used By:\t${first}`);
  for (const name of others) out.line(0, `\t${name}`);
}

function writeConditions({ out }: Describe, conditions: readonly Fields[]): void {
  if (conditions.length === 0) return;
  out.line(0, "Conditions:");
  out.line(1, "Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage");
  out.line(1, "----\t------\t-----------------\t------------------\t------\t-------");
  for (const { type, status, lastProbeTime, lastTransitionTime, reason, message } of conditions) {
    const times = `${longTime(lastProbeTime)} \t${longTime(lastTransitionTime)}`;
    const end = `${goValue(reason ?? "")} \t${goValue(message ?? "")}`;
    out.line(1, `${goValue(type)} \t${goValue(status)} \t${times} \t${end}`);
  }
}
