/** What counts as a step, as telling and as passed; the scoreboard and the ratchet over it. */
import { describe, expect, test } from "vitest";
import { type RecordedCase, readCase } from "./case-file.ts";
import { type Answer, type CaseRun, compareCase } from "./compare.ts";
import { allFailed } from "./pool.ts";
import { namesEverAdded, readRatchet, slips, withNewPasses } from "./ratchet.ts";
import { lastLine, scoreboard, scoreTable } from "./report.ts";
import { lineDiff, showOutcome } from "./show.ts";
import { isTelling } from "./telling.ts";

function aCase(text: string): RecordedCase {
  const read = readCase("pods/one", text);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const recorded = aCase(`
steps:
- {kubectl: create -f -, exit: 0, stdout: "pod/a created\\n", stderr: ""}
- {settle: true}
- {kubectl: get pods, exit: 0, stdout: "NAME   AGE\\na   <age>\\n", stderr: ""}
- {kubectl: top pods, exit: 1, stdout: "", stderr: "x", unstable: [exit, stdout, stderr]}
objects: [pods]
events: true
result:
  objects: [{kind: Pod, metadata: {name: w-<rand>, n: 1}}, {kind: Pod, metadata: {name: w-<rand>, n: 2}}]
  events: [{object: Pod/a, type: Normal, reason: r, message: m, from: f}]
`);
const pod = (n: number, name: string) => ({
  kind: "Pod",
  metadata: { name, generateName: "w-", n },
});
const answers: readonly (Answer | undefined)[] = [
  { exit: 0, stdout: "pod/a created\n", stderr: "" },
  undefined,
  { exit: 0, stdout: "NAME   AGE\na      7s\n", stderr: "" },
  { exit: 0, stdout: "anything", stderr: "" },
];
const run: CaseRun = {
  answers,
  final: {
    objects: [
      { kind: "Pod", metadata: { name: "w-x2b4c", n: 2 } },
      { kind: "Pod", metadata: { name: "w-b2b4c", n: 1 } },
    ],
    events: [
      {
        metadata: { name: "a.1" },
        involvedObject: { kind: "Pod", name: "a" },
        type: "Normal",
        reason: "r",
        message: "m",
        source: { component: "f" },
      },
    ],
  },
  seen: [pod(1, "w-b2b4c"), pod(2, "w-x2b4c")],
  places: { server: "", home: "", work: "" },
};

describe("a case", () => {
  test("passes when every compared step is equal after normalisation", () => {
    expect(compareCase(recorded, run)).toEqual({
      name: "pods/one",
      area: "pods",
      passed: true,
      steps: 3,
      stepsPassed: 3,
      telling: 2,
      tellingPassed: 2,
      mismatches: [],
    });
  });

  test("fails by its steps, numbered among all, the result last", () => {
    const outcome = compareCase(recorded, {
      ...run,
      answers: [{ crash: "boom" }, undefined, { exit: 1, stdout: "", stderr: "no" }, undefined],
      final: { objects: [], events: [] },
    });
    expect(outcome).toMatchObject({ passed: false, steps: 3, stepsPassed: 0, tellingPassed: 0 });
    expect(outcome.mismatches.map(({ step, field }) => `${step} ${field}`)).toEqual([
      "1 exit",
      "3 exit",
      "3 stdout",
      "3 stderr",
      "5 objects",
      "5 events",
    ]);
    expect(outcome.mismatches[0]).toMatchObject({ expected: "0", actual: "boom" });
  });

  test("whose process was lost fails in all steps", () => {
    expect(allFailed(recorded, "lost")).toMatchObject({ passed: false, steps: 3, stepsPassed: 0 });
  });
});

describe("telling", () => {
  const step = (exit: number, stdout: string, stderr = "") => ({
    type: "kubectl" as const,
    command: [],
    line: "",
    stdin: undefined,
    unstable: [],
    exit,
    stdout,
    stderr,
  });

  test.each([
    { name: "nothing", is: false, step: step(0, "") },
    { name: "created", is: false, step: step(0, "deployment.apps/web created\n") },
    { name: "several", is: false, step: step(0, "pod/a created\nservice/b unchanged\n") },
    { name: "deleted, quoted", is: false, step: step(0, 'pod "a" deleted from x namespace\n') },
    { name: "a refusal", is: true, step: step(1, "") },
    { name: "a warning", is: true, step: step(0, "pod/a created\n", "Warning: x\n") },
    { name: "a table", is: true, step: step(0, "NAME\na\n") },
    { name: "a sentence", is: true, step: step(0, "pod/a condition met\n") },
    { name: "one line among others", is: true, step: step(0, "pod/a created\nhello\n") },
  ])("$name: $is", ({ step, is }) => {
    expect(isTelling(step)).toBe(is);
  });
});

describe("the scoreboard", () => {
  const passed = compareCase(recorded, run);
  const other = { ...recorded, name: "b/x", area: "b" };
  const failed = compareCase(other, { ...run, answers: [] });

  test("sums up by area", () => {
    const { areas, failed: mismatches } = scoreboard([passed, failed]);
    expect(areas).toEqual({
      b: { cases: 1, casesPassed: 0, steps: 3, stepsPassed: 1, telling: 2, tellingPassed: 1 },
      pods: { cases: 1, casesPassed: 1, steps: 3, stepsPassed: 3, telling: 2, tellingPassed: 2 },
    });
    expect(mismatches.map((one) => one.case)).toEqual(["b/x", "b/x"]);
  });

  test("is printed as a table and a last line", () => {
    expect(scoreTable([passed, failed]).split("\n")).toEqual([
      "area   cases         steps   telling steps",
      "b        0/1    1/3 33.3 %      1/2 50.0 %",
      "pods     1/1   3/3 100.0 %     2/2 100.0 %",
      "all      1/2    4/6 66.7 %      3/4 75.0 %",
    ]);
    expect(lastLine([passed, failed])).toBe("1 passed, 1 failed");
  });

  test("shows the first failing step with its lines", () => {
    expect(showOutcome(recorded, failed)).toContain("step 1\n$ kubectl create -f -");
    expect(lineDiff("a\nb\n", "a\nc\n")).toBe("@@\n a\n-b\n+c");
  });

  test("holds what has passed", () => {
    const ratchet = readRatchet("# removed a/old: split in two\npods/one\nb/x\nb/gone\n");
    expect(slips(ratchet, [passed, failed], ["pods/one", "a/old", "a/lost"])).toEqual([
      "b/x is in passing.txt, but it fails.",
      "b/gone is in passing.txt, but there is no such case.",
      "a/lost left passing.txt without a line «# removed a/lost: reason».",
    ]);
    expect(withNewPasses(readRatchet("# removed a/old: x\nb/x\n"), [passed])).toBe(
      "# removed a/old: x\nb/x\npods/one\n",
    );
  });

  test("reads what a history ever added", () => {
    const history = "+++ b/conformance/passing.txt\n@@ -0,0 +1,2 @@\n+a/b\n-c/d\n+# removed x: y\n";
    expect(namesEverAdded(history)).toEqual(["a/b"]);
  });
});
