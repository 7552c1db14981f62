/** A pod behind a Service as an endpoint of a slice: conditions, place, hints for routing. */
import type { Endpoint, EndpointHints, Service } from "../../api/types.generated.ts";
import type { Cache } from "../../informers/cache.ts";
import { hostnameIn, type Target } from "./target.ts";

const ZONE = "topology.kubernetes.io/zone";

export function endpointOf(service: Service, target: Target, cache: Cache): Endpoint {
  const { ip, pod, serving, terminating } = target;
  const { name, namespace, uid } = pod.metadata;
  const publishes = service.spec.publishNotReadyAddresses === true;
  const hostname = hostnameIn(service, pod);
  const { nodeName } = pod.spec;
  const zone = cache.get("Node", nodeName ?? "")?.metadata.labels?.[ZONE];
  const ready = publishes || (serving && !terminating);
  const hints = ready ? hintsFor(service, zone, nodeName) : undefined;
  return {
    addresses: [ip],
    conditions: { ready, serving, terminating },
    ...(hints === undefined ? {} : { hints }),
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    targetRef: { kind: "Pod", name, namespace, uid },
    ...(zone === undefined ? {} : { zone }),
  };
}

/** Who had better use the endpoint, when the Service cares. */
function hintsFor(
  { spec }: Service,
  zone: string | undefined,
  node: string | undefined,
): EndpointHints | undefined {
  const { trafficDistribution } = spec;
  if (trafficDistribution === undefined || zone === undefined) return undefined;
  const forZones = [{ name: zone }];
  if (trafficDistribution !== "PreferSameNode" || node === undefined) return { forZones };
  return { forNodes: [{ name: node }], forZones };
}
