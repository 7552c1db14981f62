/**
 * What a file leaves out of Kubernetes is told in whole sentences that docs/fidelity.md collects.
 */
import { notSimulated } from "../not-simulated.ts";
import type { HouseRule, Violation } from "../rule.ts";
import { isTest, lineOf, type SourceFile } from "../source-file.ts";

export const notSimulatedForm: HouseRule = {
  id: "not-simulated",
  remedy: "Write «Not simulated: …» with a full stop at its end into the file's header.",
  check: (files) => files.filter((file) => mayLeaveOut(file)).flatMap(violations),
  broken: [
    { "lib/simulator/kubelet/a.ts": "/**\n * Runs a.\n * Not simulated: hooks\n */\n" },
    { "lib/simulator/kubelet/a.ts": "/**\n * Runs a. Not simulated hooks.\n */\n" },
  ],
  kept: [
    {
      "lib/simulator/kubelet/a.ts":
        "/**\n * Runs a.\n *\n * Not simulated: hooks,\n * probes.\n */\n",
    },
    { "lib/house-rules/a.ts": 'export const a = "Not simulated";\n' },
  ],
};

/** Programs and the rules themselves only speak of the words. */
const mayLeaveOut = (file: SourceFile): boolean =>
  /^lib\/(?!house-rules\/|cli\/)/.test(file.path) && !isTest(file);

function violations(file: SourceFile): readonly Violation[] {
  const marks = [...file.text.matchAll(/^[ \t]*(?:\/?\*+|\/\/).*\bNot simulated\b(?! *…|»)/gm)];
  const collected = notSimulated(file.text).filter((sentence) => sentence.endsWith("."));
  const first = marks[0];
  if (first === undefined || collected.length >= marks.length) return [];
  const message = "a line that the collector cannot read";
  return [{ path: file.path, line: lineOf(file, first.index), message }];
}
