/**
 * The style guide, run: every house rule holds in the repository and is seen to refuse a sample.
 */
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { houseRules, KIND_FOLDERS, notSimulated, readSourceFiles } from "./house-rules/index.ts";
import { sourceFile } from "./house-rules/source-file.ts";

const root = new URL("..", import.meta.url).pathname;
const files = readSourceFiles(root, ["app", "lib", "e2e", "scripts"]);

describe.each(houseRules)("$id", (rule) => {
  test("holds everywhere", () => {
    const found = rule.check(files).map((one) => `${one.path}:${one.line} ${one.message}`);
    expect(found, rule.remedy).toEqual([]);
  });

  test.each(rule.broken.map((sample) => [JSON.stringify(sample).slice(0, 90), sample] as const))(
    "refuses %s",
    (_, sample) => {
      const samples = Object.entries(sample).map(([path, text]) => sourceFile(path, text));
      expect(rule.check(samples).length).toBeGreaterThan(0);
    },
  );

  test("keeps its peace where nothing is wrong", () => {
    for (const sample of rule.kept) {
      const samples = Object.entries(sample).map(([path, text]) => sourceFile(path, text));
      expect(rule.check(samples)).toEqual([]);
    }
    expect(rule.kept.length).toBeGreaterThan(0);
  });
});

test("the rules see the repository", () => {
  expect(files.length).toBeGreaterThan(200);
  expect(new Set(houseRules.map((rule) => rule.id)).size).toBe(houseRules.length);
});

test.each(KIND_FOLDERS)("%s has a list", (folder) => {
  expect(existsSync(`${root}${folder}/index.ts`)).toBe(true);
});

test("what is not simulated is collected from comments only", () => {
  const text = [
    "/**",
    " * Starts pods. Not simulated: hooks,",
    " * probes.",
    " *",
    " * More.",
    " */",
    'const a = "Not simulated: nothing.";',
    "// Not simulated: volumes.",
  ].join("\n");
  expect(notSimulated(text)).toEqual(["hooks, probes.", "volumes."]);
});
