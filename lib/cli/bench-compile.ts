/**
 * How long compiling takes: a first compile, an edited note, an unchanged set. Processor time is
 * given, because the aims are for one core and the machine may be busy.
 */
import { type Compiler, createCompiler } from "#lib/compiler";
import { STUDY_NOTE, STUDY_NOTE_JA } from "#lib/compiler/testing";
import type { Deck, Note } from "#lib/deck";
import { type BenchRow, costOf, medianCost } from "./bench/row.ts";

const NOTES = 1_000;
const NOTE_BYTES = 3.7 * 1024;
const ROUNDS = 5;

const STORY =
  "Afterwards we looked at what the team had written down about the outage, talked it through for " +
  "a while, and went on with the list on the board until nobody had anything to add. ";

/** Facts of its own in every note, as many as real notes have, and the rest is told. */
function noteNumber(at: number): Note {
  const source = at % 2 === 0 ? STUDY_NOTE : STUDY_NOTE_JA;
  const names = /kube-scheduler|etcd|kubelet|kube-proxy|Probe\b|Allow|Forbid|Replace|values|shop/g;
  let text = source.replace(names, (name) => `${name}-${at}`);
  while (new TextEncoder().encode(text).length < NOTE_BYTES) text += `\n${STORY}\n`;
  return { path: `notes/${at}.md`, text };
}

type Bench = { readonly compiler: Compiler; readonly notes: readonly Note[]; deck: Deck };

async function firstCompile(notes: readonly Note[]): Promise<{ row: BenchRow; bench: Bench }> {
  const compiler = createCompiler();
  let deck: Deck | undefined;
  const cost = await costOf(() => {
    deck = compiler.compile(notes);
  });
  const row = {
    name: `first compile of ${NOTES} notes of 3.7 KiB (${deck?.cards.length ?? 0} cards)`,
    value: cost.cpuMs,
    unit: "ms of processor time",
    budget: 3_000,
  };
  return { row, bench: { compiler, notes, deck: deck as Deck } };
}

async function editedNote(bench: Bench): Promise<BenchRow> {
  const costs = [];
  for (let round = 0; round < ROUNDS; round++) {
    const notes = bench.notes.map((note, at) =>
      at === round * 7
        ? { ...note, text: note.text.replace("30 seconds", `${31 + round} seconds`) }
        : note,
    );
    const previous = bench.deck;
    costs.push(
      await costOf(() => {
        bench.deck = bench.compiler.compile(notes, { previous });
      }),
    );
  }
  const { cpuMs } = medianCost(costs);
  return {
    name: `one edited note among ${NOTES}`,
    value: cpuMs,
    unit: "ms of processor time",
    budget: 20,
  };
}

async function editedAlone(note: Note): Promise<BenchRow> {
  const compiler = createCompiler();
  let previous = compiler.compile([note]);
  const costs = [];
  for (let round = 0; round < ROUNDS * 4; round++) {
    const text = note.text.replace("30 seconds", `${31 + round} seconds`);
    costs.push(
      await costOf(() => {
        previous = compiler.compile([{ ...note, text }], { previous });
      }),
    );
  }
  const { cpuMs } = medianCost(costs);
  return {
    name: "one edited note by itself",
    value: cpuMs,
    unit: "ms of processor time",
    budget: 20,
  };
}

async function unchanged(bench: Bench): Promise<BenchRow> {
  const costs = [];
  for (let round = 0; round < ROUNDS; round++) {
    const previous = bench.deck;
    const copies = bench.notes.map(({ path, text }) => ({
      path,
      text: `${text.slice(0, 9)}${text.slice(9)}`,
    }));
    costs.push(
      await costOf(() => {
        bench.deck = bench.compiler.compile(copies, { previous });
      }),
    );
  }
  const { cpuMs } = medianCost(costs);
  return {
    name: `${NOTES} unchanged notes`,
    value: cpuMs,
    unit: "ms of processor time",
    budget: 50,
  };
}

export async function compilerBenchRows(): Promise<readonly BenchRow[]> {
  const notes = Array.from({ length: NOTES }, (_, at) => noteNumber(at));
  createCompiler().compile(notes.slice(0, 20));
  const { row, bench } = await firstCompile(notes);
  const edited = await editedNote(bench);
  bench.deck = bench.compiler.compile(notes, { previous: bench.deck });
  const same = await unchanged(bench);
  return [row, edited, await editedAlone(notes[0] as Note), same];
}
