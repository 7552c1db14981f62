/**
 * What comes before the nodes of a decision are looked at: every plugin reads the pod once, says
 * whether its filter is needed, narrows the nodes down, or refuses the pod altogether.
 */
import type { Pod } from "../api/types.generated.ts";
import type { CycleState, Refusal, SchedulerPlugin } from "./plugin.ts";
import type { Snapshot } from "./snapshot.ts";

export type Preparation = {
  readonly state: CycleState;
  /** Plugins whose filter is to be asked, in order. */
  readonly filters: readonly SchedulerPlugin[];
  readonly overall: Refusal | undefined;
  /** The only nodes that come into question; undefined: all. */
  readonly nodeNames: ReadonlySet<string> | undefined;
  /** Told of every other node. */
  readonly refusalElsewhere: Refusal;
  /** Names of the plugins that refused so far. */
  readonly refusedBy: Set<string>;
};

export function prepare(
  pod: Pod,
  snapshot: Snapshot,
  plugins: readonly SchedulerPlugin[],
): Preparation {
  const state: CycleState = new Map();
  const filters: SchedulerPlugin[] = [];
  const narrowedBy: string[] = [];
  const refusedBy = new Set<string>();
  let overall: Refusal | undefined;
  let nodeNames: ReadonlySet<string> | undefined;
  for (const plugin of plugins) {
    const answer = plugin.preFilter?.(pod, snapshot, state);
    if (answer === "skip") continue;
    if (plugin.filter !== undefined) filters.push(plugin);
    if (answer === undefined) continue;
    if ("reasons" in answer) {
      overall ??= answer;
      refusedBy.add(plugin.name);
      // After a refusal that evictions could undo, the others are asked all the same.
      if (answer.unresolvable) break;
      continue;
    }
    narrowedBy.push(plugin.name);
    refusedBy.add(plugin.name);
    const given: ReadonlySet<string> = answer.nodeNames;
    nodeNames = nodeNames === undefined ? given : intersection(nodeNames, given);
    if (nodeNames.size > 0) continue;
    overall = nowhere(narrowedBy);
    break;
  }
  const refusalElsewhere = {
    reasons: [`node(s) didn't satisfy plugin(s) ${list(narrowedBy)}`],
    unresolvable: true,
  };
  return { state, filters, overall, nodeNames, refusalElsewhere, refusedBy };
}

function nowhere(plugins: readonly string[]): Refusal {
  const [first = ""] = plugins;
  const reason =
    plugins.length === 1
      ? `node(s) didn't satisfy plugin ${first}`
      : `node(s) didn't satisfy plugin(s) ${list(plugins)} simultaneously`;
  return { reasons: [reason], unresolvable: true };
}

function list(plugins: readonly string[]): string {
  return `[${[...plugins].sort().join(" ")}]`;
}

function intersection(a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...a].filter((name) => b.has(name)));
}
