/**
 * Labels that readers made → what is true of each edit. A label names its edit by the note's path
 * or by its history, and its lines have to exist: a label that fits nothing would go unnoticed.
 */
import { failure, type Result, success } from "#lib/shared";
import { type Edit, linesOf, type SameFact, type Truth, truthOf } from "./edit.ts";
import { readJsonLines } from "./read-edits.ts";

type Label = SameFact & {
  readonly file: string;
  readonly edit: number | undefined;
  readonly line: number;
};

export function readLabels(
  place: string,
  edits: readonly Edit[],
): Result<ReadonlyMap<Edit, Truth>, string> {
  const labels = readJsonLines(place, labelFrom);
  if (!labels.ok) return labels;
  const editsOf = editsByName(edits);
  const facts = new Map<Edit, SameFact[]>();
  for (const label of labels.value) {
    const edit = editMeant(label, editsOf.get(label.file) ?? []);
    const problem = edit.ok ? missingLine(label, edit.value) : edit.error;
    if (!edit.ok || problem !== undefined) return failure(`${place}:${label.line}: ${problem}`);
    facts.set(edit.value, [...(facts.get(edit.value) ?? []), label]);
  }
  return success(new Map([...facts].map(([edit, known]) => [edit, truthOf(known)])));
}

function labelFrom(value: Readonly<Record<string, unknown>>, line: number): Label | undefined {
  const { file, edit, before, after } = value;
  const count = (part: unknown): part is number => Number.isInteger(part) && Number(part) >= 0;
  const side = (part: unknown): boolean => part === null || (count(part) && part > 0);
  if (typeof file !== "string" || (edit !== undefined && !count(edit))) return undefined;
  if (!side(before) || !side(after) || (before === null && after === null)) return undefined;
  const number = (part: unknown): number | undefined => (count(part) ? part : undefined);
  return { file, edit: number(edit), before: number(before), after: number(after), line };
}

/** By the note's path, by its path below its history, and by the history as a whole. */
function editsByName(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  const named = new Map<string, Edit[]>();
  for (const edit of edits) {
    const { history, path, newPath } = edit;
    const paths = [path, newPath].flatMap((one) => [one, `${history}/${one}`]);
    for (const name of new Set([...paths, history, `${history}.jsonl`])) {
      const known = named.get(name);
      if (known === undefined) named.set(name, [edit]);
      else known.push(edit);
    }
  }
  return named;
}

function editMeant({ file, edit }: Label, edits: readonly Edit[]): Result<Edit, string> {
  if (edits.length === 0) return failure(`Unexpected file ${file}, which no edit changes`);
  if (edit === undefined && edits.length > 1) {
    return failure(`${file} has ${edits.length} edits, expected "edit" from 0`);
  }
  const meant = edits[edit ?? 0];
  if (meant !== undefined) return success(meant);
  return failure(`Unexpected edit ${edit} of ${file}, expected 0 to ${edits.length - 1}`);
}

function missingLine({ before, after }: Label, edit: Edit): string | undefined {
  for (const [side, line, text] of [
    ["before", before, edit.before],
    ["after", after, edit.after],
  ] as const) {
    const count = linesOf(text).length;
    if (line !== undefined && line > count) {
      return `Unexpected line ${line} ${side} the edit, expected at most ${count}`;
    }
  }
  return undefined;
}
