/**
 * Which zone had better use which endpoint, by the processors that each zone's nodes have.
 * https://kubernetes.io/docs/concepts/services-networking/topology-aware-routing/
 *
 * Not simulated: a new look when only nodes change.
 */
import { amountOf } from "../../api/amount.ts";
import type { Endpoint, Node, Service } from "../../api/types.generated.ts";

const MODE = "service.kubernetes.io/topology-mode";
const ZONE = "topology.kubernetes.io/zone";
const CONTROL_PLANE = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];
/** No zone may have to do more than this beyond its share. */
const OVERLOAD = 0.2;

export type Topology = {
  readonly endpoints: readonly Endpoint[];
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
};

type Share = { readonly minimum: number; readonly maximum: number; readonly desired: number };

export function isTopologyAware({ metadata, spec }: Service): boolean {
  if (spec.trafficDistribution !== undefined) return false;
  return ["Auto", "auto"].includes(metadata.annotations?.[MODE] ?? "");
}

export function topologyHints(all: readonly Endpoint[], nodes: readonly Node[]): Topology {
  const ready = all.filter(({ conditions }) => conditions?.ready !== false);
  const shares = sharesOf(ready.length, ratiosOf(nodes));
  if (typeof shares === "string") return disabled(all, shares);
  if (ready.some(({ zone = "" }) => zone === "")) {
    return disabled(all, "One or more endpoints do not have a zone specified");
  }
  const zoneOf = balance(ready, shares);
  const endpoints = all.map((endpoint) => {
    const name = zoneOf.get(endpoint);
    return name === undefined ? endpoint : { ...endpoint, hints: { forZones: [{ name }] } };
  });
  return {
    endpoints,
    type: "Normal",
    reason: "TopologyAwareHintsEnabled",
    message: "Topology Aware Hints has been enabled",
  };
}

function disabled(endpoints: readonly Endpoint[], message: string): Topology {
  return { endpoints, type: "Warning", reason: "TopologyAwareHintsDisabled", message };
}

/** Each zone's part of the processors; undefined when a node does not say, or there is one zone. */
function ratiosOf(nodes: readonly Node[]): ReadonlyMap<string, number> | undefined {
  const byZone = new Map<string, number>();
  let total = 0;
  for (const { metadata, status } of nodes) {
    const { labels = {} } = metadata;
    if (CONTROL_PLANE.some((label) => label in labels)) continue;
    const isReady = status.conditions?.some((one) => one.type === "Ready" && one.status === "True");
    if (isReady !== true) continue;
    const cpu = amountOf("cpu", status.allocatable?.cpu);
    const zone = labels[ZONE] ?? "";
    if (cpu === 0 || zone === "") return undefined;
    byZone.set(zone, (byZone.get(zone) ?? 0) + cpu);
    total += cpu;
  }
  if (byZone.size < 2) return undefined;
  return new Map([...byZone].map(([zone, cpu]) => [zone, cpu / total]));
}

function sharesOf(
  count: number,
  ratios: ReadonlyMap<string, number> | undefined,
): ReadonlyMap<string, Share> | string {
  if (ratios === undefined) {
    return "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes";
  }
  const numbers = `(${count} endpoints, ${ratios.size} zones)`;
  if (ratios.size > count) return `Insufficient number of endpoints ${numbers}`;
  const minima = [...ratios].map(([zone, ratio]) => {
    const desired = ratio * count;
    return { zone, desired, minimum: Math.ceil(desired * (1 / (1 + OVERLOAD))) };
  });
  const spare = minima.reduce((left, { minimum }) => left - minimum, count);
  if (spare < 0) {
    return `Unable to allocate minimum required endpoints to each zone without exceeding overload threshold ${numbers}`;
  }
  return new Map(
    minima.map(({ desired, minimum, zone }) => [
      zone,
      { minimum, maximum: minimum + spare, desired: Math.max(desired, minimum) },
    ]),
  );
}

/** Everybody serves his own zone first; zones with too many give to those with too few. */
function balance(
  ready: readonly Endpoint[],
  shares: ReadonlyMap<string, Share>,
): ReadonlyMap<Endpoint, string> {
  const zoneOf = new Map(ready.map((endpoint) => [endpoint, endpoint.zone ?? ""]));
  const has = new Map<string, number>();
  for (const zone of zoneOf.values()) has.set(zone, (has.get(zone) ?? 0) + 1);
  const surplus = (zone: string) => (has.get(zone) ?? 0) - (shares.get(zone)?.desired ?? 0);
  for (const [zone, { minimum }] of shares) {
    while ((has.get(zone) ?? 0) < minimum) {
      const [giver] = [...has.keys()].sort((a, b) => surplus(b) - surplus(a));
      const given = ready.find((endpoint) => zoneOf.get(endpoint) === giver);
      if (giver === undefined || giver === zone || given === undefined) break;
      zoneOf.set(given, zone);
      has.set(giver, (has.get(giver) ?? 0) - 1);
      has.set(zone, (has.get(zone) ?? 0) + 1);
    }
  }
  return zoneOf;
}
