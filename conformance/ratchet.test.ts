import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readCaseFolder } from "../lib/cli/conformance/case-folder.ts";
import { runCaseText } from "../lib/cli/conformance/run-case-text.ts";
import { readRatchet } from "../lib/cli/conformance/ratchet.ts";
const all = process.env.ALL === "1";
const folder = fileURLToPath(new URL("cases", import.meta.url));
const names = new Set(readRatchet(readFileSync(fileURLToPath(new URL("passing.txt", import.meta.url)),"utf8")).names);
test("run", () => {
  const read = readCaseFolder(folder);
  if (!read.ok) throw new Error(read.error);
  const out = read.value.filter(({name}) => all || names.has(name)).map(runCaseText);
  console.log(out.length, out.filter(o=>o.passed).length);
  expect(out.length).toBeGreaterThan(0);
}, 100000);
