/**
 * Which share of edited cards keeps its history, which matches are wrong, and what an edited note
 * costs: over recorded edits, or over edits that are made here so that the truth is known.
 */
import { type Edit, type Truth, truthOf } from "./edits/edit.ts";
import { editsRows, type Source } from "./edits/edit-rows.ts";
import { generateEdits } from "./edits/generate.ts";
import { lineTruth } from "./edits/line-truth.ts";
import { type Replayed, replay } from "./edits/replay.ts";
import type { BenchRow } from "./row.ts";

const GENERATED_EDITS = 400;
const SEED = 1;
const TOLD_AFTER_MS = 1_000;

/** Labels by edit; without them lines are compared. */
export type Labels = ReadonlyMap<Edit, Truth>;

export async function measureEdits(
  edits: readonly Edit[],
  labels: Labels | undefined,
  tell: (doing: string) => void = () => {},
): Promise<readonly BenchRow[]> {
  const truth = (edit: Edit): Truth | undefined =>
    labels === undefined ? lineTruth(edit.before, edit.after) : labels.get(edit);
  return rowsOf(edits, truth, labels === undefined ? "lines" : "labels", tell);
}

export async function editsBenchRows(): Promise<readonly BenchRow[]> {
  const made = generateEdits(GENERATED_EDITS, SEED);
  const truths = new Map(made.map(({ edit, facts }) => [edit, truthOf(facts)]));
  return rowsOf(
    [...truths.keys()],
    (edit) => truths.get(edit),
    "generated",
    () => {},
  );
}

async function rowsOf(
  edits: readonly Edit[],
  truthFor: (edit: Edit) => Truth | undefined,
  source: Source,
  tell: (doing: string) => void,
): Promise<readonly BenchRow[]> {
  const replayed: Replayed[] = [];
  let toldAt = performance.now();
  for (const [at, edit] of edits.entries()) {
    replayed.push(await replay(edit, truthFor(edit)));
    if (performance.now() - toldAt < TOLD_AFTER_MS) continue;
    toldAt = performance.now();
    tell(`${at + 1} of ${edits.length} edits`);
  }
  return editsRows(replayed, source);
}
