/** What other programs rely on: exit codes, the JSON, the last line. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conformance, type ProgramResult } from "./program.ts";
import { runCaseText } from "./run-case-text.ts";

const folder = mkdtempSync(join(tmpdir(), "kubedeck-cases-"));
const passes = `steps:
- kubectl: get nonsense
  exit: 1
  stdout: ''
  stderr: |
    error: the server doesn't have a resource type "nonsense"
recorded: {kubernetes: v1.35.4}
`;

describe("npm run -s conformance", () => {
  const run = (...words: readonly string[]): Promise<ProgramResult> =>
    conformance(words, async (cases) => cases.map(runCaseText));

  beforeAll(() => {
    mkdirSync(join(folder, "odd"));
    writeFileSync(join(folder, "good.yaml"), passes);
    writeFileSync(join(folder, "odd/fails.yaml"), passes.replace("exit: 1", "exit: 7"));
    writeFileSync(join(folder, "odd/broken.yaml"), "steps: [");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("prints one JSON document with --json and ends well whatever fails", async () => {
    const json = await run(folder, "--json");
    expect(json).toMatchObject({ exitCode: 0, stderr: "" });
    const figures = { cases: 1, casesPassed: 1, steps: 1, stepsPassed: 1 };
    expect(JSON.parse(json.stdout)).toMatchObject({
      areas: {
        ".": { ...figures, telling: 1, tellingPassed: 1 },
        odd: { cases: 2, casesPassed: 0, steps: 2, stepsPassed: 0 },
      },
      failed: [
        { case: "odd/broken", step: 1, field: "exit", expected: "a case" },
        { case: "odd/fails", step: 1, field: "exit", expected: "7", actual: "1" },
      ],
    });
  });

  test("prints a table whose last line counts the cases", async () => {
    const table = await run(folder, "--area", "odd");
    expect(table.exitCode).toBe(0);
    const lines = table.stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^area +cases +steps +telling steps$/);
    expect(lines.at(-1)).toBe("0 passed, 2 failed");
  });

  test("shows why a case fails", async () => {
    const shown = await run(folder, "--show", "odd/fails");
    expect(shown.stdout).toContain("$ kubectl get nonsense\n--- exit\n@@\n-7\n+1\n");
  });

  test.each([
    { name: "wrong usage", words: ["--nonsense"], exitCode: 2, says: "--nonsense" },
    { name: "two folders", words: ["a", "b"], exitCode: 2, says: "one folder at most" },
    { name: "no such folder", words: [join(folder, "x")], exitCode: 1, says: "no such file" },
    { name: "no such area", words: [folder, "--area", "x"], exitCode: 1, says: "No case" },
  ])("$name ends with $exitCode", async ({ words, exitCode, says }) => {
    const result = await run(...words);
    expect(result).toMatchObject({ exitCode, stdout: "" });
    expect(result.stderr).toContain(says);
  });

  test("helps with an example", async () => {
    const help = await run("--help");
    expect(help).toMatchObject({ exitCode: 0, stderr: "" });
    expect(help.stdout).toContain("Example: npm run -s conformance");
  });
});
