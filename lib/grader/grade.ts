/**
 * A run and expectations → a verdict: partial credit per criterion, evidence for each, gates and
 * forbidden objects that cost. Pure: the same run gives the same verdict.
 */

import type { ManifestDocument } from "#lib/manifest";
import { type Language, present } from "#lib/shared";
import { sameJson } from "#lib/simulator";
import {
  type Criterion,
  type Expectations,
  type Gate,
  type PartialObject,
  textIn,
} from "./expectation.ts";
import { candidatesFor } from "./expectations/object.ts";
import { nameOf } from "./expectations/subject.ts";
import { type Judgement, judgeCriterion } from "./judge.ts";
import { lineOf, lineOfRefusal } from "./locate.ts";
import { mismatchesOf } from "./match.ts";
import { momentAt, type Run } from "./run.ts";
import type { CriterionVerdict, GateVerdict, Verdict } from "./verdict.ts";
import { why } from "./why/index.ts";
import type { Reason } from "./why/reason.ts";

export type GradeOptions = {
  readonly language: Language;
  /** The submitted manifests, for the lines of the feedback. */
  readonly documents: readonly ManifestDocument[];
};

export function grade(expectations: Expectations, run: Run, options: GradeOptions): Verdict {
  const judged = expectations.criteria.map((criterion) => judgeCriterion(criterion, run));
  const criteria = expectations.criteria.map((criterion, index) =>
    criterionVerdict(criterion, judged[index] as Judgement, expectations, judged, run, options),
  );
  const gates = [
    ...expectations.gates.map((gate) => gateVerdict(gate, run, options)),
    ...expectations.errors.map((object) => errorVerdict(object, run, options)),
  ];
  const points = expectations.criteria.reduce((sum, criterion) => sum + criterion.points, 0);
  const earned = criteria.reduce((sum, criterion) => sum + criterion.earned, 0);
  const cost = gateCosts(expectations, gates, points);
  const score = Math.max(0, earned - cost);
  return {
    score,
    points,
    passed: score === points && gates.every(({ held }) => held),
    criteria,
    gates,
  };
}

function gateCosts(
  { gates }: Expectations,
  verdicts: readonly GateVerdict[],
  points: number,
): number {
  return verdicts.reduce(
    (sum, { held }, index) => sum + (held ? 0 : (gates[index]?.cost ?? points)),
    0,
  );
}

function criterionVerdict(
  criterion: Criterion,
  judgement: Judgement,
  { criteria }: Expectations,
  judged: readonly Judgement[],
  run: Run,
  options: GradeOptions,
): CriterionVerdict {
  const { language } = options;
  const missing = missingRequirement(criterion, criteria, judged, run);
  const passed = judgement.holds && missing === undefined;
  const verdict = passed
    ? "passed"
    : missing === undefined && judgement.inTime
      ? "failed"
      : "not-reached";
  const reasons = passed ? [] : why(criterion, run);
  const line = passed ? undefined : placeOf(judgement, reasons, run, options);
  const evidence = [...judgement.evidence, ...(passed ? [] : refusalsOf(run))];
  return {
    name: textIn(criterion.name, language),
    points: criterion.points,
    earned: passed ? criterion.points : 0,
    verdict,
    feedback: passed ? "" : feedbackOf(criterion, judgement, missing, reasons, options),
    evidence: evidence.map(({ atMs, ...rest }) => ({
      atMs: Math.max(0, atMs - run.submitMs),
      ...rest,
    })),
    ...(line === undefined ? {} : { line }),
  };
}

/** What the criterion requires and the run does not have, in words. */
function missingRequirement(
  { requires }: Criterion,
  criteria: readonly Criterion[],
  judged: readonly Judgement[],
  run: Run,
): string | undefined {
  if (requires === undefined) return undefined;
  if (typeof requires === "string") {
    const index = criteria.findIndex(({ name }) => name.en === requires);
    return judged[index]?.holds === true ? undefined : requires;
  }
  const moment = momentAt(run, run.settledMs);
  const found = candidatesFor(requires, moment).some(
    (one) => mismatchesOf(requires, one).length === 0,
  );
  return found ? undefined : nameOf(requires);
}

function feedbackOf(
  criterion: Criterion,
  judgement: Judgement,
  missing: string | undefined,
  reasons: readonly Reason[],
  { language }: GradeOptions,
): string {
  const ja = language === "ja";
  if (judgement.holds && missing !== undefined) {
    return ja
      ? `「${missing}」が満たされていないため、点になりません。`
      : `This earns nothing until «${missing}» holds.`;
  }
  // An expression is for authors: where they have words for it, it stays in the evidence.
  const isExpression = criterion.subjects.every(({ subject }) => subject === "cel");
  const found = criterion.feedback !== undefined && isExpression ? undefined : judgement.feedback;
  const texts = [criterion.feedback, found, ...reasons].filter((text) => text !== undefined);
  return [...new Set(texts.map((text) => textIn(text, language)))].join(" ");
}

// What kubectl refused is the likeliest reason for everything that is missing afterwards.
function refusalsOf(run: Run) {
  return run.inputs
    .filter(({ exitCode }) => exitCode !== 0)
    .map(({ stderr, text }) => ({
      atMs: run.submitMs,
      text: `${firstLine(text)}: ${stderr.trim()}`,
    }));
}

function firstLine(text: string): string {
  return present(text.split("\n")[0], "every text has a first line");
}

/** The first that was submitted: what was refused, what differs, what is to blame. */
function placeOf(
  judgement: Judgement,
  reasons: readonly Reason[],
  run: Run,
  { documents }: GradeOptions,
): number | undefined {
  for (const { exitCode, stderr } of run.inputs) {
    const line = exitCode === 0 ? undefined : lineOfRefusal(stderr, documents);
    if (line !== undefined) return line;
  }
  for (const place of [judgement.place, ...reasons.map((reason) => reason.place)]) {
    const line = place === undefined ? undefined : lineOf(place.object, place.path, documents);
    if (line !== undefined) return line;
  }
  return undefined;
}

function gateVerdict(gate: Gate, run: Run, { language }: GradeOptions): GateVerdict {
  const name = textIn(gate.name, language);
  const contentOf = (at: number | "submission") =>
    candidatesFor(gate.unchanged, momentAt(run, at)).map(({ metadata, spec, data }) => [
      metadata.uid,
      spec,
      data,
    ]);
  const held = sameJson(contentOf("submission"), contentOf(run.settledMs));
  const what = nameOf(gate.unchanged);
  const feedback =
    language === "ja" ? `${what} は変更しないでください。` : `${what} was to be left as it is.`;
  return { name, held, feedback: held ? "" : feedback };
}

function errorVerdict(object: PartialObject, run: Run, { language }: GradeOptions): GateVerdict {
  const moment = momentAt(run, run.settledMs);
  const found = candidatesFor(object, moment).find((one) => mismatchesOf(object, one).length === 0);
  const name =
    language === "ja" ? `${nameOf(object)} が存在しないこと` : `no ${nameOf(object)} as described`;
  if (found === undefined) return { name, held: true, feedback: "" };
  const what = nameOf(found);
  const feedback =
    language === "ja" ? `${what} は存在してはいけません。` : `${what} must not exist like this.`;
  return { name, held: false, feedback };
}
