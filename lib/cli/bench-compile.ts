/**
 * How fast notes become cards: 1,000 notes of 3.7 KiB, one of them edited, none of them changed.
 */
import { performance } from "node:perf_hooks";
import { createCompiler } from "#lib/compiler";
import type { Note } from "#lib/deck";

const NOTES = 1000;
const BYTES = 3700;

export function compilerBenchRows() {
  const notes = Array.from({ length: NOTES }, (_, index) => aNote(index));
  const compiler = createCompiler();
  const timed = <T>(run: () => T) => {
    const begun = performance.now();
    const value = run();
    return { value, ms: performance.now() - begun };
  };
  const first = timed(() => compiler.compile(notes));
  const unchanged = timed(() => compiler.compile(notes, { previous: first.value }));
  const [head, ...rest] = notes;
  const edited = [{ ...(head as Note), text: `${head?.text}\n- Edited: now\n` }, ...rest];
  const one = timed(() => compiler.compile(edited, { previous: unchanged.value }));
  return [
    { name: "compile 1,000 notes of 3.7 KiB", value: first.ms, unit: "ms", budget: 3000 },
    { name: "compile them again, one edited", value: one.ms, unit: "ms" },
    { name: "compile them again, unchanged", value: unchanged.ms, unit: "ms" },
  ];
}

function aNote(index: number): Note {
  const lines = [`# Topic ${index}`, ""];
  for (let n = 0; lines.join("\n").length < BYTES; n += 1) {
    lines.push(
      `## Part ${index}.${n}`,
      "",
      `- **Term ${index}-${n}**: keeps thing ${n} of ${index} where it belongs.`,
      "",
    );
  }
  return { path: `note-${index}.md`, text: lines.join("\n") };
}
