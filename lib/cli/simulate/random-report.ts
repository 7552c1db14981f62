/** Random runs by their seeds, and of each invariant whether it held in all of them. */
import { type RandomRun, randomRun } from "#lib/simulator";
import type { ProgramResult } from "../conformance/program.ts";

const SHOWN_PER_INVARIANT = 3;

type Tally = { readonly name: string; held: number; readonly broken: string[] };

/** The run of `seed`, and of the `count - 1` seeds after it. */
export function randomReport(seed: number, count: number, json: boolean): ProgramResult {
  const seeds = Array.from({ length: count }, (_, index) => seed + index);
  const tallies = new Map<string, Tally>();
  for (const one of seeds) addRun(tallies, verdictsOf(one));
  const rows = [...tallies.values()];
  const failed = rows.some(({ broken }) => broken.length > 0);
  const text = json ? JSON.stringify({ seed, runs: count, invariants: rows }) : told(rows, seeds);
  return { exitCode: failed ? 1 : 0, stdout: `${text}\n`, stderr: "" };
}

type Verdicts = Pick<RandomRun, "seed" | "verdicts">;

// A run that breaks off says nothing of the invariants; it is told as one that does not hold.
function verdictsOf(seed: number): Verdicts {
  const name = "runs to its end";
  try {
    return { seed, verdicts: [{ name, violations: [] }, ...randomRun(seed).verdicts] };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { seed, verdicts: [{ name, violations: [why] }] };
  }
}

function addRun(tallies: Map<string, Tally>, { seed, verdicts }: Verdicts): void {
  for (const { name, violations } of verdicts) {
    const tally = tallies.get(name) ?? { name, held: 0, broken: [] };
    tallies.set(name, tally);
    if (violations.length === 0) tally.held += 1;
    else tally.broken.push(`seed ${seed}: ${violations[0]}`);
  }
}

function told(rows: readonly Tally[], seeds: readonly number[]): string {
  const lines = rows.flatMap(({ broken, held, name }) => {
    const more = broken.length - SHOWN_PER_INVARIANT;
    return [
      `${broken.length === 0 ? "held  " : "BROKEN"} ${String(held).padStart(4)}  ${name}`,
      ...broken.slice(0, SHOWN_PER_INVARIANT).map((line) => `             ${line}`),
      ...(more > 0 ? [`             and ${more} more`] : []),
    ];
  });
  const which = seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds[0]} to ${seeds.at(-1)}`;
  const broken = rows.filter((row) => row.broken.length > 0).length;
  const end = broken === 0 ? "every invariant held" : `${broken} did not hold`;
  return [...lines, `random runs of ${which}: ${end}`].join("\n");
}
