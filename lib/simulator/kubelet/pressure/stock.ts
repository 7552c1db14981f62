/** What a node has and how much of it is left. */
import { amountOf } from "../../api/amount.ts";
import type { Node } from "../../api/types.generated.ts";
import type { NodeContext } from "../node-context.ts";
import type { Observation, Stock } from "./signal.ts";

/** A file system is made with one inode for so many bytes. */
const BYTES_PER_INODE = 16_384;
/** As many as the kernel of a small machine gives out. */
const PIDS = 62_000;

export function stockOf({ engine, images, use }: NodeContext, node: Node | undefined): Stock {
  const { capacity = {} } = node?.status ?? {};
  const disk = amountOf("memory", capacity["ephemeral-storage"]);
  return {
    memory: observed(amountOf("memory", capacity.memory), use.memoryBytes(engine.nowMs)),
    disk: observed(disk, use.diskBytes + images.bytes),
    inodes: observed(Math.floor(disk / BYTES_PER_INODE), use.inodes),
    pids: observed(PIDS, use.pids),
  };
}

// What a node does not tell of cannot run short.
function observed(capacity: number, taken: number): Observation {
  if (capacity === 0)
    return { capacity: Number.POSITIVE_INFINITY, available: Number.POSITIVE_INFINITY };
  return { capacity, available: Math.max(0, capacity - taken) };
}
