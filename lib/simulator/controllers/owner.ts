/** The reference by which an object names the one that controls it. */
import type { KubeObject } from "../api/object.ts";
import type { OwnerReference } from "../api/types.generated.ts";

export function controllerReference(owner: KubeObject): OwnerReference {
  const { name, uid } = owner.metadata;
  const { apiVersion, kind } = owner;
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}
