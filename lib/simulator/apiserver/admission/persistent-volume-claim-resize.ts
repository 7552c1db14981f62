/** A claim grows only when it is bound and its class says that its volumes can be expanded. */
import { compareQuantities } from "../../api/quantity.ts";
import type { PersistentVolumeClaim, StorageClass } from "../../api/types.generated.ts";
import { classNameOf } from "../storage/default-class.ts";
import { type AdmissionPlugin, denied } from "./plugin.ts";

const NOT_EXPANDABLE =
  "only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize";

export const persistentVolumeClaimResize: AdmissionPlugin = {
  name: "PersistentVolumeClaimResize",

  validate(object, old, context) {
    const { request, row, store } = context;
    if (row.kind !== "PersistentVolumeClaim" || old === undefined) return;
    if (request.verb !== "update" && request.verb !== "patch") return;
    const claim = object as unknown as PersistentVolumeClaim;
    const before = old as unknown as PersistentVolumeClaim;
    const sizeOf = ({ spec }: PersistentVolumeClaim) => spec.resources?.requests?.storage;
    if (compareQuantities(sizeOf(claim), sizeOf(before)) <= 0) return;
    if (before.status.phase !== "Bound") {
      throw denied(object, context, "Only bound persistent volume claims can be expanded");
    }
    const name = classNameOf(claim) ?? "";
    const found = store.get("StorageClass", name) as unknown as StorageClass | undefined;
    if (found?.allowVolumeExpansion !== true) throw denied(object, context, NOT_EXPANDABLE);
  },
};
