/** `describe storageclass`, `volumeattributesclass`, `csinode` */
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { capitalBool, pairsText, writeName, writeOwnMetadata } from "./head.ts";
import { longTime } from "./time.ts";

const DEFAULT_ANNOTATIONS = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
];

export const storageClassDescriber: Describer = {
  kind: "StorageClass",
  describe: (run) => {
    const { object, out } = run;
    const { annotations } = object.metadata;
    const isDefault = DEFAULT_ANNOTATIONS.some((key) => annotations?.[key] === "true");
    writeName(run, false);
    out.line(0, `IsDefaultClass:\t${isDefault ? "Yes" : "No"}`);
    out.line(0, `Annotations:\t${pairsText(annotations)}`);
    out.line(0, `Provisioner:\t${goValue(object.provisioner)}`);
    out.line(0, `Parameters:\t${pairsText(fieldsOf(object.parameters))}`);
    out.line(0, `AllowVolumeExpansion:\t${capitalBool(object.allowVolumeExpansion)}`);
    const options = (object.mountOptions ?? []) as readonly string[];
    out.line(0, `MountOptions:${options.length === 0 ? "\t<none>" : ""}`);
    for (const option of options) out.line(1, option);
    if (object.reclaimPolicy !== undefined) {
      out.line(0, `ReclaimPolicy:\t${goValue(object.reclaimPolicy)}`);
    }
    if (object.volumeBindingMode !== undefined) {
      out.line(0, `VolumeBindingMode:\t${goValue(object.volumeBindingMode)}`);
    }
    writeTopologies(run, object.allowedTopologies as readonly Fields[] | undefined);
    writeEvents(run);
  },
};

function writeTopologies({ out }: Describe, topologies: readonly Fields[] | undefined): void {
  if (topologies === undefined) return;
  out.line(0, `AllowedTopologies:\t${topologies.length === 0 ? "<none>" : ""}`);
  for (const [index, term] of topologies.entries()) {
    const requirements = (term.matchLabelExpressions ?? []) as readonly Fields[];
    if (requirements.length === 0) out.line(1, `Term ${index}:\t<none>`);
    for (const [at, { key, values }] of requirements.entries()) {
      const list = (values ?? []) as readonly string[];
      const end = list.length === 0 ? "" : ` [${list.join(", ")}]`;
      out.line(1, `${at === 0 ? `Term ${index}:` : ""}\t${goValue(key)} in${end}`);
    }
  }
}

export const volumeAttributesClassDescriber: Describer = {
  kind: "VolumeAttributesClass",
  describe: (run) => {
    const { object, out } = run;
    writeName(run, false);
    out.line(0, `Annotations:\t${pairsText(object.metadata.annotations)}`);
    out.line(0, `DriverName:\t${goValue(object.driverName)}`);
    out.line(0, `Parameters:\t${pairsText(fieldsOf(object.parameters))}`);
    writeEvents(run);
  },
};

export const csiNodeDescriber: Describer = {
  kind: "CSINode",
  describe: (run) => {
    const { object, out } = run;
    writeName(run, false);
    writeOwnMetadata(run);
    out.line(0, `CreationTimestamp:\t${longTime(object.metadata.creationTimestamp)}`);
    out.line(0, "Spec:");
    const drivers = fieldsOf(object.spec).drivers as readonly Fields[] | undefined;
    if (drivers !== undefined && drivers !== null) out.line(1, "Drivers:");
    for (const { name, nodeID, allocatable, topologyKeys } of drivers ?? []) {
      out.line(2, `${goValue(name)}:`);
      out.line(3, `Node ID:\t${goValue(nodeID)}`);
      const { count } = fieldsOf(allocatable);
      if (count !== undefined) {
        out.line(3, "Allocatables:");
        out.line(4, `Count:\t${goValue(count)}`);
      }
      if (topologyKeys !== undefined) out.line(3, `Topology Keys:\t${goValue(topologyKeys)}`);
    }
    writeEvents(run);
  },
};
