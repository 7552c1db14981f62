/** Cluster addresses in 10.96.0.0/12 and node ports in 30000–32767, each given once. */
import { badRequest } from "../../../api/error.ts";
import { invalid, invalidObject } from "../../../api/field-error.ts";
import type { Service, ServicePort } from "../../../api/types.generated.ts";
import type { RandomStream } from "../../../engine/random.ts";
import type { AllocationContext } from "../../kind-strategy.ts";

const NODE_PORT_FIRST = 30_000;
const NODE_PORTS = 2768;
const TRIES_MAX = 5000;

export function allocateAddresses(
  service: Service,
  old: Service | undefined,
  context: AllocationContext,
): Service {
  const { type = "ClusterIP" } = service.spec;
  if (type === "ExternalName") return service;
  const others = (context.store.list("Service") as unknown as readonly Service[]).filter(
    ({ metadata }) => metadata.uid !== service.metadata.uid,
  );
  const clusterIP = addressFor(service, old, others, context);
  const ports = portsFor(service, old, others, context);
  const dual = {
    clusterIPs: [clusterIP],
    ipFamilies: ["IPv4"],
    ipFamilyPolicy: "SingleStack",
  } as const;
  const spec = { ...service.spec, ...dual, clusterIP, ...(ports === undefined ? {} : { ports }) };
  return { ...service, spec };
}

function addressFor(
  { metadata, spec }: Service,
  old: Service | undefined,
  others: readonly Service[],
  { engine, row }: AllocationContext,
): string {
  const asked = spec.clusterIP ?? spec.clusterIPs?.[0] ?? old?.spec.clusterIP ?? "";
  const taken = new Set(others.map((one) => one.spec.clusterIP));
  if (asked === "None") return asked;
  if (asked !== "") {
    if (!taken.has(asked)) return asked;
    const why = `failed to allocate IP ${asked}: provided IP is already allocated`;
    const kind = { group: row.group, kind: row.kind };
    throw invalidObject(kind, metadata.name, [invalid("spec.clusterIPs", [asked], why)]);
  }
  return draw(
    engine.random("cluster-ips"),
    (stream) => {
      // The lower part of the range is kept for addresses that are asked for.
      const [second, third, fourth] = [
        96 + stream.below(16),
        stream.below(256),
        1 + stream.below(254),
      ];
      return `10.${second}.${third}.${fourth}`;
    },
    (address) => taken.has(address),
  );
}

function portsFor(
  { spec }: Service,
  old: Service | undefined,
  others: readonly Service[],
  { engine }: AllocationContext,
): readonly ServicePort[] | undefined {
  const wantsNodePorts = spec.type === "NodePort" || spec.type === "LoadBalancer";
  const { ports } = spec;
  if (ports === undefined) return undefined;
  if (!wantsNodePorts) {
    return ports.map(({ nodePort, ...port }) =>
      old === undefined && nodePort !== undefined ? { ...port, nodePort } : port,
    );
  }
  const taken = new Set(
    others.flatMap((one) => (one.spec.ports ?? []).map(({ nodePort }) => nodePort)),
  );
  return ports.map((port) => {
    const before = old?.spec.ports?.find(
      (one) => one.port === port.port && one.protocol === port.protocol,
    );
    const asked = port.nodePort ?? before?.nodePort;
    const stream = engine.random("node-ports");
    const next = () => NODE_PORT_FIRST + stream.below(NODE_PORTS);
    const nodePort = asked ?? draw(stream, next, (one) => taken.has(one));
    taken.add(nodePort);
    return { ...port, nodePort };
  });
}

function draw<T>(
  stream: RandomStream,
  next: (stream: RandomStream) => T,
  isTaken: (value: T) => boolean,
): T {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const value = next(stream);
    if (!isTaken(value)) return value;
  }
  throw badRequest("range is full");
}
