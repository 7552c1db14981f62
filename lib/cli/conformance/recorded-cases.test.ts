/**
 * Runs every recorded case in this process: none may end in an exception of ours, and those that
 * conformance/passing.txt names must answer as the recorded cluster did.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { promisedCases, readPromises } from "../docs/promise.ts";
import { readCase } from "./case-file.ts";
import { readCaseFolder } from "./case-folder.ts";
import { type CaseOutcome, compareCase } from "./compare.ts";
import { historyOf } from "./history.ts";
import { namesEverAdded, readRatchet, slips } from "./ratchet.ts";
import { runCase } from "./run-case.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const RATCHET = "conformance/passing.txt";

const ratchet = readRatchet(readFileSync(`${root}${RATCHET}`, "utf8"));
const mustPass = new Set(ratchet.names);
const folder = readCaseFolder(`${root}conformance/cases`);
const cases = folder.ok ? folder.value : [];
const outcomes: CaseOutcome[] = [];

test("the cases are there", () => {
  expect(folder.ok ? undefined : folder.error).toBeUndefined();
  expect(cases.length).toBeGreaterThan(400);
});

test.each(cases.map(({ name, text }) => [name, text] as const))(
  "%s",
  (name, text) => {
    const read = readCase(name, text);
    if (!read.ok) expect.fail(read.error);
    const run = runCase(read.value);
    const crashes = [...run.answers, run.final].flatMap((answer) =>
      answer !== undefined && "crash" in answer ? [answer.crash] : [],
    );
    expect(crashes).toEqual([]);
    const outcome = compareCase(read.value, run);
    outcomes.push(outcome);
    if (mustPass.has(name)) expect(outcome.mismatches).toEqual([]);
  },
  30_000,
);

test("nothing leaves the ratchet without a reason", () => {
  const everAdded = namesEverAdded(historyOf(root, RATCHET));
  expect(everAdded.length).toBeGreaterThan(0);
  expect(slips(ratchet, outcomes, everAdded)).toEqual([]);
});

test("the cases by which promises are shown pass", () => {
  const passed = new Set(outcomes.flatMap(({ name, passed }) => (passed ? [name] : [])));
  const promised = [...promisedCases(readPromises(root))];
  expect(promised.filter((name) => !passed.has(name))).toEqual([]);
});
