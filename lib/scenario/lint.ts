/**
 * What every authored scenario must prove on every build; each rule answers a recorded failure of
 * graders: points for doing nothing, solutions that fail, checks that nothing can fail.
 */
import { holdsAtStart } from "#lib/grader";
import { type Attempted, attempt, runSubmission } from "./attempt.ts";
import { StartError } from "./lab.ts";
import type { AuthoredScenario, Mistake, Submission } from "./scenario.ts";
import { runWorlds } from "./worlds.ts";

export type LintFinding = { readonly rule: string; readonly message: string };

export type LintOptions = {
  readonly seed: number;
  /** In how many worlds each solution is tried. */
  readonly worlds: number;
};

const NOTHING: Submission = { inputs: [] };

export function lintScenario(
  scenario: AuthoredScenario,
  options: LintOptions,
): readonly LintFinding[] {
  try {
    return [
      ...lintStart(scenario, options),
      ...lintSolutions(scenario, options),
      ...lintMistakes(scenario, options),
      ...lintNames(scenario),
    ];
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return [{ rule: "start", message: error.message }];
  }
}

function lintStart(scenario: AuthoredScenario, { seed }: LintOptions): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const nothing = attempt(scenario, NOTHING, { seed, language: "en" });
  if (nothing.score > 0) {
    const earned = nothing.criteria.filter(({ earned }) => earned > 0).map(({ name }) => name);
    findings.push({
      rule: "empty-submission",
      message: `doing nothing earns ${nothing.score} for ${earned.join(", ")}`,
    });
  }
  const { run } = runSubmission(scenario, NOTHING, { seed });
  for (const criterion of scenario.expectations.criteria) {
    if (criterion.when.word === "eventually" && holdsAtStart(criterion, run)) {
      findings.push({
        rule: "start-state",
        message: `«${criterion.name.en}» holds before anything is done`,
      });
    }
  }
  return findings;
}

function lintSolutions(
  scenario: AuthoredScenario,
  { seed, worlds }: LintOptions,
): readonly LintFinding[] {
  const { solutions, worldsShare } = scenario;
  if (solutions.length < 2)
    return [{ rule: "solutions", message: `${solutions.length} solutions, expected at least 2` }];
  return solutions.flatMap(({ name, submission }) => {
    const findings: LintFinding[] = [];
    const result = attempt(scenario, submission, { seed, language: "en" });
    if (!result.passed)
      findings.push({ rule: "solutions", message: `${name}: ${summary(result)}` });
    const again = attempt(scenario, submission, { seed, language: "en" });
    if (again.logHash !== result.logHash) {
      findings.push({ rule: "replay", message: `${name}: two runs with seed ${seed} differ` });
    }
    const held = runWorlds(scenario, submission, worlds, { seed, language: "en" });
    if (held.passed < held.run * worldsShare) {
      findings.push({
        rule: "worlds",
        message: `${name} holds in ${held.passed} of ${held.run} worlds`,
      });
    }
    return findings;
  });
}

function lintMistakes(scenario: AuthoredScenario, { seed }: LintOptions): readonly LintFinding[] {
  const findings: LintFinding[] = [];
  const failable = new Set<string>();
  for (const mistake of scenario.mistakes) {
    const result = attempt(scenario, mistake.submission, { seed, language: "en" });
    findings.push(...checkMistake(mistake, result, failable));
  }
  if (scenario.mistakes.length < 2) {
    findings.push({
      rule: "mistakes",
      message: `${scenario.mistakes.length} mistakes, expected at least 2`,
    });
  }
  for (const { name } of scenario.expectations.criteria) {
    if (!failable.has(name.en)) {
      findings.push({ rule: "failable", message: `no mistake fails «${name.en}»` });
    }
  }
  return findings;
}

function checkMistake(
  mistake: Mistake,
  result: Attempted,
  failable: Set<string>,
): readonly LintFinding[] {
  const failed = [
    ...result.criteria.filter(({ verdict }) => verdict !== "passed").map(({ name }) => name),
    ...result.gates.filter(({ held }) => !held).map(({ name }) => name),
  ];
  for (const name of failed) failable.add(name);
  const findings: LintFinding[] = [];
  const expected = [...mistake.fails].sort();
  if (JSON.stringify([...failed].sort()) !== JSON.stringify(expected)) {
    const message = `${mistake.name} fails ${quote(failed)}, expected ${quote(expected)}`;
    findings.push({ rule: "mistakes", message });
  }
  const said = [...result.criteria, ...result.gates].map(({ feedback }) => feedback).join(" ");
  if (!said.includes(mistake.feedback)) {
    findings.push({
      rule: "feedback",
      message: `${mistake.name} gets «${said}», expected «${mistake.feedback}» in it`,
    });
  }
  return findings;
}

// A criterion about an object that the task never mentions cannot be met on purpose.
function lintNames({ expectations, task }: AuthoredScenario): readonly LintFinding[] {
  const named = expectations.criteria.flatMap(({ subjects }) =>
    subjects.flatMap((subject) =>
      "object" in subject ? (subject.object?.metadata?.name ?? []) : [],
    ),
  );
  return [...new Set(named)].flatMap((name) =>
    [task.en, ...(task.ja === undefined ? [] : [task.ja])]
      .filter((text) => !text.includes(name))
      .map(() => ({ rule: "names", message: `the task does not name ${name}` })),
  );
}

function summary({ score, points, criteria }: Attempted): string {
  const failed = criteria.filter(({ verdict }) => verdict !== "passed");
  const reasons = failed.map(({ name, feedback }) => `${name}: ${feedback}`).join("; ");
  return `${score} of ${points} points (${reasons})`;
}

function quote(names: readonly string[]): string {
  return names.map((name) => `«${name}»`).join(", ") || "nothing";
}
