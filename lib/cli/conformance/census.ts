/**
 * The census of error texts: every refusal that recorded outputs hold, told apart by its words and
 * not by the names and values in it, and how many of them we give at the same steps.
 */
import type { RecordedCase } from "./case-file.ts";
import type { CaseOutcome } from "./compare.ts";

export type Census = {
  /** Refusals counted each time they were recorded. */
  readonly recorded: number;
  readonly given: number;
  /** Different texts, and those of them that we give wherever they were recorded. */
  readonly texts: number;
  readonly textsGiven: number;
  /** Where a text is missing: `case#step text`. */
  readonly missing: readonly string[];
};

export function censusOf(
  runs: readonly { readonly recorded: RecordedCase; readonly outcome: CaseOutcome }[],
): Census {
  const texts = new Map<string, boolean>();
  const missing: string[] = [];
  let [recorded, given] = [0, 0];
  for (const run of runs) {
    for (const { step, expected, actual } of refusalsIn(run.recorded, run.outcome)) {
      const ours = new Set(refusals(actual).map(wordsOf));
      for (const text of refusals(expected)) {
        const words = wordsOf(text);
        const isGiven = expected === actual || ours.has(words);
        recorded++;
        if (isGiven) given++;
        else missing.push(`${run.recorded.name}#${step} ${text}`);
        texts.set(words, (texts.get(words) ?? true) && isGiven);
      }
    }
  }
  const textsGiven = [...texts.values()].filter(Boolean).length;
  return { recorded, given, texts: texts.size, textsGiven, missing };
}

export function censusReport({ recorded, given, texts, textsGiven, missing }: Census): string {
  return [
    ...missing.map((line) => `missing  ${line}`),
    `${textsGiven} of ${texts} error texts given wherever they were recorded`,
    `${given} of ${recorded} recorded refusals given`,
  ].join("\n");
}

/** What refused steps printed, normalised where it differs. */
function refusalsIn({ steps }: RecordedCase, { mismatches }: CaseOutcome) {
  return steps.flatMap((step, index) => {
    if (step.type !== "kubectl" || step.exit === 0 || step.unstable.includes("stderr")) return [];
    const differing = mismatches.filter((one) => one.step === index + 1);
    const text = differing.find(({ field }) => field === "stderr");
    if (text !== undefined) return [{ ...text, step: index + 1 }];
    // A step that failed otherwise, as by an exception, has printed nothing we know of.
    const actual = differing.length > 0 ? "" : step.stderr;
    return [{ step: index + 1, expected: step.stderr, actual }];
  });
}

/** One for each line, and for each error of an object with many. */
function refusals(text: string): readonly string[] {
  return text
    .split("\n")
    .flatMap((line) => {
      const [, many] = /^\S.* is invalid: \[(.*)\]$/.exec(line) ?? [];
      return many === undefined ? [line] : many.split(/, (?=[\w.[\]]+: [A-Z])/);
    })
    .map((line) => line.replace(/^\s*\* /, "").replace(/^The \S+ ".*?" is invalid: /, ""))
    .filter((line) => /\p{L}/u.test(line) && !/^The \S+ ".*" is invalid:\s*$/.test(line));
}

/** Names, values, numbers and the fields' places are the case's own. */
const wordsOf = (text: string): string =>
  text
    .replace(/^[\w-]+(?:[.[][\w./\]-]*)+(?=: )/, "<field>")
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/'(?:[^'\\]|\\.)*'/g, "'…'")
    .replace(/\{.*\}|\[.*\]/g, "{…}")
    .replace(/\d+/g, "0");
