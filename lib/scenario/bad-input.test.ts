/** Submissions that would never end, or want far too much, end with a verdict that says so. */
import { expect, test } from "vitest";
import { attempt } from "./attempt.ts";
import type { Scenario, SubmissionInput } from "./scenario.ts";

const EMPTY: Scenario = {
  id: "empty",
  title: { en: "Empty" },
  domains: [],
  skills: [],
  minutes: 1,
  difficulty: 1,
  task: { en: "" },
  hints: [],
  cluster: { flavour: "learner", images: [], objects: [], files: {} },
  expectations: { criteria: [], errors: [], gates: [] },
  assumptions: [],
  worldsShare: 1,
};

const tried = (...inputs: readonly SubmissionInput[]) =>
  attempt(EMPTY, { inputs }, { seed: 1, language: "en" });

const apply = (yaml: string): SubmissionInput => ({ kind: "apply", yaml });

const pod = (script: string) => `apiVersion: v1
kind: Pod
metadata: {name: loop}
spec:
  containers:
  - name: loop
    image: busybox:1.36
    command: [sh, -c, ${JSON.stringify(script)}]
`;

const bomb = `apiVersion: batch/v1
kind: CronJob
metadata: {name: bomb}
spec:
  schedule: "* * * * *"
  concurrencyPolicy: Allow
  jobTemplate:
    spec:
      parallelism: 100000
      completions: 100000
      template:
        spec:
          restartPolicy: Never
          containers:
          - {name: fork, image: "busybox:1.36", command: [sleep, "1"]}
`;

const crowd = `apiVersion: apps/v1
kind: Deployment
metadata: {name: crowd}
spec:
  replicas: 100000
  selector: {matchLabels: {app: crowd}}
  template:
    metadata: {labels: {app: crowd}}
    spec:
      containers:
      - {name: c, image: "nginx:1.29"}
`;

const STOPPED = "The run was stopped: after 30000 steps and entries it had not ended.";

test.each<[string, readonly SubmissionInput[]]>([
  ["a loop that does nothing", [apply(pod("while true; do :; done"))]],
  ["a loop that prints", [apply(pod("while true; do echo again; done"))]],
  ["a program that starts itself", [apply(pod("f() { f | f & }; f; sleep 1"))]],
  ["a loop in the terminal", [{ kind: "command", line: "while true; do kubectl get pods; done" }]],
])("%s ends", (_, inputs) => {
  expect(tried(...inputs)).toMatchObject({ points: 0 });
});

test.each<[string, readonly SubmissionInput[]]>([
  ["a fork bomb of Jobs", [apply(bomb), { kind: "command", line: "true", atMs: 120_000 }]],
  ["100,000 pods", [apply(crowd)]],
  ["a clock that jumps by a century", [{ kind: "command", line: "true", atMs: 3.2e12 }]],
  ["a clock that never arrives", [{ kind: "command", line: "true", atMs: Infinity }]],
])("%s is stopped and told", (_, inputs) => {
  expect(tried(...inputs).notice).toBe(STOPPED);
});

test.each([Number.NaN, -1])("a time of %d is no wait", (atMs) => {
  expect(tried({ kind: "command", line: "true", atMs }).notice).toBeUndefined();
});
