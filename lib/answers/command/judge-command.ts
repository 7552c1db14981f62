/** Command lines compared by what they ask for: aliases, order of flags and spelling are free. */
import type { Difference } from "../difference.ts";
import type { Finding } from "../judgement.ts";
import { compareCommands, differ } from "./compare.ts";
import { type Segment, splitCommand } from "./lexer.ts";
import { type Command, parseKubectl, parseOther, startsLikeKubectl } from "./parse.ts";

const KUBECTL: ReadonlySet<string> = new Set(["kubectl", "k"]);

export function looksLikeCommand(text: string): boolean {
  return /^\s*`?(?:\$\s+)?(kubectl|k)\s+\S/.test(text);
}

export function judgeCommand(expected: string, typed: string): Finding {
  const right = splitCommand(plain(expected));
  const found = splitCommand(plain(typed));
  if (!found.ok) {
    return { verdict: "wrong", differences: [{ kind: "unreadable", why: found.error }] };
  }
  // An answer that no shell could read is compared word by word.
  const wanted = right.ok ? right.value : [{ operator: "", words: expected.split(/\s+/) }];
  return compareLines(wanted, found.value);
}

/** Inline code keeps its backticks in a note. */
function plain(line: string): string {
  return line.trim().replace(/^`(.*)`$/s, "$1");
}

function compareLines(right: readonly Segment[], found: readonly Segment[]): Finding {
  const differences: Difference[] = [];
  let sameVerbs = true;
  for (let i = 0; i < Math.max(right.length, found.length); i += 1) {
    const expected = right[i];
    const given = found[i];
    if (expected === undefined || given === undefined || expected.operator !== given.operator) {
      differences.push(differ(write(expected), write(given)));
      sameVerbs = sameVerbs && i > 0;
      continue;
    }
    const comparison = compareSegments(expected, given);
    differences.push(...comparison.differences);
    sameVerbs = sameVerbs && comparison.sameVerb;
  }
  if (differences.length === 0) return { verdict: "right", differences };
  const almost = differences.length === 1 && (sameVerbs || differences[0]?.kind === "spelling");
  return { verdict: almost ? "almost" : "wrong", differences };
}

function write(segment: Segment | undefined): string {
  return segment === undefined ? "" : [segment.operator, ...segment.words].join(" ").trim();
}

type Comparison = { readonly differences: readonly Difference[]; readonly sameVerb: boolean };

function compareSegments(right: Segment, found: Segment): Comparison {
  const expected = parse(right.words);
  const lostProgram = expected.program === "kubectl" && startsLikeKubectl(found.words);
  const given = lostProgram ? parseKubectl(["kubectl", ...found.words]) : parse(found.words);
  const differences = compareCommands(expected, given);
  const sameVerb = expected.program === given.program && expected.verb === given.verb;
  return {
    differences: lostProgram ? [{ kind: "missing", what: "kubectl" }, ...differences] : differences,
    sameVerb,
  };
}

function parse(words: readonly string[]): Command {
  return words.some((word, i) => i === 0 && KUBECTL.has(word))
    ? parseKubectl(words)
    : parseOther(words);
}
