/**
 * The same submission in many worlds that share their start and differ from the submission on by
 * their latencies: how often does it hold, and what goes wrong where it does not?
 */
import { judgeSubmission } from "./attempt.ts";
import type { AttemptOptions, Scenario, Submission } from "./scenario.ts";

export type FailingWorld = {
  /** With the scenario's seed this names the schedule: `--seed N --world N` plays it again. */
  readonly world: number;
  readonly seed: number;
  readonly events: number;
  /** Names of the criteria and gates. */
  readonly failed: readonly string[];
  /** What the learner is told of the first of them. */
  readonly feedback: string;
};

export type Worlds = {
  readonly run: number;
  readonly passed: number;
  /** The failing world with the fewest log entries. */
  readonly shortestFailing?: FailingWorld;
};

type WorldOptions = Omit<AttemptOptions, "world">;

/** Worlds 1 … count; world 0 is the plain one and has its own verdict. */
export function runWorlds(
  scenario: Scenario,
  submission: Submission,
  count: number,
  options: WorldOptions,
): Worlds {
  let worlds: Worlds = { run: 0, passed: 0 };
  for (worlds of worldByWorld(scenario, submission, count, options));
  return worlds;
}

/** What is known after each world, so that whoever shows it can pause between them. */
export function* worldByWorld(
  scenario: Scenario,
  submission: Submission,
  count: number,
  options: WorldOptions,
): Generator<Worlds> {
  let worlds: Worlds = { run: 0, passed: 0 };
  for (let world = 1; world <= count; world++) {
    const { verdict, run } = judgeSubmission(scenario, submission, { ...options, world });
    const { passed, shortestFailing: shortest } = worlds;
    worlds = { ...worlds, run: world, passed: passed + (verdict.passed ? 1 : 0) };
    const events = run.log.length;
    if (!verdict.passed && (shortest === undefined || events < shortest.events)) {
      const failed = [
        ...verdict.criteria.filter((one) => one.verdict !== "passed"),
        ...verdict.gates.filter(({ held }) => !held),
      ];
      const names = failed.map(({ name }) => name);
      const feedback = failed[0]?.feedback ?? "";
      const { seed } = options;
      worlds = { ...worlds, shortestFailing: { world, seed, events, failed: names, feedback } };
    }
    yield worlds;
  }
}
