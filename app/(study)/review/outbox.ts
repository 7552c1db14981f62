/**
 * Steps on their way to the server, in order, kept in the browser until the server has them:
 * closing the tab or losing the network loses nothing.
 */
import type { ReviewStep } from "./review-step.ts";
import type { Shown } from "./shown-card.ts";

type Delivery =
  | { readonly status: "sent"; readonly next: Shown | null }
  | { readonly status: "refused"; readonly code: string }
  | { readonly status: "later" };

const FIRST_WAIT_MS = 800;
const LONGEST_WAIT_MS = 30_000;

export type Outbox = {
  /** Adds a step and starts sending. */
  push(step: ReviewStep): void;
  /** Takes back the newest step if it is an answer that has not left yet. */
  takeBack(): boolean;
  /** Steps that the server does not have yet. */
  waiting(): number;
  flush(): Promise<void>;
  close(): void;
};

type Listener = {
  readonly onChange: (waiting: number, offline: boolean) => void;
  readonly onSent: (step: ReviewStep, next: Shown | null) => void;
  readonly onRefused: (step: ReviewStep, code: string) => void;
};

async function deliver(step: ReviewStep): Promise<Delivery> {
  try {
    const response = await fetch("/api/review", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(step),
      keepalive: true,
    });
    if (response.status >= 500 || response.status === 429) return { status: "later" };
    const outcome = await response.json();
    if (!outcome.ok) return { status: "refused", code: String(outcome.error.code) };
    return { status: "sent", next: outcome.value?.next ?? null };
  } catch {
    // Whether an undo arrived is unknown, and a second one would undo something else.
    return step.type === "undo" ? { status: "refused", code: "unreachable" } : { status: "later" };
  }
}

function stored(key: string): ReviewStep[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(found) ? (found as ReviewStep[]) : [];
  } catch {
    return [];
  }
}

export function openOutbox(learnerId: string, listener: Listener): Outbox {
  const key = `kubedeck.outbox.${learnerId}`;
  const steps: ReviewStep[] = stored(key);
  let sending: Promise<void> | null = null;
  let underWay: ReviewStep | null = null;
  let closed = false;
  let wake: (() => void) | null = null;

  const keep = (offline: boolean) => {
    if (steps.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(steps));
    if (!closed) listener.onChange(steps.length, offline);
  };
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function sendAll(): Promise<void> {
    let waitMs = FIRST_WAIT_MS;
    for (let step = steps[0]; step !== undefined && !closed; step = steps[0]) {
      underWay = step;
      const delivery = await deliver(step);
      underWay = null;
      if (delivery.status === "later") {
        keep(true);
        await pause(waitMs);
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
        continue;
      }
      waitMs = FIRST_WAIT_MS;
      steps.shift();
      keep(false);
      if (closed) return;
      if (delivery.status === "sent") listener.onSent(step, delivery.next);
      else listener.onRefused(step, delivery.code);
    }
  }

  const flush = () => {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  };
  const online = () => wake?.();
  window.addEventListener("online", online);
  return {
    push(step) {
      steps.push(step);
      keep(false);
      void flush();
    },
    takeBack() {
      const last = steps.at(-1);
      if (last?.type !== "answer" || last === underWay) return false;
      steps.pop();
      keep(false);
      return true;
    },
    waiting: () => steps.length,
    flush,
    close() {
      closed = true;
      window.removeEventListener("online", online);
      wake?.();
    },
  };
}
