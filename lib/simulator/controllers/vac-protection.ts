/** Keeps a VolumeAttributesClass that is being deleted while a claim or a volume names it. */
import { isBeingDeleted, type KubeObject } from "../api/object.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller } from "./controller.ts";
import { withoutFinalizer } from "./finalizer.ts";

const FINALIZER = "kubernetes.io/vac-protection";

export const vacProtectionController: Controller = {
  name: "vac-protection-controller",
  for: "VolumeAttributesClass",
  watches: [
    { kind: "PersistentVolumeClaim", keysFor: (object) => classesOf(object) },
    { kind: "PersistentVolume", keysFor: (object) => classesOf(object) },
  ],

  reconcile(key, { api, cache }) {
    const found = cache.get("VolumeAttributesClass", key);
    if (found === undefined || !isBeingDeleted(found)) return "done";
    if (!found.metadata.finalizers?.includes(FINALIZER) || isUsed(key, cache)) return "done";
    api.update<"VolumeAttributesClass">(withoutFinalizer(found, FINALIZER));
    return "done";
  },
};

function classesOf(object: KubeObject): readonly string[] {
  const { spec, status } = object as unknown as PersistentVolume | PersistentVolumeClaim;
  const current =
    "currentVolumeAttributesClassName" in status ? [status.currentVolumeAttributesClassName] : [];
  return [spec.volumeAttributesClassName, ...current].flatMap((name) => name ?? []);
}

function isUsed(name: string, cache: Cache): boolean {
  const kinds = ["PersistentVolumeClaim", "PersistentVolume"];
  return kinds.some((kind) =>
    cache.listAny(kind).some((object) => classesOf(object).includes(name)),
  );
}
