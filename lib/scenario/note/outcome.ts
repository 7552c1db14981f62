/**
 * What a learner could tell about a settled cluster from outside: phases, places, readiness,
 * endpoints. Two manifests with the same outcome differ in nothing that a scenario asks for.
 */
import type { Cluster, KubeObject } from "#lib/simulator";

/** Text that is equal for equal outcomes. Generated names do not count. */
export function outcomeOf(cluster: Cluster): string {
  return JSON.stringify([
    cluster.list("Pod").map(podOutcome).sort(),
    cluster
      .list("Deployment")
      .map((one) => [name(one), one.status.readyReplicas ?? 0, one.status.replicas ?? 0]),
    cluster
      .list("ReplicaSet")
      .map((one) => [one.status.readyReplicas ?? 0, one.status.replicas ?? 0])
      .sort(),
    cluster.list("Service").map((one) => [name(one), one.spec.type, one.spec.clusterIP === "None"]),
    cluster.list("EndpointSlice").map(endpointOutcome).sort(),
  ]);
}

function podOutcome(pod: unknown): string {
  const { metadata, spec, status } = pod as {
    readonly metadata: KubeObject["metadata"];
    readonly spec: { readonly nodeName?: string };
    readonly status: {
      readonly phase?: string;
      readonly qosClass?: string;
      readonly containerStatuses?: readonly ContainerOutcome[];
    };
  };
  const containers = (status.containerStatuses ?? []).map((one) => [
    one.name,
    one.image,
    one.ready,
    one.restartCount > 0,
  ]);
  const place = spec.nodeName === undefined ? "nowhere" : "placed";
  return JSON.stringify([
    metadata.namespace,
    metadata.labels,
    place,
    status.phase,
    status.qosClass,
    containers,
  ]);
}

type ContainerOutcome = {
  readonly name: string;
  readonly image: string;
  readonly ready: boolean;
  readonly restartCount: number;
};

function endpointOutcome(slice: unknown): string {
  const { metadata, endpoints, ports } = slice as {
    readonly metadata: KubeObject["metadata"];
    readonly endpoints?: readonly { readonly conditions?: { readonly ready?: boolean } }[] | null;
    readonly ports?: readonly { readonly port?: number; readonly name?: string }[] | null;
  };
  const ready = (endpoints ?? []).filter(({ conditions }) => conditions?.ready === true).length;
  const numbers = (ports ?? []).map(({ name: portName, port }) => [portName, port]);
  return JSON.stringify([metadata.labels?.["kubernetes.io/service-name"], ready, numbers]);
}

function name(object: { readonly metadata: KubeObject["metadata"] }): string {
  return `${object.metadata.namespace}/${object.metadata.name}`;
}
