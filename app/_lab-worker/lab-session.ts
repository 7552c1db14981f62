/**
 * One sitting inside the worker: the scenario, its live cluster, and a second cluster in which
 * manifests are checked, so that checking never leaves a trace in what is graded.
 */

import {
  attempt,
  Lab,
  type Scenario,
  type SubmissionInput,
  type Worlds,
  worldByWorld,
} from "#lib/scenario";
import type { Language } from "#lib/shared";
import { assert } from "#lib/shared";
import { checkManifest } from "./check-manifest.ts";
import { pictureOf } from "./cluster-picture.ts";
import { openScenario } from "./open-scenario.ts";
import type {
  ClusterPicture,
  LabReplies,
  LabRequests,
  LabScenario,
  LabStep,
  LabVerdict,
} from "./protocol.ts";
import { taskWords } from "./task-words.ts";

const WORLDS = 100;
/** So few at a time that the page's other questions hardly wait. */
const WORLDS_AT_A_TIME = 2;

export class LabSession {
  readonly #scenario: Scenario;
  readonly #seed: number;
  readonly #language: Language;
  #lab: Lab;
  #checker: Lab | null = null;
  #worlds: Iterator<Worlds> | null = null;
  #known: Worlds = { run: 0, passed: 0 };

  constructor(given: LabScenario, language: Language) {
    const opened = openScenario(given);
    if (!opened.ok) throw new Error(opened.error);
    this.#scenario = opened.value;
    this.#seed = given.seed;
    this.#language = language;
    this.#lab = this.#fresh();
  }

  #fresh(): Lab {
    return new Lab(this.#scenario, { seed: this.#seed });
  }

  #picture(): ClusterPicture {
    return pictureOf(this.#lab.cluster.client(), this.#lab.startMs);
  }

  opened(): LabReplies["open"] {
    return { words: taskWords(this.#scenario, this.#language), cluster: this.#picture() };
  }

  run({ kind, text }: LabRequests["run"]): LabReplies["run"] {
    const { stdout, stderr, exitCode } =
      kind === "manifest" ? this.#lab.apply(text) : this.#lab.run(text);
    return { stdout, stderr, exitCode, cluster: this.#picture() };
  }

  check({ text }: LabRequests["check"]): LabReplies["check"] {
    this.#checker ??= this.#fresh();
    return { diagnostics: checkManifest(this.#checker.cluster.client(), text) };
  }

  complete({ line, cursor }: LabRequests["complete"]): LabReplies["complete"] {
    return this.#lab.terminal.complete(line, cursor);
  }

  wait({ ms }: LabRequests["wait"]): LabReplies["wait"] {
    if (ms === undefined) this.#lab.cluster.settle();
    else this.#lab.advance(ms);
    return { cluster: this.#picture() };
  }

  grade({ text }: LabRequests["grade"]): LabReplies["grade"] {
    const inputs = gradedInputs(this.#lab.inputs, text, this.#lab.elapsedMs);
    const options = { seed: this.#seed, language: this.#language };
    const attempted = attempt(this.#scenario, { inputs }, options);
    this.#worlds = worldByWorld(this.#scenario, { inputs }, WORLDS, options);
    this.#known = { run: 0, passed: 0 };
    this.#lab = this.#fresh();
    for (const input of inputs) this.#lab.replay(input);
    this.#lab.cluster.settle();
    const { criteria, gates, logHash, passed, points, score, settledMs } = attempted;
    const verdict: LabVerdict = {
      passed,
      score,
      points,
      settledMs,
      logHash,
      criteria,
      gates,
      notice: attempted.notice ?? null,
      refusals: attempted.inputs
        .filter(({ exitCode }) => exitCode !== 0)
        .map((input) => ({ text: input.text, stderr: input.stderr })),
    };
    return { verdict, steps: inputs.map(stepOf), cluster: this.#picture() };
  }

  worlds(): LabReplies["worlds"] {
    for (let at = 0; at < WORLDS_AT_A_TIME; at++) {
      const next = this.#worlds?.next();
      if (next !== undefined && next.done !== true) this.#known = next.value;
    }
    const { passed, run, shortestFailing: failing } = this.#known;
    const told = failing ? { world: failing.world, feedback: failing.feedback } : null;
    return { run, passed, total: WORLDS, failing: told };
  }
}

/**
 * Only YAML so far: the text alone counts, on a fresh cluster. With commands in between, everything
 * counts in its order, and the text last unless it was applied already.
 */
export function gradedInputs(
  done: readonly SubmissionInput[],
  text: string,
  elapsedMs: number,
): readonly SubmissionInput[] {
  const given = text.trim() !== "";
  if (!done.some(({ kind }) => kind === "command")) {
    return given ? [{ kind: "apply", yaml: text, atMs: 0 }] : [];
  }
  const applied = done.some((input) => input.kind === "apply" && input.yaml === text);
  return given && !applied ? [...done, { kind: "apply", yaml: text, atMs: elapsedMs }] : done;
}

function stepOf(input: SubmissionInput): LabStep {
  assert(input.atMs !== undefined, "The lab gives every input its time.");
  return input.kind === "apply"
    ? { kind: "manifest", text: input.yaml, atMs: input.atMs }
    : { kind: "command", text: input.line, atMs: input.atMs };
}
