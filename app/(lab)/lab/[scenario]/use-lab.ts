"use client";
/**
 * One sitting at the bench: the live cluster in its worker, the steps taken so far, and the
 * verdict. The page's verdict shows at once; the server's is what counts and is fetched meanwhile.
 */
import { type RefObject, useCallback, useEffect, useReducer, useRef, useState } from "react";
import type { AttemptResult } from "#lib/server/use-cases";
import type { Language } from "#lib/shared";
import { type LabClient, openLab } from "../../../_lab-worker/lab-client.ts";
import type {
  ClusterPicture,
  LabReplies,
  LabScenario,
  LabStep,
  LabVerdict,
  WorldsPicture,
} from "../../../_lab-worker/protocol.ts";
import { submitAttemptAction } from "./actions.ts";
import type { TaskView } from "./task-view.ts";

export type Handover =
  | { readonly state: "sending" }
  | { readonly state: "stored"; readonly result: AttemptResult }
  | { readonly state: "failed"; readonly code: string; readonly message: string };

type LabState = {
  readonly phase: "loading" | "ready" | "busy" | "broken";
  readonly fault: string | null;
  readonly task: TaskView | null;
  readonly cluster: ClusterPicture | null;
  readonly verdict: LabVerdict | null;
  readonly handover: Handover | null;
  /** How the verdict fares in other worlds, as far as they have been run. */
  readonly worlds: WorldsPicture | null;
  /** Whether something was done in the terminal, so that it is part of what is graded. */
  readonly typed: boolean;
  /** Counts what was done in the live cluster since its start; a verdict settles it. */
  readonly steps: number;
  /** Counts the starts of the cluster. */
  readonly epoch: number;
  /** What the editor applied, for the terminal to show. */
  readonly printed: Printed | null;
};

export type Printed = { readonly typed: string; readonly reply: LabReplies["run"] };

const LONGEST_SITTING_MS = 86_400_000;

const APPLY = "kubectl apply -f manifest.yaml";

const CLOSED: LabState = {
  phase: "loading",
  fault: null,
  task: null,
  cluster: null,
  verdict: null,
  handover: null,
  worlds: null,
  typed: false,
  steps: 0,
  epoch: 0,
  printed: null,
};

export type Lab = LabState & {
  run(line: string): Promise<LabReplies["run"] | null>;
  apply(text: string): Promise<LabReplies["run"] | null>;
  check(text: string): Promise<LabReplies["check"]["diagnostics"]>;
  complete(line: string, cursor: number): Promise<LabReplies["complete"]>;
  wait(ms?: number): Promise<void>;
  submit(text: string): Promise<void>;
  restart(): Promise<void>;
};

type LabOptions = {
  readonly scenario: LabScenario;
  readonly language: Language;
  readonly hintsUsed: number;
  /** The landing page keeps nothing: nobody is signed in there. */
  readonly store: boolean;
  /** The task is on the page already. */
  readonly hasTask: boolean;
};

