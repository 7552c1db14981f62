/** Rows of volumes, claims, classes, attachments and CSI's objects. */
import type {
  CSIDriver,
  CSINode,
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
  VolumeAttachment,
  VolumeAttributesClass,
} from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { columnsOf, type KindColumns } from "./kind-columns.ts";

const SHORT_MODES = [
  ["ReadWriteOnce", "RWO"],
  ["ReadOnlyMany", "ROX"],
  ["ReadWriteMany", "RWX"],
  ["ReadWriteOncePod", "RWOP"],
] as const;

/** `RWO,ROX`: in the order of the documentation, whatever the object's order is. */
function modesText(modes: readonly string[] | undefined): string {
  return SHORT_MODES.filter(([mode]) => modes?.includes(mode))
    .map(([, short]) => short)
    .join(",");
}

const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

const volumes: KindColumns<PersistentVolume> = {
  kind: "PersistentVolume",
  columns: columns(
    "Name",
    "Capacity",
    "Access Modes",
    "Reclaim Policy",
    "Status",
    "Claim",
    "StorageClass",
    "VolumeAttributesClass",
    "Reason",
    "Age",
    "+VolumeMode",
  ),
  cells(volume, { nowMs }) {
    const { metadata, spec, status } = volume;
    const claim = spec?.claimRef;
    return [
      metadata.name,
      spec?.capacity?.storage ?? "0",
      modesText(spec?.accessModes),
      spec?.persistentVolumeReclaimPolicy ?? "",
      metadata.deletionTimestamp === undefined ? (status?.phase ?? "") : "Terminating",
      claim === undefined ? "" : `${claim.namespace ?? ""}/${claim.name ?? ""}`,
      metadata.annotations?.[CLASS_ANNOTATION] ?? spec?.storageClassName ?? "",
      spec?.volumeAttributesClassName ?? "<unset>",
      status?.reason ?? "",
      ageOf(volume, nowMs),
      spec?.volumeMode ?? "<unset>",
    ];
  },
};

const claims: KindColumns<PersistentVolumeClaim> = {
  kind: "PersistentVolumeClaim",
  columns: columns(
    "Name",
    "Status",
    "Volume",
    "Capacity",
    "Access Modes",
    "StorageClass",
    "VolumeAttributesClass",
    "Age",
    "+VolumeMode",
  ),
  cells(claim, { nowMs }) {
    const { metadata, spec, status } = claim;
    const volume = spec?.volumeName ?? "";
    return [
      metadata.name,
      metadata.deletionTimestamp === undefined ? (status?.phase ?? "") : "Terminating",
      volume,
      volume === "" ? "" : (status?.capacity?.storage ?? "0"),
      volume === "" ? "" : modesText(status?.accessModes),
      metadata.annotations?.[CLASS_ANNOTATION] ?? spec?.storageClassName ?? "",
      spec?.volumeAttributesClassName ?? "<unset>",
      ageOf(claim, nowMs),
      spec?.volumeMode ?? "<unset>",
    ];
  },
};

const DEFAULT_ANNOTATIONS = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
];

const classes: KindColumns<StorageClass> = {
  kind: "StorageClass",
  columns: columns(
    "Name",
    "Provisioner",
    "ReclaimPolicy",
    "VolumeBindingMode",
    "AllowVolumeExpansion",
    "Age",
  ),
  cells(object, { nowMs }) {
    const { name, annotations } = object.metadata;
    const isDefault = DEFAULT_ANNOTATIONS.some((key) => annotations?.[key] === "true");
    return [
      isDefault ? `${name} (default)` : name,
      object.provisioner,
      object.reclaimPolicy ?? "Delete",
      object.volumeBindingMode ?? "Immediate",
      object.allowVolumeExpansion === true,
      ageOf(object, nowMs),
    ];
  },
};

const attributesClasses: KindColumns<VolumeAttributesClass> = {
  kind: "VolumeAttributesClass",
  columns: columns("Name", "DriverName", "Age"),
  cells: (object, { nowMs }) => [object.metadata.name, object.driverName, ageOf(object, nowMs)],
};

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
  columnsOf(volumes as never),
  columnsOf(claims as never),
  columnsOf(classes as never),
  columnsOf(attributesClasses as never),
  columnsOf(attachments as never),
  columnsOf(csiDrivers as never),
  columnsOf(csiNodes as never),
];
