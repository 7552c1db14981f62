/** Whenever the scheduler binds a pod, all that its node holds by then has room there. */
import { amountOf } from "../api/amount.ts";
import type { Node, Pod, PodSpec } from "../api/types.generated.ts";
import { type Invariant, type State, walk } from "./history.ts";

const RESOURCES = ["cpu", "memory", "pods"];

export const nodeAllocation: Invariant = {
  name: "node allocation never exceeded",
  violations(history) {
    const found: string[] = [];
    walk(history, ({ after, before, id, kind, verb }, state) => {
      if (kind !== "Pod" || verb === "delete") return;
      const { nodeName = "" } = (after as unknown as Pod).spec;
      const wasOn = (before as unknown as Pod | undefined)?.spec.nodeName ?? "";
      if (nodeName === "" || wasOn !== "") return;
      for (const why of excess(nodeName, state)) found.push(`${why} at entry ${id}`);
    });
    return found;
  },
};

function excess(nodeName: string, state: State): readonly string[] {
  const node = state.find("Node", nodeName) as unknown as Node | undefined;
  if (node === undefined) return [];
  const pods = state
    .list<Pod>("Pod")
    .filter(
      ({ spec, status }) =>
        spec.nodeName === nodeName && !/Succeeded|Failed/.test(status.phase ?? ""),
    );
  return RESOURCES.flatMap((resource) => {
    const used = pods.reduce((sum, { spec }) => sum + requested(spec, resource), 0);
    const there = amountOf(resource, node.status.allocatable?.[resource]);
    return used > there ? [`Node ${nodeName} gives ${used} of ${there} ${resource}`] : [];
  });
}

// Counted anew, not as the scheduler counts: its containers, or the greediest init container.
function requested({ containers, initContainers = [] }: PodSpec, resource: string): number {
  if (resource === "pods") return 1;
  const of = (one: (typeof containers)[number]) =>
    amountOf(resource, one.resources?.requests?.[resource]);
  const all = containers.reduce((sum, one) => sum + of(one), 0);
  return Math.max(all, ...initContainers.map(of));
}
