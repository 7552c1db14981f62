/**
 * What has passed once must pass for ever: conformance/passing.txt names the cases. A name leaves
 * the file only with a line `# removed NAME: reason`.
 */
import type { CaseOutcome } from "./compare.ts";

export type Ratchet = {
  readonly names: readonly string[];
  /** Lines `# …`, kept as they are. */
  readonly comments: readonly string[];
};

export function readRatchet(text: string): Ratchet {
  const lines = text.split("\n").map((line) => line.trim());
  return {
    names: lines.filter((line) => line !== "" && !line.startsWith("#")),
    comments: lines.filter((line) => line.startsWith("#")),
  };
}

/** Every name that a file's history (`git log -p`) ever added. */
export function namesEverAdded(history: string): readonly string[] {
  const added = history.split("\n").filter((line) => /^\+[^+#\s]/.test(line));
  return [...new Set(added.map((line) => line.slice(1).trim()))].sort();
}

/** One sentence for each way in which the ratchet slipped. */
export function slips(
  ratchet: Ratchet,
  outcomes: readonly CaseOutcome[],
  everAdded: readonly string[],
): readonly string[] {
  const byName = new Map(outcomes.map((outcome) => [outcome.name, outcome]));
  const failing = ratchet.names.flatMap((name) => {
    const outcome = byName.get(name);
    if (outcome === undefined) return [`${name} is in passing.txt, but there is no such case.`];
    return outcome.passed ? [] : [`${name} is in passing.txt, but it fails.`];
  });
  const excused = new Set(
    ratchet.comments.map((line) => /^# removed (\S+): \S/.exec(line)?.[1]).filter(Boolean),
  );
  const gone = everAdded
    .filter((name) => !ratchet.names.includes(name) && !excused.has(name))
    .map((name) => `${name} left passing.txt without a line «# removed ${name}: reason».`);
  return [...failing, ...gone];
}

/** The file with the names of all cases that pass now; no name leaves it here. */
export function withNewPasses(ratchet: Ratchet, outcomes: readonly CaseOutcome[]): string {
  const passed = outcomes.filter((outcome) => outcome.passed).map((outcome) => outcome.name);
  const names = [...new Set([...ratchet.names, ...passed])].sort();
  return `${[...ratchet.comments, ...names].join("\n")}\n`;
}
