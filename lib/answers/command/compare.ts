/** Two parsed commands → what differs, each difference named once. */
import type { Difference } from "../difference.ts";
import { isSlip } from "../text.ts";
import type { Command } from "./parse.ts";
import { holdsPlaceholder, matchesWord } from "./placeholder.ts";

export function compareCommands(right: Command, found: Command): readonly Difference[] {
  if (!matchesWord(right.program, found.program)) {
    return [{ kind: "instead", found: found.program, expected: right.program }];
  }
  if (!matchesWord(right.verb, found.verb)) {
    return [differ(right.verb, found.verb)];
  }
  return [
    ...compareSets(right.targets, found.targets),
    ...(right.argsOrdered
      ? compareLists(right.args, found.args)
      : compareSets(right.args, found.args)),
    ...compareFlags(right.flags, found.flags),
    ...compareLists(right.rest, found.rest),
  ];
}

/** An empty word is none. */
export function differ(expected: string, found: string): Difference {
  if (expected === "") return { kind: "unexpected", what: found };
  if (found === "") return { kind: "missing", what: expected };
  return { kind: isSlip(expected, found) ? "spelling" : "instead", found, expected };
}

/** Without order. What is left over on both sides is paired up as one thing instead of another. */
function compareSets(right: readonly string[], found: readonly string[]): readonly Difference[] {
  const open = [...found];
  const missing = [...right].sort(placeholdersLast).filter((expected) => {
    const at = open.findIndex((word) => matchesWord(expected, word));
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
  const length = Math.max(missing.length, open.length);
  return Array.from({ length }, (_, i) => differ(missing[i] ?? "", open[i] ?? ""));
}

/** A word that fits only itself chooses before one that fits any. */
function placeholdersLast(a: string, b: string): number {
  return Number(holdsPlaceholder(a)) - Number(holdsPlaceholder(b));
}

function compareLists(right: readonly string[], found: readonly string[]): readonly Difference[] {
  const differences: Difference[] = [];
  for (let i = 0; i < Math.max(right.length, found.length); i += 1) {
    const expected = right[i] ?? "";
    const word = found[i] ?? "";
    if (!matchesWord(expected, word)) differences.push(differ(expected, word));
  }
  const sameWords = compareSets(right, found).length === 0;
  return differences.length > 0 && sameWords ? [{ kind: "word-order" }] : differences;
}

function compareFlags(right: Command["flags"], found: Command["flags"]): readonly Difference[] {
  const differences: Difference[] = [];
  for (const name of new Set([...right.keys(), ...found.keys()])) {
    const expected = (right.get(name) ?? []).map((value) => write(name, value));
    const given = (found.get(name) ?? []).map((value) => write(name, value));
    differences.push(...compareSets(expected, given));
  }
  return differences;
}

function write(name: string, value: string): string {
  return value === "true" ? `--${name}` : `--${name}=${value}`;
}
