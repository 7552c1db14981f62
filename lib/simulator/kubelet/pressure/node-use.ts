/**
 * What is taken of a node's memory, disk and process numbers: by containers and their files, by
 * images, and by others than pods. Kept up to date by those who take, so that asking is cheap.
 *
 * Not simulated: the room that logs take, memory of files in memory.
 */
import type { FileTree } from "../../storage/index.ts";
import type { ContainerRun } from "../container-run.ts";
import type { PodRecord } from "../pod-record.ts";

/** What others than pods take of a node. */
export type OutsideUse = {
  readonly memoryBytes?: number;
  readonly diskBytes?: number;
  readonly inodes?: number;
  readonly pids?: number;
};

const FARTHEST_MS = 24 * 3_600_000;

export class NodeUse {
  /** Called with the pod whose use changed, or without one. */
  onChange: ((record?: PodRecord) => void) | undefined;
  #outside: OutsideUse = {};
  #steadyBytes = 0;
  readonly #steady = new Map<ContainerRun, number>();
  readonly #growing = new Set<ContainerRun>();
  readonly #trees = new Set<FileTree>();
  #diskBytes = 0;

  setOutside(outside: OutsideUse): void {
    this.#outside = outside;
    this.onChange?.();
  }

  /** Counts a container's memory from now on until it ends. */
  watchRun(run: ContainerRun, record: PodRecord, nowMs: () => number): void {
    const forget = () => {
      this.#steadyBytes -= this.#steady.get(run) ?? 0;
      this.#steady.delete(run);
      this.#growing.delete(run);
    };
    const follow = () => {
      forget();
      if (run.state === "exited") return;
      if (run.memory.isGrowing(nowMs())) this.#growing.add(run);
      else {
        const bytes = run.memory.at(nowMs());
        this.#steady.set(run, bytes);
        this.#steadyBytes += bytes;
      }
      this.onChange?.(record);
    };
    run.memory.onChange.push(follow);
    run.onEnd.push(() => {
      forget();
      this.onChange?.();
    });
  }

  /** Counts what is written into a tree, until it is released. */
  watchTree(tree: FileTree, record: PodRecord | undefined): void {
    if (this.#trees.has(tree)) return;
    this.#trees.add(tree);
    this.#diskBytes += tree.bytes;
    tree.onGrowth = (bytes) => {
      this.#diskBytes += bytes;
      this.onChange?.(record);
    };
  }

  releaseTree(tree: FileTree): void {
    if (!this.#trees.delete(tree)) return;
    this.#diskBytes -= tree.bytes;
    tree.onGrowth = undefined;
    this.onChange?.();
  }

  memoryBytes(ms: number): number {
    let bytes = (this.#outside.memoryBytes ?? 0) + this.#steadyBytes;
    for (const { memory } of this.#growing) bytes += memory.at(ms);
    return bytes;
  }

  /** From when on more memory than this is taken, if nobody does anything; within a day. */
  memoryExceedsAtMs(bytes: number, nowMs: number): number | undefined {
    if (this.memoryBytes(nowMs) > bytes) return nowMs;
    if (this.#growing.size === 0 || this.memoryBytes(nowMs + FARTHEST_MS) <= bytes)
      return undefined;
    let [below, above] = [nowMs, nowMs + FARTHEST_MS];
    while (above - below > 1) {
      const middle = Math.floor((below + above) / 2);
      if (this.memoryBytes(middle) > bytes) above = middle;
      else below = middle;
    }
    return above;
  }

  /** Without images. */
  get diskBytes(): number {
    return (this.#outside.diskBytes ?? 0) + this.#diskBytes;
  }

  get inodes(): number {
    let files = 0;
    for (const tree of this.#trees) files += tree.fileCount;
    return (this.#outside.inodes ?? 0) + files;
  }

  get pids(): number {
    return (this.#outside.pids ?? 0) + this.#steady.size + this.#growing.size;
  }
}
