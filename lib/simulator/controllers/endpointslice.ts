/**
 * Keeps a Service's EndpointSlices equal to the pods behind it: one slice for each set of ports,
 * at most 100 endpoints in each.
 *
 * Not simulated: IPv6 and dual stack, topology hints, mirroring of Endpoints without a selector.
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
import {
  hostnameIn,
  isHeadless,
  servicesSelecting,
  type Target,
  targetsOf,
} from "./endpoint/target.ts";

const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
const CONTROLLER = "endpointslice-controller.k8s.io";
const ENDPOINTS_MAX = 100;

export const endpointSliceController: Controller = {
  name: "endpointslice-controller",
  for: "Service",
  owns: ["EndpointSlice"],
  watches: [{ kind: "Pod", keysFor: servicesSelecting }],

  reconcile(key, context) {
    const service = context.cache.get("Service", key);
    if (service === undefined || isBeingDeleted(service)) return "done";
    if (service.spec.selector === undefined || service.spec.type === "ExternalName") return "done";
    const targets = targetsOf(service, context.cache);
    const existing = context.cache
      .listOwnedBy("EndpointSlice", service.metadata.uid)
      .filter(
        (slice) => slice.metadata.labels?.[MANAGED_BY] === CONTROLLER && !isBeingDeleted(slice),
      );
    bring(service, existing, wantedSlices(service, targets), context);
    return "done";
  },
};

type Wanted = {
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly DiscoveryV1EndpointPort[];
};

// An empty Service still has one slice, so that a reader can tell «no pods» from «not yet looked».
function wantedSlices(service: Service, targets: readonly Target[]): readonly Wanted[] {
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const id = JSON.stringify(target.ports);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [target]);
    else group.push(target);
  }
  const slices: Wanted[] = [];
  for (const group of groups.values()) {
    const ports = group[0]?.ports ?? [];
    for (let from = 0; from < group.length; from += ENDPOINTS_MAX) {
      const part = group.slice(from, from + ENDPOINTS_MAX);
      slices.push({ endpoints: part.map((target) => endpointOf(service, target)), ports });
    }
  }
  return slices.length === 0 ? [{ endpoints: [], ports: [] }] : slices;
}

function endpointOf(service: Service, target: Target): Endpoint {
  const { pod, ip, serving, terminating } = target;
  const { name, namespace, uid } = pod.metadata;
  const publishes = service.spec.publishNotReadyAddresses === true;
  const hostname = hostnameIn(service, pod);
  const { nodeName } = pod.spec;
  return {
    addresses: [ip],
    conditions: { ready: publishes || (serving && !terminating), serving, terminating },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef: { kind: "Pod", name, namespace, uid },
  };
}

/** Keeps slices that hold the right ports, fills them anew, drops the rest. */
function bring(
  service: Service,
  existing: readonly EndpointSlice[],
  wanted: readonly Wanted[],
  { api }: ControllerContext,
): void {
  const free = [...existing];
  for (const slice of wanted) {
    const index = free.findIndex((one) => sameJson(one.ports ?? [], slice.ports));
    const [found] = index >= 0 ? free.splice(index, 1) : free.splice(0, 1);
    const labels = labelsOf(service);
    const content = {
      endpoints: slice.endpoints.length === 0 ? nothing<Endpoint>() : slice.endpoints,
      ports: slice.ports.length === 0 ? nothing<DiscoveryV1EndpointPort>() : slice.ports,
    };
    if (found === undefined) {
      api.create("EndpointSlice", {
        metadata: newMetadata(service, labels),
        addressType: "IPv4",
        ...content,
      });
    } else if (
      !sameJson(
        [found.endpoints, found.ports, found.metadata.labels],
        [content.endpoints, content.ports, labels],
      )
    ) {
      api.update<"EndpointSlice">({
        ...found,
        metadata: { ...found.metadata, labels },
        ...content,
      });
    }
  }
  for (const slice of free) api.delete("EndpointSlice", keyOf(slice));
}

// The server stores an empty list of endpoints or ports as null, and shows it so.
function nothing<T>(): readonly T[] {
  return null as unknown as readonly T[];
}

function labelsOf(service: Service): Readonly<Record<string, string>> {
  return {
    ...service.metadata.labels,
    [MANAGED_BY]: CONTROLLER,
    "kubernetes.io/service-name": service.metadata.name,
    ...(isHeadless(service) ? { "service.kubernetes.io/headless": "" } : {}),
  };
}

function newMetadata(service: Service, labels: Readonly<Record<string, string>>) {
  const { name, namespace, uid } = service.metadata;
  const reference = {
    apiVersion: "v1",
    kind: "Service",
    name,
    uid,
    controller: true,
    blockOwnerDeletion: true,
  };
  return { generateName: `${name}-`, namespace, labels, ownerReferences: [reference] };
}
