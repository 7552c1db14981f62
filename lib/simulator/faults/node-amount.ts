/** How much of something a node has, in bytes or thousandths of a core. */
import { amountOf as amountIn } from "../api/amount.ts";
import type { Node } from "../api/types.generated.ts";
import type { FaultSite } from "./fault-kind.ts";

export function amountOf({ store }: FaultSite, name: string, resource: string): number {
  const node = store.get("Node", name) as Node | undefined;
  return amountIn(resource, node?.status.capacity?.[resource]);
}
