/** Rows of attachments and of CSI objects. */
import type { CSIDriver, CSINode, VolumeAttachment } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { columnsOf, type KindColumns } from "./kind-columns.ts";

const attachments: KindColumns<VolumeAttachment> = {
  kind: "VolumeAttachment",
  columns: columns("Name", "Attacher", "PV", "Node", "Attached", "Age"),
  cells: (object, { nowMs }) => [
    object.metadata.name,
    object.spec.attacher,
    object.spec.source.persistentVolumeName ?? "",
    object.spec.nodeName,
    object.status?.attached === true,
    ageOf(object, nowMs),
  ],
};

const csiDrivers: KindColumns<CSIDriver> = {
  kind: "CSIDriver",
  columns: columns(
    "Name",
    "AttachRequired",
    "PodInfoOnMount",
    "StorageCapacity",
    "TokenRequests",
    "RequiresRepublish",
    "Modes",
    "Age",
  ),
  cells(driver, { nowMs }) {
    const { spec } = driver;
    const audiences = (spec.tokenRequests ?? []).map(({ audience }) => audience);
    const modes = spec.volumeLifecycleModes ?? [];
    return [
      driver.metadata.name,
      spec.attachRequired ?? true,
      spec.podInfoOnMount ?? false,
      spec.storageCapacity ?? false,
      audiences.length === 0 ? "<unset>" : audiences.join(","),
      spec.requiresRepublish ?? false,
      modes.length === 0 ? "<none>" : modes.join(","),
      ageOf(driver, nowMs),
    ];
  },
};

const csiNodes: KindColumns<CSINode> = {
  kind: "CSINode",
  columns: columns("Name", "Drivers", "Age"),
  cells: (node, { nowMs }) => [
    node.metadata.name,
    (node.spec.drivers ?? []).length,
    ageOf(node, nowMs),
  ],
};

export const storageColumns: readonly KindColumns[] = [
  columnsOf(attachments as never),
  columnsOf(csiDrivers as never),
  columnsOf(csiNodes as never),
];
