/** A claim that names no storage class gets the default one: the newest that is marked so. */
import type { PersistentVolumeClaim } from "../../api/types.generated.ts";
import type { AdmissionPlugin } from "./plugin.ts";

const MARK = "storageclass.kubernetes.io/is-default-class";
const OLD_NAME = "volume.beta.kubernetes.io/storage-class";

export const defaultStorageClass: AdmissionPlugin = {
  name: "DefaultStorageClass",

  mutate(object, old, { row, store }) {
    if (row.kind !== "PersistentVolumeClaim" || old !== undefined) return object;
    const { metadata, spec } = object as unknown as PersistentVolumeClaim;
    if (spec.storageClassName !== undefined) return object;
    if (metadata.annotations?.[OLD_NAME] !== undefined) return object;
    const defaults = store
      .list("StorageClass")
      .filter((one) => one.metadata.annotations?.[MARK] === "true")
      .sort((a, b) => (a.metadata.creationTimestamp > b.metadata.creationTimestamp ? -1 : 0));
    const name = defaults[0]?.metadata.name;
    return name === undefined ? object : { ...object, spec: { ...spec, storageClassName: name } };
  },
};
