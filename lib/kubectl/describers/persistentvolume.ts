/**
 * `describe persistentvolume`
 *
 * Not simulated: the sources of particular storage vendors are shown by their name only.
 */
import { parseTime } from "#lib/simulator";
import { humanDuration } from "../text/duration.ts";
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { accessModesText } from "./labels-text.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import type { DescribeWriter } from "./writer.ts";

export const persistentVolumeDescriber: Describer = {
  kind: "PersistentVolume",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const claim = fieldsOf(spec.claimRef);
    out.line(0, `Name:\t${object.metadata.name}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, `Finalizers:\t[${(object.metadata.finalizers ?? []).join(" ")}]`);
    out.line(0, `StorageClass:\t${goValue(spec.storageClassName ?? "")}`);
    out.line(0, `Status:\t${statusText(run)}`);
    const key = `${goValue(claim.namespace ?? "")}/${goValue(claim.name ?? "")}`;
    out.line(0, `Claim:\t${spec.claimRef === undefined ? "" : key}`);
    out.line(0, `Reclaim Policy:\t${goValue(spec.persistentVolumeReclaimPolicy ?? "")}`);
    out.line(0, `Access Modes:\t${accessModesText(spec.accessModes)}`);
    if (spec.volumeMode !== undefined) out.line(0, `VolumeMode:\t${goValue(spec.volumeMode)}`);
    out.line(0, `Capacity:\t${goValue(fieldsOf(spec.capacity).storage ?? "0")}`);
    writeAffinity(out, fieldsOf(spec.nodeAffinity));
    out.line(0, `Message:\t${goValue(fieldsOf(object.status).message ?? "")}`);
    out.line(0, "Source:");
    writeSource(out, spec);
    writeEvents(run);
  },
};

/** The phase, or for how long the object has been going. */
export function statusText({ context, object }: Describe): string {
  const { deletionTimestamp } = object.metadata;
  if (deletionTimestamp === undefined) return goValue(fieldsOf(object.status).phase ?? "");
  const since = context.client.nowMs - (parseTime(deletionTimestamp) ?? 0);
  return `Terminating (lasts ${humanDuration(since)})`;
}

function writeAffinity(out: DescribeWriter, { required }: Fields): void {
  if (required === undefined) {
    out.line(0, "Node Affinity:\t<none>");
    return;
  }
  out.line(0, "Node Affinity:\t");
  const terms = (fieldsOf(required).nodeSelectorTerms ?? []) as readonly Fields[];
  out.line(1, `Required Terms:\t${terms.length === 0 ? "<none>" : ""}`);
  for (const [i, { matchExpressions = [] }] of terms.entries()) {
    const lines = (matchExpressions as readonly Fields[]).map(({ key, operator, values = [] }) => {
      const list = (values as readonly string[]).join(", ");
      const text = `${goValue(key)} ${goValue(operator).toLowerCase()}`;
      return list === "" ? text : `${text} [${list}]`;
    });
    const [first = "<none>", ...rest] = lines;
    out.line(2, `Term ${i}:\t${first}`);
    for (const line of rest) out.line(2, `\t${line}`);
  }
}

type SourceText = readonly [
  field: string,
  type: string,
  lines: (source: Fields) => readonly (readonly [string, unknown])[],
];

const SOURCES: readonly SourceText[] = [
  [
    "hostPath",
    "HostPath (bare host directory volume)",
    ({ path, type = "" }) => [
      ["Path", path],
      ["HostPathType", type],
    ],
  ],
  [
    "nfs",
    "NFS (an NFS mount that lasts the lifetime of a pod)",
    ({ path, readOnly = false, server }) => [
      ["Server", server],
      ["Path", path],
      ["ReadOnly", readOnly],
    ],
  ],
  [
    "local",
    "LocalVolume (a persistent volume backed by local storage on a node)",
    ({ path }) => [["Path", path]],
  ],
  [
    "csi",
    "CSI (a Container Storage Interface (CSI) volume source)",
    ({ driver, fsType = "", readOnly = false, volumeAttributes, volumeHandle }) => [
      ["Driver", driver],
      ["FSType", fsType],
      ["VolumeHandle", volumeHandle],
      ["ReadOnly", readOnly],
      ["VolumeAttributes", attributesText(volumeAttributes)],
    ],
  ],
];

function attributesText(attributes: unknown): string {
  const fields = fieldsOf(attributes);
  const texts = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${goValue(fields[name])}`);
  return texts.length === 0 ? "<none>" : `${texts.join(`\n${" ".repeat(4)}\t`)}`;
}

function writeSource(out: DescribeWriter, spec: Fields): void {
  const found = SOURCES.find(([field]) => spec[field] !== undefined);
  if (found === undefined) {
    out.line(1, "<unknown>");
    return;
  }
  const [field, type, lines] = found;
  out.line(2, `Type:\t${type}`);
  for (const [label, value] of lines(fieldsOf(spec[field]))) {
    out.line(2, `${label}:\t${goValue(value)}`);
  }
}
