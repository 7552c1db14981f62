/**
 * What a kubelet says of its node when it runs short of something.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-conditions
 */
import { formatTime } from "../api/time.ts";
import type { Node } from "../api/types.generated.ts";
import { conditionsAt } from "../node-object.ts";
import type { NodeContext } from "./node-context.ts";

export type Pressure = "DiskPressure" | "MemoryPressure";

const SHORT: Readonly<Record<Pressure, { readonly reason: string; readonly message: string }>> = {
  DiskPressure: { reason: "KubeletHasDiskPressure", message: "kubelet has disk pressure" },
  MemoryPressure: {
    reason: "KubeletHasInsufficientMemory",
    message: "kubelet has insufficient memory available",
  },
};

const EVENTS: Readonly<Record<Pressure, readonly [short: string, enough: string]>> = {
  DiskPressure: ["NodeHasDiskPressure", "NodeHasNoDiskPressure"],
  MemoryPressure: ["NodeHasInsufficientMemory", "NodeHasSufficientMemory"],
};

export function setPressure(
  context: NodeContext | undefined,
  type: Pressure,
  isShort: boolean,
): void {
  if (context === undefined) return;
  const { api, engine, event, name, store } = context;
  const now = formatTime(engine.nowMs);
  const node = store.get("Node", name) as Node | undefined;
  if (node === undefined) return;
  const enough = conditionsAt(now).find((one) => one.type === type);
  const conditions = (node.status.conditions ?? []).map((one) => {
    if (one.type !== type || enough === undefined) return one;
    return isShort ? { ...enough, ...SHORT[type], status: "True" as const } : enough;
  });
  api.updateStatus<"Node">({ ...node, status: { ...node.status, conditions } });
  const reason = EVENTS[type][isShort ? 0 : 1];
  event(node, "Normal", reason, `Node ${name} status is now: ${reason}`);
}
