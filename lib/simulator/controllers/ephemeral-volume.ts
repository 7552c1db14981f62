/**
 * Makes the claims that pods carry as templates; they belong to the pod and go with it.
 * https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes
 */
import { isBeingDeleted, type KubeObject, keyFor, keyOf } from "../api/object.ts";
import type { Pod, Volume } from "../api/types.generated.ts";
import { isOwnedBy } from "../volume/pod-claim.ts";
import type { Controller, ControllerContext } from "./controller.ts";

export const ephemeralVolumeController: Controller = {
  name: "ephemeral-volume-controller",
  for: "*",
  watches: [
    { kind: "Pod", keysFor: (object) => (hasTemplates(object) ? [`Pod ${keyOf(object)}`] : []) },
    { kind: "PersistentVolumeClaim", keysFor: podsOwning },
  ],

  reconcile(key, context) {
    const [kind = "", podKey = ""] = key.split(" ");
    const pod = kind === "Pod" ? context.cache.get("Pod", podKey) : undefined;
    if (pod === undefined || isBeingDeleted(pod)) return "done";
    for (const volume of pod.spec.volumes ?? []) makeClaim(pod, volume, context);
    return "done";
  },
};

function hasTemplates(object: KubeObject): boolean {
  const { volumes } = (object as unknown as Pod).spec;
  return volumes?.some(({ ephemeral }) => ephemeral !== undefined) ?? false;
}

function podsOwning({ metadata }: KubeObject): readonly string[] {
  const owners = metadata.ownerReferences ?? [];
  return owners
    .filter(({ controller, kind }) => controller === true && kind === "Pod")
    .map(({ name }) => `Pod ${keyFor(metadata.namespace, name)}`);
}

function makeClaim(
  pod: Pod,
  { ephemeral, name: volumeName }: Volume,
  { api, cache, event }: ControllerContext,
): void {
  const template = ephemeral?.volumeClaimTemplate;
  if (template === undefined) return;
  const { namespace, name: podName, uid } = pod.metadata;
  const name = `${podName}-${volumeName}`;
  const existing = cache.get("PersistentVolumeClaim", keyFor(namespace, name));
  if (existing !== undefined) {
    if (isOwnedBy(existing, pod)) return;
    const who = `${keyFor(namespace, podName)} (pod is not owner)`;
    const why = `PVC ${keyFor(namespace, name)} was not created for pod ${who}`;
    event(pod, "Warning", "FailedCreate", `ephemeral volume ${volumeName}: ${why}`);
    return;
  }
  const owner = { apiVersion: "v1", kind: "Pod", name: podName, uid };
  const { annotations, labels } = template.metadata ?? {};
  api.create("PersistentVolumeClaim", {
    metadata: {
      name,
      namespace,
      ...(annotations === undefined ? {} : { annotations }),
      ...(labels === undefined ? {} : { labels }),
      ownerReferences: [{ ...owner, blockOwnerDeletion: true, controller: true }],
    },
    spec: template.spec,
  });
}
