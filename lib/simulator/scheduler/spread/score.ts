/**
 * What soft constraints give a node: the fewer matching pods its topology values have, the better;
 * keys with many values weigh more.
 */
import type { Pod } from "../../api/types.generated.ts";
import type { NodeCounts } from "../node-counts.ts";
import type { NodeInfo, Snapshot } from "../snapshot.ts";
import {
  allTakePart,
  countsOf,
  defaultSpreads,
  HOSTNAME,
  hasAllKeys,
  ownSpreads,
  type Spread,
  takesPart,
} from "./constraint.ts";

type Soft = {
  readonly spread: Spread;
  readonly weight: number;
  readonly counts: NodeCounts;
  /** By topology value; undefined for the host name, of which each node has its own. */
  readonly sums: ReadonlyMap<string, number> | undefined;
};

export type SoftSpread = { readonly soft: readonly Soft[]; readonly ignored: ReadonlySet<string> };

export function softSpread(
  pod: Pod,
  nodes: readonly NodeInfo[],
  snapshot: Snapshot,
): SoftSpread | undefined {
  const hasOwn = (pod.spec.topologySpreadConstraints?.length ?? 0) > 0;
  const spreads = hasOwn ? ownSpreads(pod, "ScheduleAnyway") : defaultSpreads(pod, snapshot.cache);
  if (spreads.length === 0) return undefined;
  const ignored = new Set<string>();
  // A node without one of the keys gets nothing, unless nobody asked for the constraints.
  if (hasOwn) {
    for (const { node } of nodes) if (!hasAllKeys(node, spreads)) ignored.add(node.metadata.name);
  }
  const scored = ignored.size === 0 ? nodes : nodes.filter(({ node }) => !isIn(ignored, node));
  const soft = spreads.map((spread) => {
    const counts = countsOf(spread, pod.metadata.namespace ?? "", snapshot.index);
    const { topologyKey } = spread;
    if (topologyKey === HOSTNAME) return { spread, counts, weight: weightOf(scored.length) };
    const values = new Set(scored.map(({ node }) => node.metadata.labels?.[topologyKey] ?? ""));
    const sums = sumsOf({ spread, counts, pod, snapshot, spreads, hasOwn });
    return { spread, counts, weight: weightOf(values.size), sums };
  });
  return { ignored, soft: soft.map((one) => ({ sums: undefined, ...one })) };
}

function isIn(names: ReadonlySet<string>, { metadata }: NodeInfo["node"]): boolean {
  return names.has(metadata.name);
}

function weightOf(size: number): number {
  return Math.log(size + 2);
}

type SumQuestion = {
  readonly spread: Spread;
  readonly counts: NodeCounts;
  readonly pod: Pod;
  readonly snapshot: Snapshot;
  readonly spreads: readonly Spread[];
  readonly hasOwn: boolean;
};

function sumsOf(question: SumQuestion): ReadonlyMap<string, number> {
  const { counts, hasOwn, pod, snapshot, spread, spreads } = question;
  const isPlain =
    allTakePart(spread, pod) &&
    (!hasOwn || spreads.every(({ topologyKey }) => topologyKey === spread.topologyKey));
  if (isPlain) return counts.byValue(spread.topologyKey);
  const sums = new Map<string, number>();
  for (const { node } of snapshot.nodes) {
    if (hasOwn && !hasAllKeys(node, spreads)) continue;
    if (!takesPart(spread, pod, node)) continue;
    const value = node.metadata.labels?.[spread.topologyKey] ?? "";
    sums.set(value, (sums.get(value) ?? 0) + counts.on(node.metadata.name));
  }
  return sums;
}

export function spreadScore({ ignored, soft }: SoftSpread, { node }: NodeInfo): number {
  if (ignored.size > 0 && ignored.has(node.metadata.name)) return 0;
  let score = 0;
  for (const { counts, spread, sums, weight } of soft) {
    const value = node.metadata.labels?.[spread.topologyKey];
    if (value === undefined) continue;
    const count = sums === undefined ? counts.on(node.metadata.name) : (sums.get(value) ?? 0);
    score += count * weight + (spread.maxSkew - 1);
  }
  return Math.round(score);
}

/** Fewer is better; ignored nodes get nothing. */
export function normalizedSpread(
  scores: readonly number[],
  nodes: readonly NodeInfo[],
  { ignored }: SoftSpread,
): readonly number[] {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  const isIgnored = (at: number): boolean =>
    ignored.size > 0 && ignored.has(nodes[at]?.node.metadata.name ?? "");
  scores.forEach((score, at) => {
    if (isIgnored(at)) return;
    if (score < lowest) lowest = score;
    if (score > highest) highest = score;
  });
  return scores.map((score, at) => {
    if (isIgnored(at)) return 0;
    if (highest === 0) return 100;
    return Math.trunc((100 * (highest + lowest - score)) / highest);
  });
}
