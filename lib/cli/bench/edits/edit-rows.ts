/**
 * Replayed edits → rows. Cards made, retired and new stand beside the shares, so that making fewer
 * cards does not look better; only a known truth has budgets, a guess has none.
 */
import type { MatchKind } from "#lib/deck";
import { type BenchRow, median } from "../row.ts";
import type { Verdict } from "./judge.ts";
import type { Replayed } from "./replay.ts";

/** Where the truth comes from. */
export type Source = "labels" | "generated" | "lines";

const KNOWN_BY: Readonly<Record<Source, string>> = {
  labels: "by labels",
  generated: "by construction",
  lines: "guessed from lines",
};

const WRONG: Readonly<Record<Source, string>> = {
  labels: "wrong matches",
  generated: "wrong matches",
  lines: "matches that the lines speak against",
};

const LOST_BUDGET = 2;
const WRONG_BUDGET = 1;
const NOTE_BUDGET_MS = 20;
const KINDS: readonly MatchKind[] = ["explicit-id", "same-text", "same-front", "similar"];

export function editsRows(replayed: readonly Replayed[], source: Source): readonly BenchRow[] {
  const histories = new Map<string, Replayed[]>();
  for (const one of replayed) {
    const { history } = one.edit;
    histories.set(history, [...(histories.get(history) ?? []), one]);
  }
  const each = histories.size < 2 ? [] : [...histories];
  return [
    ...countRows(replayed),
    ...verdictRows(replayed, source),
    ...costRows(replayed),
    ...each.flatMap(([history, part]) => shortRows(history, part, source)),
  ];
}

const sum = (all: readonly Replayed[], of: (one: Replayed) => number): number =>
  all.reduce((total, one) => total + of(one), 0);

const count = (name: string, value: number, unit = "cards"): BenchRow => ({ name, value, unit });

/** 0 of 0 is no share: the row is left out. */
function share(name: string, part: number, of: number, budget?: number): readonly BenchRow[] {
  if (of === 0) return [];
  const value = (100 * part) / of;
  return [{ name, value, unit: "%", ...(budget === undefined ? {} : { budget }) }];
}

const isReworded = ({ edit }: Replayed): boolean => edit.before !== edit.after;

function countRows(all: readonly Replayed[]): readonly BenchRow[] {
  const matched = (kind: MatchKind): number => sum(all, (one) => one.matched[kind] ?? 0);
  return [
    count("edits", all.length, "pairs"),
    count("edits that change the text", all.filter(isReworded).length, "pairs"),
    count(
      "before the edits",
      sum(all, (one) => one.cardsBefore),
    ),
    count(
      "after the edits",
      sum(all, (one) => one.cardsAfter),
    ),
    ...KINDS.map((kind) => count(`matched by ${kind}`, matched(kind))),
    count("new", matched("new")),
    count(
      "retired",
      sum(all, (one) => one.retired),
    ),
    count(
      "asked about",
      sum(all, (one) => one.uncertain),
      "pairs",
    ),
  ];
}

type Way = keyof NonNullable<Replayed["verdicts"]>;

function total(all: readonly Replayed[], way: Way, of: keyof Verdict): number {
  return sum(all, ({ verdicts }) => verdicts?.[way][of] ?? 0);
}

function verdictRows(all: readonly Replayed[], source: Source): readonly BenchRow[] {
  const of = (part: keyof Verdict, way: Way = "matcher"): number => total(all, way, part);
  const edited = of("edited");
  const unmade = of("editedUnmade");
  const facts = of("facts");
  const known = source !== "lines";
  const judgedEdits = all.filter(({ verdicts }) => verdicts !== undefined).length;
  return [
    count(`edits judged, ${KNOWN_BY[source]}`, judgedEdits, "pairs"),
    count("living", of("living")),
    ...share("history kept, living", of("livingKept"), of("living")),
    count("edited and living", edited),
    ...share("history kept, edited and living", of("editedKept"), edited),
    ...share("  the same by front hash", of("editedKept", "frontHash"), edited),
    ...share("  the same by content hash", of("editedKept", "contentHash"), edited),
    count("  lost, no card of the kind is made there", of("editedUnmade")),
    count("  lost, though a new card of the kind is there", edited - of("editedKept") - unmade),
    count("edited facts", facts, "facts"),
    ...share("recall: history kept, edited facts", of("factsKept"), facts),
    ...share("edited facts lost", facts - of("factsKept"), facts, known ? LOST_BUDGET : undefined),
    count("matched though edited", of("judged")),
    ...share(WRONG[source], of("wrong"), of("judged"), known ? WRONG_BUDGET : undefined),
    count(`number of ${WRONG[source]}`, of("wrong")),
  ];
}

function costRows(all: readonly Replayed[]): readonly BenchRow[] {
  const costs = all.filter(isReworded).map(({ cost }) => cost.cpuMs);
  if (costs.length === 0) return [];
  return [
    {
      name: "an edited note, median",
      value: median(costs),
      unit: "ms of processor time",
      budget: NOTE_BUDGET_MS,
    },
  ];
}

function shortRows(
  history: string,
  part: readonly Replayed[],
  source: Source,
): readonly BenchRow[] {
  const of = (key: keyof Verdict): number => total(part, "matcher", key);
  return [
    count(`${history}: edited and living`, of("edited")),
    ...share(`${history}: history kept`, of("editedKept"), of("edited")),
    ...share(`${history}: recall, edited facts`, of("factsKept"), of("facts")),
    ...share(`${history}: ${WRONG[source]}`, of("wrong"), of("judged")),
  ];
}
