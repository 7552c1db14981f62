/** `describe persistentvolumeclaim`, with the pods that use it. */
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { accessModesText } from "./labels-text.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import { statusText } from "./persistentvolume.ts";
import { longTime } from "./time.ts";
import type { DescribeWriter } from "./writer.ts";

export const persistentVolumeClaimDescriber: Describer = {
  kind: "PersistentVolumeClaim",
  describe: (run) => {
    const { object, out } = run;
    const spec = fieldsOf(object.spec);
    const status = fieldsOf(object.status);
    const isGiven = (spec.volumeName ?? "") !== "";
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    out.line(0, `StorageClass:\t${goValue(spec.storageClassName ?? "")}`);
    out.line(0, `Status:\t${statusText(run)}`);
    out.line(0, `Volume:\t${goValue(spec.volumeName ?? "")}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, `Finalizers:\t[${(object.metadata.finalizers ?? []).join(" ")}]`);
    const size = goValue(fieldsOf(status.capacity).storage ?? "0");
    out.line(0, `Capacity:\t${isGiven ? size : ""}`);
    out.line(0, `Access Modes:\t${isGiven ? accessModesText(status.accessModes) : ""}`);
    if (spec.volumeMode !== undefined) out.line(0, `VolumeMode:\t${goValue(spec.volumeMode)}`);
    if (spec.dataSource !== undefined) writeSource(out, fieldsOf(spec.dataSource));
    const [first = "<none>", ...rest] = usersOf(run);
    out.line(0, `Used By:\t${first}`);
    for (const name of rest) out.line(0, `\t${name}`);
    writeConditions(out, (status.conditions ?? []) as readonly Fields[]);
    writeEvents(run);
  },
};

function writeSource(out: DescribeWriter, { apiGroup, kind, name }: Fields): void {
  out.line(0, "DataSource:");
  if (apiGroup !== undefined && apiGroup !== null) out.line(1, `APIGroup:\t${goValue(apiGroup)}`);
  out.line(1, `Kind:\t${goValue(kind)}`);
  out.line(1, `Name:\t${goValue(name)}`);
}

function usersOf({ context, object }: Describe): readonly string[] {
  const row = context.mapper.ofKind("v1", "Pod");
  if (row === undefined) return [];
  const { name, namespace } = object.metadata;
  return context.api
    .list(row, namespace)
    .items.filter((pod) => {
      const volumes = (fieldsOf(pod.spec).volumes ?? []) as readonly Fields[];
      return volumes.some(
        ({ ephemeral, name: volume, persistentVolumeClaim }) =>
          fieldsOf(persistentVolumeClaim).claimName === name ||
          (ephemeral !== undefined && `${pod.metadata.name}-${goValue(volume)}` === name),
      );
    })
    .map((pod) => pod.metadata.name);
}

function writeConditions(out: DescribeWriter, conditions: readonly Fields[]): void {
  if (conditions.length === 0) return;
  out.line(0, "Conditions:");
  out.line(1, "Type\tStatus\tLastProbeTime\tLastTransitionTime\tReason\tMessage");
  out.line(1, "----\t------\t-----------------\t------------------\t------\t-------");
  for (const one of conditions) {
    const times = [longTime(one.lastProbeTime), longTime(one.lastTransitionTime)];
    const cells = [one.type, one.status, ...times, one.reason ?? "", one.message ?? ""];
    out.line(1, `${cells.map((cell) => goValue(cell)).join(" \t")}`);
  }
}
