/** A claim that names no storage class gets the default one. */
import type { PersistentVolumeClaim, StorageClass } from "../../api/types.generated.ts";
import { classNameOf, defaultClassOf } from "../storage/default-class.ts";
import type { AdmissionPlugin } from "./plugin.ts";

export const defaultStorageClass: AdmissionPlugin = {
  name: "DefaultStorageClass",

  mutate(object, old, { row, store }) {
    if (row.kind !== "PersistentVolumeClaim" || old !== undefined) return object;
    const claim = object as unknown as PersistentVolumeClaim;
    if (classNameOf(claim) !== undefined) return object;
    const classes = store.list("StorageClass") as unknown as readonly StorageClass[];
    const name = defaultClassOf(classes)?.metadata.name;
    if (name === undefined) return object;
    return { ...object, spec: { ...claim.spec, storageClassName: name } };
  },
};
