/**
 * Runs cases in processes of their own, one for each core, so that an endless case costs itself
 * and no other. Outcomes come in the order of the cases, whatever process was first.
 */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { type RecordedCase, readCase } from "./case-file.ts";
import { type CaseOutcome, compareCase } from "./compare.ts";

export type CaseText = { readonly name: string; readonly text: string };

const CASE_LIMIT_MS = 30_000;
const PROCESSES_MAX = 4;

export async function runCases(
  cases: readonly CaseText[],
  onDone: (outcome: CaseOutcome) => void = () => {},
): Promise<readonly CaseOutcome[]> {
  const outcomes = new Map<string, CaseOutcome>();
  const queue = [...cases];
  const processes = Math.max(1, Math.min(PROCESSES_MAX, availableParallelism(), cases.length));
  await Promise.all(
    Array.from({ length: processes }, async () => {
      const runner = new CaseProcess();
      try {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const outcome = await runner.run(next);
          outcomes.set(next.name, outcome);
          onDone(outcome);
        }
      } finally {
        runner.stop();
      }
    }),
  );
  return cases.flatMap(({ name }) => outcomes.get(name) ?? []);
}

/** One process, replaced when it dies or does not answer. */
class CaseProcess {
  #child: ChildProcess | undefined;
  #said = "";

  async run(one: CaseText): Promise<CaseOutcome> {
    const child = this.#child ?? (await this.#start());
    return new Promise((resolve) => {
      const finish = (outcome: CaseOutcome): void => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(outcome);
      };
      const fail = (crash: string): void => {
        this.stop();
        finish(crashed(one, crash));
      };
      const timer = setTimeout(() => {
        fail(`no answer within ${CASE_LIMIT_MS / 1000} s of real time`);
      }, CASE_LIMIT_MS);
      child.once("message", (outcome) => finish(outcome as CaseOutcome));
      child.once("exit", (code) => fail(`the process ended with ${code}: ${this.#said}`));
      child.send(one);
    });
  }

  /** Waits for the word of a process that it has loaded everything. */
  #start(): Promise<ChildProcess> {
    const worker = fileURLToPath(new URL("./worker.ts", import.meta.url));
    const child = fork(worker, { stdio: ["ignore", "ignore", "pipe", "ipc"] });
    this.#child = child;
    this.#said = "";
    child.stderr?.on("data", (text: Buffer) => {
      this.#said = `${this.#said}${text.toString()}`.slice(-2000);
    });
    return new Promise((resolve, reject) => {
      child.once("message", () => {
        child.removeAllListeners();
        resolve(child);
      });
      child.once("close", () => reject(new Error(`The simulator does not load:\n${this.#said}`)));
    });
  }

  stop(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }
}

/** A case whose process was lost: every step of it fails with the reason. */
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
