/** Scores of the nodes that a pod fits on: each plugin's, brought to 0 … 100, times its weight. */
import type { Pod } from "../api/types.generated.ts";
import type { CycleState, SchedulerPlugin } from "./plugin.ts";
import type { NodeInfo, Snapshot } from "./snapshot.ts";

export type ScoreQuestion = {
  readonly pod: Pod;
  readonly snapshot: Snapshot;
  readonly state: CycleState;
  readonly plugins: readonly SchedulerPlugin[];
};

export type PluginScores = { readonly plugin: string; readonly scores: readonly number[] };

export function totalScores(
  question: ScoreQuestion,
  nodes: readonly NodeInfo[],
): readonly number[] {
  const totals = new Array<number>(nodes.length).fill(0);
  for (const plugin of question.plugins) {
    const scores = scoresOf(plugin, question, nodes);
    if (scores === undefined) continue;
    const { weight = 1 } = plugin;
    for (let at = 0; at < totals.length; at += 1) {
      totals[at] = (totals[at] ?? 0) + (scores[at] ?? 0) * weight;
    }
  }
  return totals;
}

/** Of each plugin apart, weighted, for explanations. */
export function scoresByPlugin(
  question: ScoreQuestion,
  nodes: readonly NodeInfo[],
): readonly PluginScores[] {
  return question.plugins.flatMap((plugin) => {
    const scores = scoresOf(plugin, question, nodes);
    if (scores === undefined) return [];
    const { name, weight = 1 } = plugin;
    return [{ plugin: name, scores: scores.map((score) => score * weight) }];
  });
}

/** undefined: the plugin has nothing to say on this pod. */
function scoresOf(
  plugin: SchedulerPlugin,
  { pod, snapshot, state }: ScoreQuestion,
  nodes: readonly NodeInfo[],
): readonly number[] | undefined {
  const { score } = plugin;
  if (score === undefined) return undefined;
  if (plugin.preScore?.(pod, nodes, state, snapshot) === "skip") return undefined;
  const raw = new Array<number>(nodes.length);
  for (let at = 0; at < raw.length; at += 1) raw[at] = score(pod, nodes[at] as NodeInfo, state);
  return plugin.normalize?.(raw, pod, state, nodes) ?? raw;
}
