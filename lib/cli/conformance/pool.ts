/**
 * Runs cases in worker threads, one for each core, so that an endless case costs itself and no
 * other. Outcomes come in the order of the cases, whatever thread was first.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type RecordedCase, readCase } from "./case-file.ts";
import { type CaseOutcome, compareCase } from "./compare.ts";

export type CaseText = { readonly name: string; readonly text: string };

const CASE_LIMIT_MS = 30_000;
const THREADS_MAX = 4;

export async function runCases(
  cases: readonly CaseText[],
  onDone: (outcome: CaseOutcome) => void = () => {},
): Promise<readonly CaseOutcome[]> {
  const outcomes = new Map<string, CaseOutcome>();
  const queue = [...cases];
  const threads = Math.max(1, Math.min(THREADS_MAX, availableParallelism(), cases.length));
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const thread = new CaseThread();
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const outcome = await thread.run(next);
        outcomes.set(outcome.name, outcome);
        onDone(outcome);
      }
      await thread.stop();
    }),
  );
  return cases.flatMap(({ name }) => outcomes.get(name) ?? []);
}

/** One worker thread, replaced when it dies or does not answer. */
class CaseThread {
  #worker: Worker | undefined;

  run(one: CaseText): Promise<CaseOutcome> {
    this.#worker ??= new Worker(new URL("./worker.ts", import.meta.url));
    const worker = this.#worker;
    return new Promise((resolve) => {
      const finish = (outcome: CaseOutcome): void => {
        clearTimeout(timer);
        worker.removeAllListeners();
        resolve(outcome);
      };
      const fail = (crash: string): void => {
        this.#worker = undefined;
        void worker.terminate();
        finish(crashed(one, crash));
      };
      const timer = setTimeout(() => {
        fail(`no answer within ${CASE_LIMIT_MS / 1000} s of real time`);
      }, CASE_LIMIT_MS);
      worker.once("message", finish);
      worker.once("error", (error) => fail(error instanceof Error ? error.message : String(error)));
      worker.once("exit", (code) => fail(`the thread ended with ${code}`));
      worker.postMessage(one);
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }
}

/** A case whose thread was lost: every step of it fails with the reason. */
function crashed({ name, text }: CaseText, crash: string): CaseOutcome {
  const read = readCase(name, text);
  return read.ok ? allFailed(read.value, crash) : unreadable(name, read.error);
}

export function allFailed(recorded: RecordedCase, crash: string): CaseOutcome {
  return compareCase(recorded, {
    answers: recorded.steps.map(() => ({ crash })),
    final: { crash },
    seen: [],
    places: { server: "", home: "", work: "" },
  });
}

/** A file that is no case counts as one that fails at its first step. */
export function unreadable(name: string, reason: string): CaseOutcome {
  return {
    name,
    area: name.includes("/") ? (name.split("/")[0] ?? ".") : ".",
    passed: false,
    steps: 1,
    stepsPassed: 0,
    telling: 1,
    tellingPassed: 0,
    mismatches: [{ case: name, step: 1, field: "exit", expected: "a case", actual: reason }],
  };
}
