/**
 * Grading off the main thread: a submission may keep the simulator busy for as long as it likes, a
 * request is answered all the same, and whoever takes too long is stopped.
 */
import "server-only";
import { Worker } from "node:worker_threads";
import type { NoteScenario } from "#lib/deck";
import type { Submission } from "#lib/scenario";
import type { Language } from "#lib/shared";
import { env } from "../env.ts";
import { type Outcome, problem } from "../use-cases/define.ts";
import type { AttemptVerdict } from "../use-cases/views.ts";

export type GradingTask = {
  readonly scenario:
    | { readonly origin: "note"; readonly note: NoteScenario }
    | {
        readonly origin: "built-in";
        readonly id: string;
        readonly files: Readonly<Record<string, string>>;
      };
  readonly seed: number;
  readonly submission: Submission;
  /** Of the feedback. */
  readonly language: Language;
};

export type GradingReply = Outcome<AttemptVerdict>;

const MAX_AT_ONCE = 2;
const MAX_WAITING = 50;
const MEMORY_MB = 512;

const waiting: (() => void)[] = [];
let running = 0;

export async function gradeInWorker(task: GradingTask): Promise<GradingReply> {
  if (running >= MAX_AT_ONCE) {
    if (waiting.length >= MAX_WAITING) {
      return problem("busy", "Too many attempts are being graded, try again in a moment.");
    }
    // Whoever ends hands its place over, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await runOnce(task);
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** One thread per task: a stopped one leaves nothing behind, and starting takes milliseconds. */
function runOnce(task: GradingTask): Promise<GradingReply> {
  const worker = startWorker();
  const limitMs = env().GRADING_TIMEOUT_MS;
  return new Promise((resolve) => {
    const settle = (reply: GradingReply) => {
      clearTimeout(timer);
      resolve(reply);
      void worker.terminate();
    };
    const timer = setTimeout(() => {
      settle(problem("grading-timeout", `Grading took longer than ${limitMs / 1000} s.`));
    }, limitMs);
    worker.once("message", (reply: GradingReply) => settle(reply));
    worker.once("error", (error) => settle(problem("grading-failed", error.message)));
    worker.once("exit", (code) => {
      settle(problem("grading-failed", `The grading thread ended with ${code}.`));
    });
    // Bundlers keep `workerData` for themselves, a message arrives everywhere.
    worker.postMessage(task);
  });
}

/** The bundler finds the thread by this very expression; without it, tsx reads TypeScript there. */
function startWorker(): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: MEMORY_MB };
  if (process.env.NEXT_RUNTIME !== undefined) {
    return new Worker(new URL("./grading-thread.ts", import.meta.url), { resourceLimits });
  }
  const file = JSON.stringify(new URL("./grading-thread.ts", import.meta.url).href);
  const program = `import("tsx/esm/api").then((tsx) => { tsx.register(); return import(${file}); })`;
  const execArgv = ["--conditions=react-server"];
  return new Worker(program, { eval: true, execArgv, resourceLimits });
}
