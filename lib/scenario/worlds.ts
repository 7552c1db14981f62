/** The same submission in many worlds that differ by their latencies: how often does it hold? */
import { attempt } from "./attempt.ts";
import type { AttemptOptions, Scenario, Submission } from "./scenario.ts";

export type Worlds = {
  readonly run: number;
  readonly passed: number;
  /** The failing world with the fewest log entries. */
  readonly shortestFailing?: { readonly world: number; readonly events: number };
};

/** Worlds 1 … count; world 0 is the plain one and has its own verdict. */
export function runWorlds(
  scenario: Scenario,
  submission: Submission,
  count: number,
  options: Omit<AttemptOptions, "world">,
): Worlds {
  let passed = 0;
  let shortest: Worlds["shortestFailing"];
  for (let world = 1; world <= count; world++) {
    const result = attempt(scenario, submission, { ...options, world });
    if (result.passed) passed += 1;
    else if (shortest === undefined || result.events < shortest.events) {
      shortest = { world, events: result.events };
    }
  }
  return { run: count, passed, ...(shortest === undefined ? {} : { shortestFailing: shortest }) };
}
