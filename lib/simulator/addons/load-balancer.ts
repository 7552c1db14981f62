/**
 * A provider of load balancers: every Service of that type gets an address.
 * https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
 *
 * Not simulated: the finalizer that keeps a Service until its balancer is gone.
 */
import { isBeingDeleted } from "../api/object.ts";
import type { Service } from "../api/types.generated.ts";
import type { Controller } from "../controllers/controller.ts";
import type { Addon } from "./addon.ts";

const NETWORK = "172.30.254";

const serviceController: Controller = {
  name: "service-controller",
  for: "Service",

  reconcile(key, { api, cache, event }) {
    const service = cache.get("Service", key);
    if (service === undefined || isBeingDeleted(service)) return "done";
    const { spec, status } = service;
    if (spec.type !== "LoadBalancer" || spec.loadBalancerClass !== undefined) return "done";
    if ((status.loadBalancer?.ingress?.length ?? 0) > 0) return "done";
    event(service, "Normal", "EnsuringLoadBalancer", "Ensuring load balancer");
    const ip = spec.loadBalancerIP ?? freeAddress(cache.list("Service"));
    const loadBalancer = { ingress: [{ ip, ipMode: "VIP" as const }] };
    api.updateStatus<"Service">({ ...service, status: { ...status, loadBalancer } });
    event(service, "Normal", "EnsuredLoadBalancer", "Ensured load balancer");
    return "done";
  },
};

function freeAddress(services: readonly Service[]): string {
  const taken = new Set(
    services.flatMap(({ status }) => status?.loadBalancer?.ingress?.map(({ ip }) => ip) ?? []),
  );
  let last = 10;
  while (taken.has(`${NETWORK}.${last}`)) last += 1;
  return `${NETWORK}.${last}`;
}

export const loadBalancerAddon: Addon = {
  name: "load-balancer",
  objects: () => [],
  controllers: [serviceController],
};
