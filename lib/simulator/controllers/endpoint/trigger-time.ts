/**
 * Since when what stands behind a Service is as it is: the first of the changes of its pods'
 * readiness since the last look, or the Service's own beginning; nothing when pods only went.
 */

import { keyOf } from "../../api/object.ts";
import { formatTime, parseTime } from "../../api/time.ts";
import type { Service } from "../../api/types.generated.ts";
import type { Cache } from "../../informers/cache.ts";
import { Memory } from "../memory.ts";
import type { Target } from "./target.ts";

const TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";

type Times = { readonly serviceMs: number; readonly pods: ReadonlyMap<string, number> };

const UNKNOWN: Times = { serviceMs: 0, pods: new Map() };

export class TriggerTimes {
  readonly #known = new Memory<Times>();

  changedAt(cache: Cache, service: Service, targets: readonly Target[]): string | undefined {
    const key = keyOf(service);
    const before = this.#known.get(cache, key) ?? UNKNOWN;
    const serviceMs = parseTime(service.metadata.creationTimestamp) ?? 0;
    let firstMs = serviceMs > before.serviceMs ? serviceMs : Number.POSITIVE_INFINITY;
    const pods = new Map<string, number>();
    for (const { pod } of targets) {
      const ready = pod.status.conditions?.find(({ type }) => type === "Ready");
      const atMs = parseTime(ready?.lastTransitionTime ?? "") ?? 0;
      pods.set(pod.metadata.name, atMs);
      if (atMs > (before.pods.get(pod.metadata.name) ?? 0)) firstMs = Math.min(firstMs, atMs);
    }
    this.#known.set(cache, key, { serviceMs, pods });
    return Number.isFinite(firstMs) ? formatTime(firstMs) : undefined;
  }

  forget(cache: Cache, key: string): void {
    this.#known.forget(cache, key);
  }
}

export function withTriggerTime(
  annotations: Readonly<Record<string, string>> | undefined,
  time: string | undefined,
): { readonly annotations?: Readonly<Record<string, string>> } {
  const { [TRIGGER_TIME]: _old, ...rest } = annotations ?? {};
  if (time !== undefined) return { annotations: { ...rest, [TRIGGER_TIME]: time } };
  return Object.keys(rest).length === 0 ? {} : { annotations: rest };
}
