/**
 * Keeps the Endpoints object of a Service, the older form of its EndpointSlices: at most 1,000
 * addresses, which is told by an annotation.
 */
import { sameJson } from "../api/json.ts";
import { isBeingDeleted, keyOf } from "../api/object.ts";
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
import { TriggerTimes, withTriggerTime } from "./endpoint/trigger-time.ts";
import { truncated } from "./endpoint/truncation.ts";

const MANAGED_BY = "endpoints.kubernetes.io/managed-by";
const OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";
const triggerTimes = new TriggerTimes();

export const endpointsController: Controller = {
  name: "endpoint-controller",
  for: "Service",
  watches: [
    { kind: "Pod", keysFor: servicesSelecting },
    { kind: "Endpoints", keysFor: (endpoints) => [keyOf(endpoints)] },
  ],

  reconcile(key, { api, cache }) {
    const service = cache.get("Service", key);
    const existing = cache.get("Endpoints", key);
    if (service === undefined || isBeingDeleted(service)) {
      triggerTimes.forget(cache, key);
      // Only what this controller made goes with the Service.
      if (existing?.metadata.labels?.[MANAGED_BY] !== undefined) api.delete("Endpoints", key);
      return "done";
    }
    if (service.spec.selector === undefined || service.spec.type === "ExternalName") return "done";
    const targets = targetsOf(service, cache);
    const time = triggerTimes.changedAt(cache, service, targets);
    const all = subsetsOf(service, targets);
    const subsets = truncated(all);
    const labels = {
      ...service.metadata.labels,
      [MANAGED_BY]: "endpoint-controller",
      ...(isHeadless(service) ? { "service.kubernetes.io/headless": "" } : {}),
    };
    const { name, namespace } = service.metadata;
    const content = subsets.length === 0 ? {} : { subsets };
    const capacity = subsets === all ? {} : { [OVER_CAPACITY]: "truncated" };
    if (existing === undefined) {
      const told = withTriggerTime(capacity, time);
      api.create("Endpoints", { metadata: { name, namespace, labels, ...told }, ...content });
    } else if (!sameJson([existing.subsets ?? [], existing.metadata.labels], [subsets, labels])) {
      const { subsets: _old, ...rest } = existing;
      const { [OVER_CAPACITY]: _was, ...kept } = existing.metadata.annotations ?? {};
      const told = withTriggerTime({ ...kept, ...capacity }, time);
      const { annotations: _told, ...before } = existing.metadata;
      const metadata = { ...before, ...told, labels };
      api.update<"Endpoints">({ ...rest, metadata, ...content } as Endpoints);
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
    // A pod that has none of the ports is no endpoint, where the Service has ports at all.
    if (target.ports.length === 0 && (service.spec.ports?.length ?? 0) > 0) continue;
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
