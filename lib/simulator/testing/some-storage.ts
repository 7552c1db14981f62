/** A volume, a claim that it fits, a class for it and a quota on claims. */
import type { ObjectMeta } from "../api/object.ts";

type SomeDraft = {
  readonly kind: string;
  readonly metadata: Partial<ObjectMeta>;
  readonly [field: string]: unknown;
};

export function someStorage(): readonly SomeDraft[] {
  const namespace = "default";
  const storageClassName = "shelf";
  const accessModes = ["ReadWriteOnce"];
  return [
    {
      kind: "PersistentVolume",
      metadata: { name: "disk" },
      spec: {
        accessModes,
        capacity: { storage: "2Gi" },
        hostPath: { path: "/srv/disk" },
        storageClassName,
      },
    },
    {
      kind: "PersistentVolumeClaim",
      metadata: { name: "data", namespace },
      spec: { accessModes, resources: { requests: { storage: "1Gi" } }, storageClassName },
    },
    {
      kind: "VolumeAttributesClass",
      metadata: { name: "silver" },
      driverName: "disks.example.com",
      parameters: { iops: "3000" },
    },
    {
      kind: "ResourceQuota",
      metadata: { name: "claims", namespace },
      spec: { hard: { persistentvolumeclaims: "5", pods: "50" } },
    },
  ];
}
