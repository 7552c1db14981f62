/** The promises of conformance/promises: their form, and that what shows them is there. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { brokenPromises, promisedCases, readPromises } from "./promise.ts";
import { promisePage } from "./promise-page.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

test("every id comes once, and every case and test that a row names is there", () => {
  expect(brokenPromises(root, readPromises(root))).toEqual([]);
});

test("what is not there is told", () => {
  const row = { subject: "x", promise: "y" };
  const rows = [
    { ...row, id: "W-001", shown: [{ case: "pods/no-such-case" }] },
    {
      ...row,
      id: "W-001",
      shown: [{ test: "lib/cli/docs/pages.test.ts", title: "no such" }],
    },
    { ...row, id: "W-002", shown: [{ test: "lib/no-such.test.ts", title: "x" }] },
    { ...row, id: "W-003", notYet: "because" },
  ];
  expect(brokenPromises(root, [{ name: "workloads", rows }])).toEqual([
    "W-001: there is no recorded case pods/no-such-case.",
    "W-001 comes twice.",
    "W-001: lib/cli/docs/pages.test.ts has no test «no such».",
    "W-002: there is no file lib/no-such.test.ts.",
  ]);
  expect([...promisedCases([{ name: "workloads", rows }])]).toEqual(["pods/no-such-case"]);
});

test("the page counts what is shown and says why a row is not", () => {
  const page = promisePage([
    {
      name: "kubectl",
      rows: [
        { id: "CLI-001", subject: "get", promise: "a <b> | c", shown: [{ case: "kubectl/get" }] },
        { id: "CLI-002", subject: "cp", promise: "copies", notYet: "no folders" },
      ],
    },
  ]);
  expect(page.split("\n").filter((line) => /^\| (\[|CLI|all)/.test(line))).toEqual([
    "| [kubectl](#kubectl) | 1 | 2 |",
    "| all | 1 | 2 |",
    "| CLI-001 | get | a &lt;b> \\| c | [kubectl/get](../conformance/cases/kubectl/get.yaml) |",
    "| CLI-002 | cp | copies | **not yet**: no folders |",
  ]);
});
