/**
 * Keeps a Service's EndpointSlices equal to the pods behind it: slices for each set of ports, at
 * most 100 endpoints in each, and as few slices as possible touched by a change.
 * https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 *
 * Not simulated: IPv6 and dual stack, topology-aware hints by the CPUs of zones.
 */
import { sameJson } from "../api/json.ts";
import { isBeingDeleted, keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type {
  DiscoveryV1EndpointPort,
  Endpoint,
  EndpointSlice,
  Service,
} from "../api/types.generated.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { endpointOf } from "./endpoint/endpoint.ts";
import { arrange, type Slice } from "./endpoint/slices.ts";
import { isHeadless, servicesSelecting, targetsOf } from "./endpoint/target.ts";

const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
const CONTROLLER = "endpointslice-controller.k8s.io";
export const TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";

export const endpointSliceController: Controller = {
  name: "endpointslice-controller",
  for: "Service",
  owns: ["EndpointSlice"],
  watches: [{ kind: "Pod", keysFor: servicesSelecting }],

  reconcile(key, context) {
    const { cache } = context;
    const service = cache.get("Service", key);
    if (service === undefined || isBeingDeleted(service)) return "done";
    if (service.spec.selector === undefined || service.spec.type === "ExternalName") return "done";
    const existing = cache
      .listOwnedBy("EndpointSlice", service.metadata.uid)
      .filter(
        (slice) => slice.metadata.labels?.[MANAGED_BY] === CONTROLLER && !isBeingDeleted(slice),
      );
    const groups = new Map<string, Slice>();
    for (const target of targetsOf(service, cache)) {
      const id = JSON.stringify(target.ports);
      const endpoint = endpointOf(service, target, cache);
      const group = groups.get(id);
      const before = group?.endpoints ?? [];
      groups.set(id, { ports: target.ports, endpoints: [...before, endpoint] });
    }
    const { create, remove, update } = arrange([...groups.values()], existing);
    for (const [slice, next] of update) change(service, slice, next, context);
    for (const slice of create) make(service, slice, context);
    for (const slice of remove) context.api.delete("EndpointSlice", keyOf(slice));
    return "done";
  },
};

function change(
  service: Service,
  slice: EndpointSlice,
  { endpoints, ports }: Slice,
  { api, nowMs }: ControllerContext,
): void {
  const labels = labelsOf(service);
  const content = contentOf(endpoints, ports);
  const isSame = sameJson(
    [slice.endpoints ?? [], slice.ports ?? [], slice.metadata.labels],
    [endpoints, ports, labels],
  );
  if (isSame) return;
  const annotations = { ...slice.metadata.annotations, [TRIGGER_TIME]: formatTime(nowMs) };
  const metadata = { ...slice.metadata, annotations, labels };
  api.update<"EndpointSlice">({ ...slice, metadata, ...content });
}

function make(
  service: Service,
  { endpoints, ports }: Slice,
  { api, nowMs }: ControllerContext,
): void {
  const { name, namespace, uid } = service.metadata;
  const owner = { apiVersion: "v1", kind: "Service", name, uid };
  api.create("EndpointSlice", {
    metadata: {
      generateName: `${name}-`,
      namespace,
      annotations: { [TRIGGER_TIME]: formatTime(nowMs) },
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
