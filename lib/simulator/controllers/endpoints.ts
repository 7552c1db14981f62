/**
 * Keeps the Endpoints object of a Service, the older form of its EndpointSlices.
 *
 * Not simulated: truncation at 1,000 addresses.
 */
import { sameJson } from "../api/json.ts";
import { isBeingDeleted, keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type {
  EndpointAddress,
  EndpointSubset,
  Endpoints,
  Service,
} from "../api/types.generated.ts";
import type { Controller } from "./controller.ts";
import {
  hostnameIn,
  isHeadless,
  servicesSelecting,
  type Target,
  targetsOf,
} from "./endpoint/target.ts";
import { TRIGGER_TIME } from "./endpointslice.ts";

const MANAGED_BY = "endpoints.kubernetes.io/managed-by";

export const endpointsController: Controller = {
  name: "endpoint-controller",
  for: "Service",
  watches: [
    { kind: "Pod", keysFor: servicesSelecting },
    { kind: "Endpoints", keysFor: (endpoints) => [keyOf(endpoints)] },
  ],

  reconcile(key, { api, cache, nowMs }) {
    const service = cache.get("Service", key);
    const existing = cache.get("Endpoints", key);
    if (service === undefined || isBeingDeleted(service)) {
      // Only what this controller made goes with the Service.
      if (existing?.metadata.labels?.[MANAGED_BY] !== undefined) api.delete("Endpoints", key);
      return "done";
    }
    if (service.spec.selector === undefined || service.spec.type === "ExternalName") return "done";
    const subsets = subsetsOf(service, targetsOf(service, cache));
    const labels = {
      ...service.metadata.labels,
      [MANAGED_BY]: "endpoint-controller",
      ...(isHeadless(service) ? { "service.kubernetes.io/headless": "" } : {}),
    };
    const { name, namespace } = service.metadata;
    if (existing === undefined) {
      const content = subsets.length === 0 ? {} : { subsets };
      const annotations = { [TRIGGER_TIME]: formatTime(nowMs) };
      api.create("Endpoints", { metadata: { name, namespace, labels, annotations }, ...content });
    } else if (!sameJson([existing.subsets ?? [], existing.metadata.labels], [subsets, labels])) {
      const { subsets: _old, ...rest } = existing;
      const content = subsets.length === 0 ? {} : { subsets };
      api.update<"Endpoints">({
        ...rest,
        metadata: {
          ...existing.metadata,
          annotations: { ...existing.metadata.annotations, [TRIGGER_TIME]: formatTime(nowMs) },
          labels,
        },
        ...content,
      } as Endpoints);
    }
    return "done";
  },
};

function subsetsOf(service: Service, targets: readonly Target[]): readonly EndpointSubset[] {
  const groups = new Map<
    string,
    { ready: EndpointAddress[]; notReady: EndpointAddress[]; target: Target }
  >();
  for (const target of targets) {
    if (target.terminating && service.spec.publishNotReadyAddresses !== true) continue;
    const id = JSON.stringify(target.ports);
    const group = groups.get(id) ?? { ready: [], notReady: [], target };
    groups.set(id, group);
    const ready = target.serving || service.spec.publishNotReadyAddresses === true;
    (ready ? group.ready : group.notReady).push(addressOf(service, target));
  }
  const byAddress = (a: EndpointAddress, b: EndpointAddress) => (a.ip < b.ip ? -1 : 1);
  return [...groups.values()].map(({ ready, notReady, target }) => ({
    ...(ready.length === 0 ? {} : { addresses: ready.sort(byAddress) }),
    ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady.sort(byAddress) }),
    ports: target.ports.map(({ name, ...port }) => ({ ...(name === "" ? {} : { name }), ...port })),
  }));
}

function addressOf(service: Service, { pod, ip }: Target): EndpointAddress {
  const { name, namespace, uid } = pod.metadata;
  const hostname = hostnameIn(service, pod);
  const { nodeName } = pod.spec;
  return {
    ip,
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef: { kind: "Pod", name, namespace, uid },
  };
}
