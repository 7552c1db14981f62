/**
 * Keeps a Service's EndpointSlices equal to the pods behind it: slices for each set of ports, at
 * most 100 endpoints in each, and as few slices as possible touched by a change.
 * https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 *
 * Not simulated: IPv6 and dual stack.
 */
import { sameJson } from "../api/json.ts";
import { isBeingDeleted, keyOf } from "../api/object.ts";
import type {
  DiscoveryV1EndpointPort,
  Endpoint,
  EndpointSlice,
  Service,
} from "../api/types.generated.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { endpointOf } from "./endpoint/endpoint.ts";
import { arrange, type Slice } from "./endpoint/slices.ts";
import { isHeadless, servicesSelecting, type Target, targetsOf } from "./endpoint/target.ts";
import { isTopologyAware, topologyHints } from "./endpoint/topology.ts";
import { TriggerTimes, withTriggerTime } from "./endpoint/trigger-time.ts";
import { Memory } from "./memory.ts";

const triggerTimes = new TriggerTimes();
/** What was last said of a Service's hints: said once. */
const toldTopologies = new Memory<string>();
const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
const CONTROLLER = "endpointslice-controller.k8s.io";

export const endpointSliceController: Controller = {
  name: "endpointslice-controller",
  eventSource: "endpoint-slice-controller",
  for: "Service",
  owns: ["EndpointSlice"],
  watches: [{ kind: "Pod", keysFor: servicesSelecting }],

  reconcile(key, context) {
    const { cache } = context;
    const service = cache.get("Service", key);
    if (service === undefined || isBeingDeleted(service)) {
      triggerTimes.forget(cache, key);
      return "done";
    }
    if (service.spec.selector === undefined || service.spec.type === "ExternalName") return "done";
    const existing = cache
      .listOwnedBy("EndpointSlice", service.metadata.uid)
      .filter(
        (slice) => slice.metadata.labels?.[MANAGED_BY] === CONTROLLER && !isBeingDeleted(slice),
      );
    const targets = targetsOf(service, cache);
    const time = triggerTimes.changedAt(cache, service, targets);
    const { create, remove, update } = arrange(slicesOf(service, targets, context), existing);
    for (const [slice, next] of update) change(service, slice, next, time, context);
    for (const slice of create) make(service, slice, time, context);
    for (const slice of remove) context.api.delete("EndpointSlice", keyOf(slice));
    return "done";
  },
};

function slicesOf(
  service: Service,
  targets: readonly Target[],
  context: ControllerContext,
): readonly Slice[] {
  const { cache } = context;
  const isAware = isTopologyAware(service);
  const all = targets.map((target) => endpointOf(service, target, cache));
  const endpoints = isAware ? hinted(service, all, context) : all;
  const groups = new Map<string, { endpoints: Endpoint[]; ports: Target["ports"] }>();
  for (const [index, { ports }] of targets.entries()) {
    const id = JSON.stringify(ports);
    const group = groups.get(id) ?? { ports, endpoints: [] };
    groups.set(id, group);
    const endpoint = endpoints[index];
    if (endpoint !== undefined) group.endpoints.push(endpoint);
  }
  return [...groups.values()];
}

function hinted(
  service: Service,
  endpoints: readonly Endpoint[],
  { cache, event }: ControllerContext,
): readonly Endpoint[] {
  const topology = topologyHints(endpoints, cache.list("Node", ""));
  const key = keyOf(service);
  if (toldTopologies.get(cache, key) !== topology.message) {
    toldTopologies.set(cache, key, topology.message);
    event(service, topology.type, topology.reason, `${topology.message}, addressType: IPv4`);
  }
  return topology.endpoints;
}

function change(
  service: Service,
  slice: EndpointSlice,
  { endpoints, ports }: Slice,
  time: string | undefined,
  { api }: ControllerContext,
): void {
  const labels = labelsOf(service);
  const content = contentOf(endpoints, ports);
  const isSame = sameJson(
    [slice.endpoints ?? [], slice.ports ?? [], slice.metadata.labels],
    [endpoints, ports, labels],
  );
  if (isSame) return;
  const { annotations, ...before } = slice.metadata;
  const metadata = { ...before, ...withTriggerTime(annotations, time), labels };
  api.update<"EndpointSlice">({ ...slice, metadata, ...content });
}

function make(
  service: Service,
  { endpoints, ports }: Slice,
  time: string | undefined,
  { api }: ControllerContext,
): void {
  const { name, namespace, uid } = service.metadata;
  const owner = { apiVersion: "v1", kind: "Service", name, uid };
  api.create("EndpointSlice", {
    metadata: {
      generateName: `${name}-`,
      namespace,
      ...withTriggerTime({}, time),
      labels: labelsOf(service),
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
    },
    addressType: "IPv4",
    ...contentOf(endpoints, ports),
  });
}

// The server stores an empty list of endpoints or ports as null, and shows it so.
function contentOf(endpoints: readonly Endpoint[], ports: readonly DiscoveryV1EndpointPort[]) {
  return {
    endpoints: endpoints.length === 0 ? (null as unknown as readonly Endpoint[]) : endpoints,
    ports: ports.length === 0 ? (null as unknown as readonly DiscoveryV1EndpointPort[]) : ports,
  };
}

function labelsOf(service: Service): Readonly<Record<string, string>> {
  return {
    ...service.metadata.labels,
    [MANAGED_BY]: CONTROLLER,
    "kubernetes.io/service-name": service.metadata.name,
    ...(isHeadless(service) ? { "service.kubernetes.io/headless": "" } : {}),
  };
}
