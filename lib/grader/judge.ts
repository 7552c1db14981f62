/**
 * One criterion over a whole run: its time word decides at which moments its
 * subjects are asked.
 */
import { unreachable } from "#lib/shared";
import type { Criterion, Subject } from "./expectation.ts";
import { judgeSubject, kindsOf } from "./expectations/index.ts";
import type { Finding } from "./expectations/subject.ts";
import { type Moment, momentAt, moments, type Run } from "./run.ts";

/** A finding, and whether the moment of judgement was reached by a settled cluster. */
export type Judgement = Finding & { readonly inTime: boolean };

export function judgeCriterion(criterion: Criterion, run: Run): Judgement {
  const { when } = criterion;
  switch (when.word) {
    case "eventually": {
      const deadlineMs = run.submitMs + when.withinMs;
      const inTime = run.settled && run.settledMs <= deadlineMs;
      const moment = momentAt(run, Math.min(run.settledMs, deadlineMs));
      return { ...judgeAll(criterion.subjects, moment, run), inTime };
    }
    case "always":
      return { ...firstMoment(criterion, run, false), inTime: true };
    case "never": {
      const found = firstMoment(criterion, run, true);
      return { ...found, holds: !found.holds, inTime: true };
    }
    default:
      return unreachable(when);
  }
}

/** Whether the criterion's subjects hold in the start state: no criterion may. */
export function holdsAtStart(criterion: Criterion, run: Run): boolean {
  return judgeAll(criterion.subjects, momentAt(run, "submission"), run).holds;
}

function judgeAll(subjects: readonly Subject[], moment: Moment, run: Run): Finding {
  const findings = subjects.map((subject) => judgeSubject(subject, moment, run));
  const failed = findings.find(({ holds }) => !holds);
  return failed ?? { holds: true, evidence: findings.flatMap(({ evidence }) => evidence) };
}

/** The finding at the first moment at which the subjects' truth is `sought`, else at the last. */
function firstMoment({ subjects }: Criterion, run: Run, sought: boolean): Finding {
  let last: Finding | undefined;
  for (const moment of momentsFor(subjects, run)) {
    last = judgeAll(subjects, moment, run);
    if (last.holds === sought) return last;
  }
  return last ?? judgeAll(subjects, momentAt(run, "submission"), run);
}

// Requests are their own moments; for all others the objects' changes are.
function* momentsFor(subjects: readonly Subject[], run: Run): Iterable<Moment> {
  const requests = subjects.flatMap((subject) =>
    subject.subject === "request" ? [subject.request] : [],
  );
  if (requests.length > 0) {
    for (const probe of run.probes) {
      if (requests.includes(probe.request)) yield momentAt(run, probe.atMs);
    }
    return;
  }
  const kinds = subjects.map(kindsOf);
  const all = kinds.includes("all");
  yield* moments(run, all ? "all" : new Set(kinds.flatMap((some) => [...some])));
}
