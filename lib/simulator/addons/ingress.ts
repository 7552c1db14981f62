/**
 * An Ingress controller: the class `nginx`, and an address for every Ingress of it.
 * https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/
 *
 * Not simulated: the controller's own pods; it stands beside the cluster as a balancer does.
 */
import { isBeingDeleted, keyOf } from "../api/object.ts";
import type { Ingress } from "../api/types.generated.ts";
import type { Controller } from "../controllers/controller.ts";
import type { Cache } from "../informers/cache.ts";
import { INGRESS_ADDRESS } from "../network/index.ts";
import type { Addon } from "./addon.ts";

const CONTROLLER = "k8s.io/ingress-nginx";
const CLASS = "nginx";
const OLD_CLASS = "kubernetes.io/ingress.class";

const ingressController: Controller = {
  name: "nginx-ingress-controller",
  for: "Ingress",
  watches: [{ kind: "IngressClass", keysFor: (_class, cache) => cache.list("Ingress").map(keyOf) }],

  reconcile(key, { api, cache, event }) {
    const ingress = cache.get("Ingress", key);
    if (ingress === undefined || isBeingDeleted(ingress)) return "done";
    const own = ingress.status?.loadBalancer?.ingress?.some(({ ip }) => ip === INGRESS_ADDRESS);
    const isWanted = isOfOurs(ingress, cache);
    if (isWanted === (own ?? false)) return "done";
    const loadBalancer = isWanted ? { ingress: [{ ip: INGRESS_ADDRESS }] } : {};
    api.updateStatus<"Ingress">({ ...ingress, status: { ...ingress.status, loadBalancer } });
    if (isWanted) event(ingress, "Normal", "Sync", "Scheduled for sync");
    return "done";
  },
};

function isOfOurs({ metadata, spec }: Ingress, cache: Cache): boolean {
  const name = spec.ingressClassName;
  if (name === undefined) return metadata.annotations?.[OLD_CLASS] === CLASS;
  return cache.get("IngressClass", name)?.spec?.controller === CONTROLLER;
}

export const ingressAddon: Addon = {
  name: "ingress",
  objects: () => [
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "ingress-nginx" } },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "IngressClass",
      metadata: { name: CLASS, labels: { "app.kubernetes.io/name": "ingress-nginx" } },
      spec: { controller: CONTROLLER },
    },
  ],
  controllers: [ingressController],
};
