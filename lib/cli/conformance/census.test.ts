/** The census of error texts, over a case whose second step we answer otherwise. */
import { expect, test } from "vitest";
import { readCase } from "./case-file.ts";
import { censusOf, censusReport } from "./census.ts";

const CASE = `
steps:
- kubectl: apply -f a.yaml
  exit: 1
  stdout: ""
  stderr: |
    The Pod "a" is invalid:
    * spec.containers[0].image: Required value
    * spec.dnsPolicy: Unsupported value: "x": supported values: "None"
- kubectl: apply -f b.yaml
  exit: 1
  stdout: ""
  stderr: |
    The Pod "b" is invalid: spec.containers[7].image: Required value
- kubectl: get pods
  exit: 0
  stdout: ""
  stderr: |
    No resources found in default namespace.
`;

test("refusals are told apart by their words", () => {
  const read = readCase("validation/a", CASE);
  if (!read.ok) expect.fail(read.error);
  const expected = read.value.steps[1];
  if (expected?.type !== "kubectl") expect.fail("no step");
  const mismatch = {
    case: "validation/a",
    step: 2,
    field: "stderr" as const,
    expected: expected.stderr,
    actual: 'The Pod "b" is invalid: spec.containers[7].name: Too long\n',
  };
  const outcome = {
    name: "validation/a",
    area: "validation",
    passed: false,
    steps: 3,
    stepsPassed: 2,
    telling: 3,
    tellingPassed: 2,
    mismatches: [mismatch],
  };
  const census = censusOf([{ recorded: read.value, outcome }]);
  expect(census).toEqual({
    recorded: 3,
    given: 2,
    texts: 2,
    textsGiven: 1,
    missing: ["validation/a#2 spec.containers[7].image: Required value"],
  });
  expect(censusReport(census)).toContain("1 of 2 error texts given wherever they were recorded");
});