export function useLab(options: LabOptions): Lab {
  const { language, hintsUsed, store, hasTask } = options;
  // The page is rendered anew after each attempt, and after a passed one with the next seed: a
  // sitting keeps what it began with until it is started over.
  const [scenario, setScenario] = useState(options.scenario);
  const [state, update] = useReducer(
    (now: LabState, change: Partial<LabState>): LabState => ({ ...now, ...change }),
    CLOSED,
  );
  const client = useRef<LabClient | null>(null);
  const openedAt = useRef(0);
  const starts = useRef(0);
  const taken = useRef(0);
  const graded = useRef(0);

  const open = useCallback(async () => {
    client.current?.close();
    const lab = openLab();
    client.current = lab;
    openedAt.current = Date.now();
    starts.current += 1;
    taken.current = 0;
    update({ ...CLOSED, epoch: starts.current });
    try {
      const { words, cluster } = await lab.ask("open", { scenario, language });
      // Most tasks came with the page as HTML; the renderer is fetched only for the others.
      const task = hasTask ? null : (await import("./task-view.ts")).taskView(words);
      if (client.current === lab) update({ phase: "ready", task, cluster });
    } catch (error) {
      if (client.current === lab) update({ phase: "broken", fault: messageOf(error) });
    }
  }, [scenario, language, hasTask]);

  useEffect(() => {
    void open();
    return () => {
      client.current?.close();
      client.current = null;
    };
  }, [open]);

  const step = async (kind: LabStep["kind"], text: string): Promise<LabReplies["run"] | null> => {
    taken.current += 1;
    update({ phase: "busy", ...(kind === "command" ? { typed: true } : {}) });
    try {
      const reply = await client.current?.ask("run", { kind, text });
      if (!reply) return null;
      const printed = kind === "manifest" ? { printed: { typed: APPLY, reply } } : {};
      update({ phase: "ready", cluster: reply.cluster, steps: taken.current, ...printed });
      return reply;
    } catch (error) {
      update({ phase: "broken", fault: messageOf(error) });
      return null;
    }
  };

  return {
    ...state,
    run: (text) => step("command", text),
    apply: (text) => step("manifest", text),
    check: async (text) => {
      const reply = await client.current?.ask("check", { text }).catch(() => null);
      return reply?.diagnostics ?? [];
    },
    complete: async (line, cursor) => {
      const reply = await client.current?.ask("complete", { line, cursor }).catch(() => null);
      return reply ?? { from: cursor, options: [] };
    },
    wait: async (ms) => {
      // A lab that was closed meanwhile has nothing more to show.
      const reply = await client.current
        ?.ask("wait", ms === undefined ? {} : { ms })
        .catch(() => null);
      if (reply) update({ cluster: reply.cluster });
    },
    submit: async (text) => {
      update({ phase: "busy", verdict: null, handover: null, worlds: null });
      try {
        const reply = await client.current?.ask("grade", { text });
        if (!reply) return;
        taken.current = 0;
        graded.current += 1;
        update({ phase: "ready", verdict: reply.verdict, cluster: reply.cluster, steps: 0 });
        void fillWorlds(client, graded, (worlds) => update({ worlds }));
        if (!store) return;
        update({ handover: { state: "sending" } });
        const durationMs = Math.min(Date.now() - openedAt.current, LONGEST_SITTING_MS);
        update({ handover: await handIn({ scenario, hintsUsed, durationMs, ...reply }) });
      } catch (error) {
        update({ phase: "broken", fault: messageOf(error) });
      }
    },
    restart: async () => {
      if (scenario === options.scenario) await open();
      else setScenario(options.scenario);
    },
  };
}

/** While the verdict is read; a newer verdict or a closed lab ends it. */
async function fillWorlds(
  client: RefObject<LabClient | null>,
  graded: RefObject<number>,
  show: (worlds: WorldsPicture) => void,
): Promise<void> {
  const [lab, verdict] = [client.current, graded.current];
  for (let isDone = false; !isDone; ) {
    const worlds = await lab?.ask("worlds", {}).catch(() => null);
    if (!worlds || graded.current !== verdict || client.current !== lab) return;
    show(worlds);
    isDone = worlds.run >= worlds.total;
  }
}

type FinishedAttempt = {
  readonly scenario: LabScenario;
  readonly hintsUsed: number;
  readonly durationMs: number;
  readonly steps: readonly LabStep[];
  readonly verdict: LabVerdict;
};

async function handIn(attempt: FinishedAttempt): Promise<Handover> {
  const { scenario, hintsUsed, durationMs, steps, verdict } = attempt;
  const outcome = await submitAttemptAction({
    clientId: crypto.randomUUID(),
    scenarioId: scenario.id,
    seed: scenario.seed,
    submission: { steps: [...steps], hintsUsed },
    browserLogHash: verdict.logHash,
    durationMs,
  }).catch(() => null);
  if (outcome?.ok) return { state: "stored", result: outcome.value };
  const { code, message } = outcome?.error ?? { code: "unreachable", message: "" };
  return { state: "failed", code, message };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
