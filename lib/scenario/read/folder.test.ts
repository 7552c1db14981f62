/** An author's files → a scenario; what is wrong with them, with its file and line. */
import { describe, expect, test } from "vitest";
import { soundFiles } from "../testing/sound-scenario.ts";
import { durationMs } from "./convert.ts";
import { readScenario, toInputs } from "./folder.ts";

type Change = Parameters<typeof soundFiles>[0];

const read = (change: Change = {}, seed = 1) => readScenario("settings", soundFiles(change), seed);
const scenarioOf = (change: Change = {}, seed = 1) => {
  const result = read(change, seed);
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join("\n"));
  return result.value;
};
const refusals = (change: Change) => {
  const result = read(change);
  return result.ok
    ? []
    : result.error.map(({ path, line, message }) => `${path}:${line} ${message}`);
};
const criterion = (lines: string): Change => ({
  "expect.yaml": `criteria:\n- name: it works\n  points: 1\n${lines}`,
});
const OBJECT = "  object: {apiVersion: v1, kind: Pod, metadata: {name: web}}\n";

describe("parameters", () => {
  test("stand in every file, the same for the same seed", () => {
    const colours = new Set<string>();
    for (let seed = 1; seed <= 12; seed += 1) {
      const { task, expectations, solutions } = scenarioOf({}, seed);
      const colour = /to (\w+)/.exec(task.en)?.[1] ?? "";
      colours.add(colour);
      expect(task.ja).toContain(` を ${colour} に`);
      expect(JSON.stringify([expectations, solutions])).not.toMatch(/\$\{/);
      expect(JSON.stringify(solutions)).toContain(colour);
      expect(scenarioOf({}, seed)).toEqual(scenarioOf({}, seed));
    }
    expect(colours).toEqual(new Set(["red", "blue"]));
  });

  test("what is no parameter stays as it is", () => {
    expect(scenarioOf({ "task.en.md": `echo \${HOME} \${shape} settings` }).task.en).toContain(
      `\${shape}`,
    );
  });
});

describe("what a scenario gets when its author says nothing", () => {
  test("a learner's cluster, 95 % of the worlds, five minutes, no hints", () => {
    const scenario = scenarioOf({
      "scenario.yaml": (text) => text.replace(/hints:[\s\S]*/, ""),
      ...criterion(OBJECT),
    });
    expect(scenario).toMatchObject({
      hints: [],
      worldsShare: 0.95,
      cluster: { flavour: "learner" },
    });
    expect(scenario.expectations.criteria[0]?.when).toEqual({
      word: "eventually",
      withinMs: 300_000,
    });
  });

  test("the debrief is read where there is one", () => {
    expect(scenarioOf().debrief).toBeUndefined();
    expect(scenarioOf({ "debrief.en.md": `It was \${colour}.` }).debrief?.en).toMatch(
      /^It was (red|blue)\.$/,
    );
  });
});

describe("criteria", () => {
  const first = (lines: string) => scenarioOf(criterion(lines)).expectations.criteria[0];
  const request = "  request: {from: outside, tcp: 'web.shop:80', status: 200}\n";

  test.each<[string, string, object]>([
    ["an object", OBJECT, { subjects: [{ subject: "object", object: { kind: "Pod" } }] }],
    ["a count", `${OBJECT}  count: 2\n`, { subjects: [{ subject: "object", count: 2 }] }],
    [
      "CEL over the cluster",
      "  cel: ['true']\n",
      { subjects: [{ subject: "cel", expressions: ["true"] }] },
    ],
    [
      "CEL over an object, which must also be there",
      `${OBJECT}  cel: ['true']\n`,
      { subjects: [{ subject: "object" }, { subject: "cel", object: { kind: "Pod" } }] },
    ],
    [
      "a request",
      request,
      {
        subjects: [
          { subject: "request", request: { from: "outside", tcp: "web.shop:80", status: 200 } },
        ],
      },
    ],
    [
      "a time",
      `  eventually: {within: 90s}\n${OBJECT}`,
      { when: { word: "eventually", withinMs: 90_000 } },
    ],
    [
      "always",
      `  always: {}\n  requires: other\n${OBJECT}`,
      { when: { word: "always" }, requires: "other" },
    ],
    [
      "never, with an object that it requires",
      `  never: {from: submit, until: settled}\n  requires: {apiVersion: v1, kind: Node}\n${OBJECT}`,
      { when: { word: "never" }, requires: { kind: "Node" } },
    ],
    [
      "feedback",
      `  feedback: {en: No., ja: いいえ。}\n${OBJECT}`,
      { feedback: { en: "No.", ja: "いいえ。" } },
    ],
  ])("%s", (_, lines, expected) => {
    expect(first(lines)).toMatchObject(expected);
  });

  test.each([
    ["250ms", 250],
    ["90s", 90_000],
    ["5m", 300_000],
  ])("%s", (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });
});

describe("what is wrong is told with its file and line", () => {
  test.each<[string, Change, string]>([
    [
      "no scenario.yaml",
      { "scenario.yaml": undefined },
      "settings/scenario.yaml:1 Unexpected missing file",
    ],
    [
      "no cluster.yaml",
      { "cluster.yaml": undefined },
      "settings/cluster.yaml:1 Unexpected missing file",
    ],
    ["no task", { "task.en.md": undefined }, "settings/task.en.md:1 Unexpected missing file"],
    ["broken YAML", { "expect.yaml": "criteria: [\n" }, "settings/expect.yaml:"],
    ["an empty file", { "expect.yaml": "" }, "settings/expect.yaml:1 criteria: "],
    [
      "a field of another type",
      { "scenario.yaml": (text) => text.replace("minutes: 3", "minutes: soon") },
      "settings/scenario.yaml:3 minutes: ",
    ],
    [
      "a field that nobody knows",
      { "scenario.yaml": (text) => `${text}colour: red\n` },
      "settings/scenario.yaml:1 ",
    ],
    [
      "a criterion about nothing",
      criterion(""),
      "settings/expect.yaml:2 criteria[0]: Unexpected criterion",
    ],
    [
      "always without requires",
      criterion(`  always: {}\n${OBJECT}`),
      "settings/expect.yaml:2 criteria[0]: Unexpected always or never without requires",
    ],
    [
      "a duration without a unit",
      criterion(`  eventually: {within: "90"}\n${OBJECT}`),
      "settings/expect.yaml:4 criteria[0].eventually.within: a duration such as 90s or 5m",
    ],
    [
      "an object without a name at the start",
      { "cluster.yaml": "objects:\n- apiVersion: v1\n  kind: Pod\n  metadata: {}\n" },
      "settings/cluster.yaml:4 objects[0].metadata.name: ",
    ],
    [
      "a mistake that says nothing",
      { "mistakes/cheaper-tea/mistake.yaml": "fails: []\nfeedback: x\n" },
      "settings/mistakes/cheaper-tea/mistake.yaml:1 fails: ",
    ],
  ])("%s", (_, change, refusal) => {
    expect(refusals(change)[0]).toContain(refusal);
  });
});

test("a script is typed line by line, a manifest is applied as a whole", () => {
  const script = "# first look\nkubectl get pods\n\n  kubectl get nodes  \n";
  expect(toInputs("a.sh", script)).toEqual([
    { kind: "command", line: "kubectl get pods" },
    { kind: "command", line: "kubectl get nodes" },
  ]);
  expect(toInputs("a.yaml", "kind: Pod\n")).toEqual([{ kind: "apply", yaml: "kind: Pod\n" }]);
});

test("solutions and mistakes come in the order of their names", () => {
  const { solutions, mistakes } = scenarioOf();
  expect(solutions.map(({ name }) => name)).toEqual(["apply.yaml", "patch.sh"]);
  expect(mistakes.map(({ name }) => name)).toEqual(["another-colour", "cheaper-tea"]);
});
