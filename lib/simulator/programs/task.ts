/**
 * Work that takes virtual time, written as a plain function from top to bottom: a generator that
 * yields where it waits. A task that ends without waiting costs no step of the engine.
 */
import { assert } from "#lib/shared";
import type { Engine } from "../engine/engine.ts";
import type { Timer } from "../engine/queue.ts";

export type Pause =
  /** `periodic`: waiting that by itself does not keep a cluster from being settled. */
  | { readonly ms: number; readonly periodic?: boolean }
  /** Waits until the function that is handed over is called. */
  | { readonly until: (wake: () => void) => void };

export type Task<T> = Generator<Pause, T, void>;

export type Running = {
  /** Ends the task where it waits; `done` is not called any more. */
  stop(): void;
};

/** Waits for something that never happens: a server's life. */
export const FOREVER: Pause = { until: () => undefined };

export function runTask<T>(
  engine: Engine,
  component: string,
  task: Task<T>,
  done: (value: T) => void,
): Running {
  let timer: Timer | undefined;
  let stopped = false;
  let stepping = false;
  const step = () => {
    if (stopped) return;
    assert(!stepping, "a task is woken while it runs");
    stepping = true;
    const next = task.next();
    stepping = false;
    if (next.done === true) {
      if (!stopped) done(next.value);
      return;
    }
    wait(next.value);
  };
  const wait = (pause: Pause) => {
    if (stopped) return;
    if ("ms" in pause) {
      if (pause.ms < Number.POSITIVE_INFINITY) {
        timer = engine.after(pause.ms, component, step, pause.periodic ?? false);
      }
      return;
    }
    let woken = false;
    pause.until(() => {
      if (woken || stopped) return;
      woken = true;
      timer = engine.after(0, component, step);
    });
  };
  step();
  return {
    stop() {
      if (stopped) return;
      stopped = true;
      timer?.cancel();
      if (!stepping) task.return(undefined as T);
    },
  };
}
