/**
 * Why a pod stands where it stands, or nowhere: what every plugin says of every node, asked of the
 * moment. Nodes that the decision did not look at are looked at here.
 */
import type { Pod } from "../api/types.generated.ts";
import { countReasons } from "./message.ts";
import type { Refusal, SchedulerPlugin } from "./plugin.ts";
import { prepare } from "./prepare.ts";
import { scoresByPlugin } from "./score.ts";
import type { NodeInfo, Snapshot } from "./snapshot.ts";

export type PluginRefusal = Refusal & { readonly plugin: string };

export type NodeVerdict = {
  readonly node: string;
  /** Every plugin that refuses the node, not the first alone; none: the pod fits. */
  readonly refusals: readonly PluginRefusal[];
  /** Plugin → weighted score, for nodes on which the pod fits. */
  readonly scores: Readonly<Record<string, number>>;
  readonly total: number;
};

export type Explanation = {
  /** The pod itself is refused, whatever the node. */
  readonly overall: Refusal | undefined;
  /** Reason → number of nodes. */
  readonly reasons: ReadonlyMap<string, number>;
  readonly nodes: readonly NodeVerdict[];
};

export function explain(
  pod: Pod,
  snapshot: Snapshot,
  plugins: readonly SchedulerPlugin[],
): Explanation {
  const prepared = prepare(pod, snapshot, plugins);
  const { filters, nodeNames, overall, refusalElsewhere, refusedBy, state } = prepared;
  if (overall !== undefined) return { overall, reasons: countReasons([overall]), nodes: [] };
  const refusalsOf = (info: NodeInfo): readonly PluginRefusal[] => {
    if (nodeNames?.has(info.node.metadata.name) === false)
      return [{ ...refusalElsewhere, plugin: [...refusedBy].join(" ") }];
    return filters.flatMap((plugin) => {
      const refusal = plugin.filter?.(pod, info, state);
      return refusal === undefined ? [] : [{ ...refusal, plugin: plugin.name }];
    });
  };
  const verdicts = snapshot.nodes.map((info) => ({ info, refusals: refusalsOf(info) }));
  const feasible = verdicts.filter(({ refusals }) => refusals.length === 0).map(({ info }) => info);
  const scored = scoresByPlugin({ pod, snapshot, state, plugins }, feasible);
  const nodes = verdicts.map(({ info, refusals }): NodeVerdict => {
    const at = feasible.indexOf(info);
    const pairs = at < 0 ? [] : scored.map((one) => [one.plugin, one.scores[at] ?? 0] as const);
    const total = pairs.reduce((sum, [, score]) => sum + score, 0);
    return { node: info.node.metadata.name, refusals, scores: Object.fromEntries(pairs), total };
  });
  const first = verdicts.flatMap(({ refusals: [refusal] }) => (refusal ? [refusal] : []));
  return { overall: undefined, reasons: countReasons(first), nodes };
}
