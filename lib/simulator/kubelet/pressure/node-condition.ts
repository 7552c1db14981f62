/** What a node in want shows: its conditions, and the events of their changes. */
import { formatTime } from "../../api/time.ts";
import type { Node, NodeCondition } from "../../api/types.generated.ts";
import type { Pressure } from "./signal.ts";

type Words = readonly [event: string, reason: string, message: string];

const WORDS: Readonly<Record<Pressure, Readonly<Record<"True" | "False", Words>>>> = {
  MemoryPressure: {
    True: [
      "NodeHasInsufficientMemory",
      "KubeletHasInsufficientMemory",
      "kubelet has insufficient memory available",
    ],
    False: [
      "NodeHasSufficientMemory",
      "KubeletHasSufficientMemory",
      "kubelet has sufficient memory available",
    ],
  },
  DiskPressure: {
    True: ["NodeHasDiskPressure", "KubeletHasDiskPressure", "kubelet has disk pressure"],
    False: ["NodeHasNoDiskPressure", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"],
  },
  PIDPressure: {
    True: [
      "NodeHasInsufficientPID",
      "KubeletHasInsufficientPID",
      "kubelet has insufficient PID available",
    ],
    False: [
      "NodeHasSufficientPID",
      "KubeletHasSufficientPID",
      "kubelet has sufficient PID available",
    ],
  },
};

/** The conditions as they should be, with the events of those that change. */
export function pressureConditions(
  { metadata, status }: Node,
  active: ReadonlySet<Pressure>,
  nowMs: number,
): {
  readonly conditions: readonly NodeCondition[];
  readonly events: readonly { readonly reason: string; readonly message: string }[];
} {
  const events: { reason: string; message: string }[] = [];
  const now = formatTime(nowMs);
  const conditions = (status.conditions ?? []).map((one) => {
    const words = WORDS[one.type as Pressure];
    const wanted = active.has(one.type as Pressure) ? "True" : "False";
    if (words === undefined || one.status === wanted || one.status === "Unknown") return one;
    const [event, reason, message] = words[wanted];
    events.push({ reason: event, message: `Node ${metadata.name} status is now: ${event}` });
    return {
      ...one,
      status: wanted,
      lastHeartbeatTime: now,
      lastTransitionTime: now,
      reason,
      message,
    } as const;
  });
  return { conditions, events };
}
