/** What a person needs to see of a failing case: its first failing step, line by line. */
import { structuredPatch } from "diff";
import type { RecordedCase } from "./case-file.ts";
import type { CaseOutcome } from "./compare.ts";

/** How much of what a step was given is shown. */
const INPUT_LINES = 30;

export function showOutcome(recorded: RecordedCase, outcome: CaseOutcome): string {
  const head = `${outcome.name}: ${outcome.stepsPassed} of ${outcome.steps} steps passed`;
  const first = outcome.mismatches[0];
  if (first === undefined) return head;
  const step = recorded.steps[first.step - 1];
  const asked =
    step?.type === "kubectl"
      ? [`$ kubectl ${step.line}`, ...(step.stdin === undefined ? [] : [indented(step.stdin)])]
      : ["the final state"];
  const failing = outcome.mismatches.filter((mismatch) => mismatch.step === first.step);
  const parts = failing.map((one) => `--- ${one.field}\n${lineDiff(one.expected, one.actual)}`);
  return [head, `step ${first.step}`, ...asked, ...parts].join("\n");
}

/** `-` is what the recording says, `+` what the simulator said. */
export function lineDiff(expected: string, actual: string): string {
  const patch = structuredPatch("", "", ended(expected), ended(actual), "", "", { context: 3 });
  return patch.hunks.flatMap((hunk) => ["@@", ...hunk.lines]).join("\n");
}

const ended = (text: string): string => (text === "" || text.endsWith("\n") ? text : `${text}\n`);

function indented(text: string): string {
  const lines = text.trimEnd().split("\n");
  const shown = lines.length > INPUT_LINES ? [...lines.slice(0, INPUT_LINES), "…"] : lines;
  return shown.map((line) => `  ${line}`).join("\n");
}
