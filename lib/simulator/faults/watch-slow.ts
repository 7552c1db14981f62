/** What happens in the cluster reaches a component late; it acts on what it knows. */
import type { FaultOf } from "./fault.ts";
import { type FaultKind, type FaultSite, nodesOf } from "./fault-kind.ts";

const FACTOR = 200;

function slow(fault: FaultOf<"watch-slow">, site: FaultSite, factor: number): void {
  const { component, node } = fault;
  const names =
    component === "kubelet" ? nodesOf(site, node).map((name) => `kubelet/${name}`) : [component];
  for (const name of names) site.engine.slow(name, factor, "watch");
}

export const watchSlow: FaultKind<"watch-slow"> = {
  fault: "watch-slow",
  describe: ({ component, factor = FACTOR }) =>
    `${component} hears of changes ${factor} times as late`,
  begin: (fault, site) => slow(fault, site, fault.factor ?? FACTOR),
  end: (fault, site) => slow(fault, site, 1),
};
