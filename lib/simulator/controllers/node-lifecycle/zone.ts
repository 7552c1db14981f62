/**
 * How fast nodes that are not ready are told to let go of their pods: one in ten seconds in a zone,
 * slower or not at all where most of a zone is gone, and nowhere when every zone is.
 * https://kubernetes.io/docs/concepts/architecture/nodes/#rate-limits-on-eviction
 */
import type { Node } from "../../api/types.generated.ts";
import type { Cache } from "../../informers/cache.ts";

/** Nodes a second. */
const RATE = 0.1;
const SECONDARY_RATE = 0.01;
/** Who waits is looked at this often. */
const PASS_MS = 100;
/** A zone with fewer nodes gets no second, slower rate. */
const LARGE_ZONE = 50;
const UNHEALTHY_SHARE = 0.55;
const UNHEALTHY_MIN = 2;

const REGION = "topology.kubernetes.io/region";
const ZONE = "topology.kubernetes.io/zone";

type ZoneState = "normal" | "partial" | "full";

export function zoneOf({ metadata }: Node): string {
  const { [REGION]: region = "", [ZONE]: zone = "" } = metadata.labels ?? {};
  return `${region}:${zone}`;
}

export function isNodeReady({ status }: Node): boolean {
  return status.conditions?.some((one) => one.type === "Ready" && one.status === "True") ?? false;
}

type Memory = {
  /** When zones last let a node go. */
  readonly lastMs: Map<string, number>;
  /** Since when nodes wait to be told. */
  readonly sinceMs: Map<string, number>;
};

const memories = new WeakMap<Cache, Memory>();

function memoryOf(cache: Cache): Memory {
  let memory = memories.get(cache);
  if (memory === undefined) {
    memory = { lastMs: new Map(), sinceMs: new Map() };
    memories.set(cache, memory);
  }
  return memory;
}

/**
 * Whether the node may be tainted now so that its pods go: `now`, later, or not as long as its
 * zone (`not in this zone`) or all zones (`nowhere`) are down.
 */
export type Permission = "now" | "not in this zone" | "nowhere" | { readonly atMs: number };

export function permissionFor(node: Node, cache: Cache, nowMs: number): Permission {
  const zones = countsByZone(cache.list("Node"));
  if ([...zones.values()].every((counts) => stateOf(counts) === "full")) return "nowhere";
  const zone = zoneOf(node);
  const rate = rateOf(zones.get(zone) ?? { ready: 0, notReady: 0 });
  if (rate === 0) return "not in this zone";
  const { lastMs, sinceMs } = memoryOf(cache);
  const { name } = node.metadata;
  // All nodes are looked at before the first is told.
  const since = sinceMs.get(name) ?? nowMs;
  sinceMs.set(name, since);
  const turnMs = (lastMs.get(zone) ?? Number.NEGATIVE_INFINITY) + 1000 / rate;
  const atMs = Math.max(turnMs, since + PASS_MS);
  return atMs <= nowMs ? "now" : { atMs };
}

/** A node of the zone was told: the next one has to wait. */
export function noteTold(node: Node, cache: Cache, nowMs: number): void {
  const { lastMs, sinceMs } = memoryOf(cache);
  lastMs.set(zoneOf(node), nowMs);
  sinceMs.delete(node.metadata.name);
}

type Counts = { ready: number; notReady: number };

function countsByZone(nodes: readonly Node[]): ReadonlyMap<string, Counts> {
  const zones = new Map<string, Counts>();
  for (const node of nodes) {
    const zone = zoneOf(node);
    const counts = zones.get(zone) ?? { ready: 0, notReady: 0 };
    if (isNodeReady(node)) counts.ready += 1;
    else counts.notReady += 1;
    zones.set(zone, counts);
  }
  return zones;
}

function stateOf({ ready, notReady }: Counts): ZoneState {
  if (ready === 0 && notReady > 0) return "full";
  const share = notReady / Math.max(1, ready + notReady);
  return notReady > UNHEALTHY_MIN && share >= UNHEALTHY_SHARE ? "partial" : "normal";
}

// A zone that is wholly gone is emptied as usual: there is room in the others.
function rateOf(counts: Counts): number {
  if (stateOf(counts) !== "partial") return RATE;
  return counts.ready + counts.notReady > LARGE_ZONE ? SECONDARY_RATE : 0;
}
