/**
 * Events live for an hour after they were last written, as with the API server's `--event-ttl`.
 * They are taken away by the minute, and nothing waits for it.
 */
import type { Engine } from "../../engine/engine.ts";
import type { Store } from "./store.ts";

const LIFE_MS = 3_600_000;
const AT_MOST_EVERY_MS = 60_000;

export function expireEvents(engine: Engine, store: Store): void {
  /** By key, the longest unwritten first. */
  const writtenMs = new Map<string, number>();
  let isDue = false;

  const expire = (): void => {
    isDue = false;
    for (const [key, atMs] of writtenMs) {
      if (atMs + LIFE_MS > engine.nowMs) {
        waitUntil(Math.max(atMs + LIFE_MS, engine.nowMs + AT_MOST_EVERY_MS));
        return;
      }
      store.remove("Event", key, "etcd");
    }
  };

  const waitUntil = (atMs: number): void => {
    isDue = true;
    engine.at(atMs, "etcd", expire, true);
  };

  store.watch(({ key, kind, type }) => {
    if (kind !== "Event") return;
    writtenMs.delete(key);
    if (type === "deleted") return;
    writtenMs.set(key, engine.nowMs);
    if (!isDue) waitUntil(engine.nowMs + LIFE_MS);
  });
}
