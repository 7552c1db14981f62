/**
 * Gives Endpoints that a person keeps for a Service without a selector the form of EndpointSlices.
 * https://kubernetes.io/docs/concepts/services-networking/service/#endpoints
 */
import { sameJson } from "../api/json.ts";
import { isBeingDeleted, keyOf } from "../api/object.ts";
import type {
  DiscoveryV1EndpointPort,
  Endpoint,
  EndpointAddress,
  EndpointSubset,
  Endpoints,
} from "../api/types.generated.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { arrange, type Slice } from "./endpoint/slices.ts";

const MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
const CONTROLLER = "endpointslicemirroring-controller.k8s.io";
const SKIP = "endpointslice.kubernetes.io/skip-mirror";
const LEADER = "control-plane.alpha.kubernetes.io/leader";
const NOT_COPIED = [
  "endpoints.kubernetes.io/last-change-trigger-time",
  "kubectl.kubernetes.io/last-applied-configuration",
];
const ADDRESSES_MAX = 1000;

export const endpointSliceMirroringController: Controller = {
  name: "endpointslicemirroring-controller",
  for: "Endpoints",
  owns: ["EndpointSlice"],
  watches: [{ kind: "Service", keysFor: (service) => [keyOf(service)] }],

  reconcile(key, context) {
    const { api, cache } = context;
    const endpoints = cache.get("Endpoints", key);
    if (endpoints === undefined || isBeingDeleted(endpoints)) return "done";
    const existing = cache
      .listOwnedBy("EndpointSlice", endpoints.metadata.uid)
      .filter(({ metadata }) => metadata.labels?.[MANAGED_BY] === CONTROLLER);
    if (!isMirrored(endpoints, context)) {
      for (const slice of existing) api.delete("EndpointSlice", keyOf(slice));
      return "done";
    }
    const wanted = (endpoints.subsets ?? []).map(sliceOf);
    if (wanted.length === 0) {
      for (const slice of existing) api.delete("EndpointSlice", keyOf(slice));
      return "done";
    }
    const { create, remove, update } = arrange(wanted, existing);
    for (const [slice, next] of update) {
      const metadata = { ...slice.metadata, labels: labelsOf(endpoints) };
      const changed = { ...slice, ...next, metadata };
      if (!sameJson(changed, slice)) api.update<"EndpointSlice">(changed);
    }
    for (const slice of create) make(endpoints, slice, context);
    for (const slice of remove) api.delete("EndpointSlice", keyOf(slice));
    return "done";
  },
};

function isMirrored({ metadata }: Endpoints, { cache }: ControllerContext): boolean {
  if (metadata.labels?.[SKIP] === "true" || metadata.annotations?.[LEADER] !== undefined) {
    return false;
  }
  const service = cache.get("Service", keyOf({ metadata }));
  return service !== undefined && Object.keys(service.spec.selector ?? {}).length === 0;
}

function sliceOf({ addresses = [], notReadyAddresses = [], ports = [] }: EndpointSubset): Slice {
  const all = [
    ...addresses.map((address) => endpointOf(address, true)),
    ...notReadyAddresses.map((address) => endpointOf(address, false)),
  ];
  return {
    endpoints: all.slice(0, ADDRESSES_MAX),
    ports: ports.map(({ name = "", ...port }): DiscoveryV1EndpointPort => ({ name, ...port })),
  };
}

function endpointOf(
  { hostname, ip, nodeName, targetRef }: EndpointAddress,
  ready: boolean,
): Endpoint {
  return {
    addresses: [ip],
    conditions: { ready },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(targetRef === undefined ? {} : { targetRef }),
  };
}

function make(endpoints: Endpoints, slice: Slice, { api }: ControllerContext): void {
  const { annotations = {}, name, namespace, uid } = endpoints.metadata;
  const copied = Object.entries(annotations).filter(([key]) => !NOT_COPIED.includes(key));
  const [first] = slice.endpoints;
  const owner = { apiVersion: "v1", kind: "Endpoints", name, uid };
  api.create("EndpointSlice", {
    metadata: {
      generateName: `${name}-`,
      namespace,
      annotations: Object.fromEntries(copied),
      labels: labelsOf(endpoints),
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
    },
    addressType: first?.addresses[0]?.includes(":") ? "IPv6" : "IPv4",
    ...slice,
  });
}

function labelsOf({ metadata }: Endpoints): Readonly<Record<string, string>> {
  return {
    ...metadata.labels,
    [MANAGED_BY]: CONTROLLER,
    "kubernetes.io/service-name": metadata.name,
  };
}
