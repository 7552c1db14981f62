/** Volumes and claims get the finalizer that keeps them while they are used. */
import type { AdmissionPlugin } from "./plugin.ts";

const FINALIZERS: Readonly<Record<string, string>> = {
  PersistentVolumeClaim: "kubernetes.io/pvc-protection",
  PersistentVolume: "kubernetes.io/pv-protection",
  VolumeAttributesClass: "kubernetes.io/vac-protection",
};

export const storageObjectInUseProtection: AdmissionPlugin = {
  name: "StorageObjectInUseProtection",

  mutate(object, old, { row }) {
    const finalizer = FINALIZERS[row.kind];
    if (finalizer === undefined || old !== undefined) return object;
    const finalizers = object.metadata.finalizers ?? [];
    if (finalizers.includes(finalizer)) return object;
    return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
  },
};
