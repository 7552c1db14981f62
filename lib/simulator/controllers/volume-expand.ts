/** Says of a claim that has grown that somebody outside must make its volume larger. */
import { compareQuantities } from "../api/quantity.ts";
import type { Controller } from "./controller.ts";

export const volumeExpandController: Controller = {
  name: "volume_expand",
  for: "PersistentVolumeClaim",

  reconcile(key, { cache, event }) {
    const claim = cache.get("PersistentVolumeClaim", key);
    if (claim === undefined || claim.status.phase !== "Bound") return "done";
    const wanted = claim.spec.resources?.requests?.storage;
    if (compareQuantities(wanted, claim.status.capacity?.storage) <= 0) return "done";
    const message = "waiting for an external controller to expand this PVC";
    event(claim, "Normal", "ExternalExpanding", message);
    return "done";
  },
};
