/** Each rule of the lint is seen to fail once, over a scenario that is sound otherwise. */
import { describe, expect, test } from "vitest";
import { lintScenario } from "./lint.ts";
import { readScenario } from "./read/folder.ts";
import type { AuthoredScenario } from "./scenario.ts";
import { soundFiles } from "./testing/sound-scenario.ts";

type Change = Parameters<typeof soundFiles>[0];

function sound(change: Change = {}): AuthoredScenario {
  const read = readScenario("settings", soundFiles(change), 1);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join("\n"));
  return read.value;
}

const findings = (scenario: AuthoredScenario) =>
  lintScenario(scenario, { seed: 1, worlds: 2 }).map(({ rule, message }) => `${rule}: ${message}`);

const replacing = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replaceAll(from, to);
};

test("a sound scenario passes", () => {
  expect(findings(sound())).toEqual([]);
});

describe("the lint refuses", () => {
  test.each<[string, Change, string]>([
    [
      "points for doing nothing",
      {
        "cluster.yaml": replacing("{colour: green}", "{colour: blue}"),
        "scenario.yaml": replacing("[red, blue]", "[blue]"),
      },
      "empty-submission: doing nothing earns 2 for the colour is set",
    ],
    [
      "a criterion that holds at the start",
      {
        "cluster.yaml": replacing("{colour: green}", "{colour: blue}"),
        "scenario.yaml": replacing("[red, blue]", "[blue]"),
      },
      "start-state: «the colour is set» holds before anything is done",
    ],
    [
      "a solution that does not solve",
      { "solutions/patch.sh": "kubectl get configmaps" },
      "solutions: patch.sh: 0 of 2 points (the colour is set: ",
    ],
    [
      "one solution alone",
      { "solutions/patch.sh": undefined },
      "solutions: 1 solutions, expected at least 2",
    ],
    [
      "a solution that no world upholds",
      { "solutions/patch.sh": "kubectl get configmaps" },
      "worlds: patch.sh holds in 0 of 2 worlds",
    ],
    [
      "one mistake alone",
      {
        "mistakes/cheaper-tea/mistake.yaml": undefined,
        "mistakes/cheaper-tea/submission.sh": undefined,
      },
      "mistakes: 1 mistakes, expected at least 2",
    ],
    [
      "a mistake that fails something else",
      { "mistakes/cheaper-tea/mistake.yaml": replacing("the colour is set, ", "") },
      "mistakes: cheaper-tea fails «the colour is set», «the prices were left alone», expected «the prices were left alone»",
    ],
    [
      "a mistake that fails nothing",
      { "mistakes/another-colour/submission.yaml": replacing("grey", `\${colour}`) },
      "mistakes: another-colour fails nothing, expected «the colour is set»",
    ],
    [
      "feedback that the learner does not get",
      { "mistakes/another-colour/mistake.yaml": replacing("ConfigMap settings", "Try again.") },
      "feedback: another-colour gets «",
    ],
    [
      "a criterion that no mistake fails",
      {
        "mistakes/another-colour/submission.yaml": replacing("grey", `\${colour}`),
        "mistakes/cheaper-tea/submission.sh": undefined,
      },
      "failable: no mistake fails «the colour is set»",
    ],
    [
      "a name that the task does not give",
      { "task.ja.md": replacing("settings", "設定") },
      "names: the task does not name settings",
    ],
    [
      "a start that the server refuses",
      { "cluster.yaml": replacing("name: prices", "name: Prices") },
      "start: ConfigMap Prices: ",
    ],
    [
      "a start of a kind that is none",
      {
        "cluster.yaml": replacing(
          "kind: ConfigMap\n  metadata: {name: prices}",
          "kind: Menu\n  metadata: {name: prices}",
        ),
      },
      "start: There is no kind Menu in v1.",
    ],
  ])("%s", (_, change, expected) => {
    expect(findings(sound(change))).toContainEqual(expect.stringContaining(expected));
  });

  test("two runs that differ", () => {
    const scenario = sound();
    let reads = 0;
    const drifting = {
      name: "drifting",
      submission: {
        // Another one each time it is read, as if the cluster drew lots.
        get inputs() {
          reads += 1;
          const line = `kubectl create configmap run-${reads} --from-literal=a=b`;
          return [{ kind: "command", line } as const];
        },
      },
    };
    const solutions = [drifting, ...scenario.solutions];
    expect(findings({ ...scenario, solutions })).toContain(
      "replay: drifting: two runs with seed 1 differ",
    );
  });
});

test("an error of ours is no finding", () => {
  const scenario = sound();
  const broken = {
    ...scenario,
    get cluster(): never {
      throw new TypeError("ours");
    },
  };
  expect(() => findings(broken)).toThrow(TypeError);
});
