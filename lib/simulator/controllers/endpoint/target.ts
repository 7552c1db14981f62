/**
 * Which pods stand behind a Service, and on which ports: shared by EndpointSlices and Endpoints.
 * https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 */
import { matchesLabels } from "../../api/label.ts";
import { isBeingDeleted, type KubeObject, keyOf } from "../../api/object.ts";
import type { Pod, Service, ServicePort } from "../../api/types.generated.ts";
import type { Cache } from "../../informers/cache.ts";
import { isFinished, isReady } from "../pod-state.ts";

export type TargetPort = {
  readonly name: string;
  readonly port: number;
  readonly protocol: NonNullable<ServicePort["protocol"]>;
  readonly appProtocol?: string;
};

export type Target = {
  readonly pod: Pod;
  readonly ip: string;
  /** Its own readiness, whatever the Service publishes. */
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly ports: readonly TargetPort[];
};

/** Services that a controller has to look at when a pod changes. */
export function servicesSelecting(pod: KubeObject, cache: Cache): readonly string[] {
  return cache
    .list("Service", pod.metadata.namespace ?? "")
    .filter((service) => selects(service, pod as unknown as Pod))
    .map(keyOf);
}

export function targetsOf(service: Service, cache: Cache): readonly Target[] {
  const selected = cache
    .list("Pod", service.metadata.namespace ?? "")
    .filter((pod) => selects(service, pod));
  return selected.flatMap((pod) => {
    const ip = pod.status.podIP;
    if (ip === undefined || ip === "" || isFinished(pod)) return [];
    const target: Target = {
      pod,
      ip,
      serving: isReady(pod),
      terminating: isBeingDeleted(pod),
      ports: (service.spec.ports ?? []).flatMap((port) => portOn(pod, port) ?? []),
    };
    return [target];
  });
}

function selects({ spec }: Service, pod: Pod): boolean {
  const { selector } = spec;
  if (selector === undefined || Object.keys(selector).length === 0) return false;
  return matchesLabels(selector, pod.metadata.labels);
}

/** undefined: the pod has no container port of that name. */
function portOn(
  pod: Pod,
  { name = "", port, protocol = "TCP", targetPort, appProtocol }: ServicePort,
) {
  const number =
    typeof targetPort === "string" ? namedPort(pod, targetPort, protocol) : (targetPort ?? port);
  if (number === undefined) return undefined;
  return { name, port: number, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) };
}

function namedPort(pod: Pod, name: string, protocol: string): number | undefined {
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const ports = containers.flatMap((container) => container.ports ?? []);
  return ports.find((p) => p.name === name && (p.protocol ?? "TCP") === protocol)?.containerPort;
}

export function isHeadless({ spec }: Service): boolean {
  return spec.clusterIP === "None";
}

/** A pod's name in DNS, when it has one of its own in this Service. */
export function hostnameIn(service: Service, { spec, metadata }: Pod): string | undefined {
  const own =
    spec.hostname !== undefined && spec.hostname !== "" && spec.subdomain === service.metadata.name;
  return own && metadata.namespace === service.metadata.namespace ? spec.hostname : undefined;
}
