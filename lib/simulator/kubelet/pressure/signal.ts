/**
 * The signals by which a kubelet sees that its node lacks something, and their thresholds.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#eviction-signals
 *
 * Not simulated: soft thresholds, a disk of its own for images.
 */
import { amountOf } from "../../api/amount.ts";

export type Pressure = "MemoryPressure" | "DiskPressure" | "PIDPressure";

/** How much of something there is, and how much of it is left. */
export type Observation = { readonly capacity: number; readonly available: number };

/** What a node has and what is taken of it, by what is counted. */
export type Stock = Readonly<Record<"memory" | "disk" | "inodes" | "pids", Observation>>;

type Signal = {
  readonly pressure: Pressure;
  /** What is short, in messages. */
  readonly resource: string;
  readonly stock: keyof Stock;
};

const SIGNALS: Readonly<Record<string, Signal>> = {
  "memory.available": { pressure: "MemoryPressure", resource: "memory", stock: "memory" },
  "nodefs.available": { pressure: "DiskPressure", resource: "ephemeral-storage", stock: "disk" },
  "nodefs.inodesFree": { pressure: "DiskPressure", resource: "inodes", stock: "inodes" },
  "imagefs.available": { pressure: "DiskPressure", resource: "ephemeral-storage", stock: "disk" },
  "imagefs.inodesFree": { pressure: "DiskPressure", resource: "inodes", stock: "inodes" },
  "pid.available": { pressure: "PIDPressure", resource: "pids", stock: "pids" },
};

export type Shortage = Signal & {
  /** What has to be left at least. */
  readonly threshold: number;
  readonly available: number;
};

/** The thresholds that are met; memory comes first. */
export function shortagesOf(
  evictionHard: Readonly<Record<string, string>>,
  stock: Stock,
): readonly Shortage[] {
  const met: Shortage[] = [];
  for (const [name, value] of Object.entries(evictionHard)) {
    const signal = SIGNALS[name];
    if (signal === undefined) continue;
    const { available, capacity } = stock[signal.stock];
    const threshold = thresholdOf(value, capacity);
    if (available < threshold) met.push({ ...signal, threshold, available });
  }
  return met.sort((a, b) => rank(a) - rank(b));
}

/** The most memory that may be taken before the threshold is met. */
export function memoryBound(
  evictionHard: Readonly<Record<string, string>>,
  capacity: number,
): number {
  return capacity - thresholdOf(evictionHard["memory.available"] ?? "0", capacity);
}

// A share is kept as a 32-bit number, which shows in what is told of it.
function thresholdOf(value: string, capacity: number): number {
  if (!value.endsWith("%")) return amountOf("memory", value);
  return Math.floor(capacity * Math.fround(Number(value.slice(0, -1)) / 100));
}

function rank({ pressure }: Shortage): number {
  return pressure === "MemoryPressure" ? 0 : 1;
}
