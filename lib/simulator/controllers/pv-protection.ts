/** Keeps a volume that is being deleted for as long as it is bound to a claim. */
import { isBeingDeleted } from "../api/object.ts";
import type { Controller } from "./controller.ts";
import { withoutFinalizer } from "./finalizer.ts";

const FINALIZER = "kubernetes.io/pv-protection";

export const pvProtectionController: Controller = {
  name: "pv-protection-controller",
  for: "PersistentVolume",

  reconcile(key, { api, cache }) {
    const volume = cache.get("PersistentVolume", key);
    if (volume === undefined || !isBeingDeleted(volume)) return "done";
    if (!volume.metadata.finalizers?.includes(FINALIZER)) return "done";
    if (volume.status.phase === "Bound") return "done";
    api.update<"PersistentVolume">(withoutFinalizer(volume, FINALIZER));
    return "done";
  },
};
