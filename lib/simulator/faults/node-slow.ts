/** A node does everything more slowly: its kubelet's syncs, its pulls, its containers. */
import type { FaultKind } from "./fault-kind.ts";

const FACTOR = 10;

export const nodeSlow: FaultKind<"node-slow"> = {
  fault: "node-slow",
  describe: ({ node, factor = FACTOR }) => `node ${node} is ${factor} times as slow`,
  begin: ({ node, factor = FACTOR }, { engine }) => engine.slow(`kubelet/${node}`, factor),
  end: ({ node }, { engine }) => engine.slow(`kubelet/${node}`, 1),
};
