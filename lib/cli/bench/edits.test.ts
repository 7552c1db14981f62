/** The figures of replayed edits against a truth that is known here, and what ends a run. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { generateEdits } from "./edits/generate.ts";
import { benchEdits } from "./edits/program.ts";
import type { BenchRow } from "./row.ts";

const folder = mkdtempSync(join(tmpdir(), "kubedeck-edits-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, ...lines: readonly unknown[]): string => {
  const place = join(folder, name);
  mkdirSync(join(place, ".."), { recursive: true });
  writeFileSync(place, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return place;
};

const TEXT = `# Node

- kubelet: starts and watches the containers of its own node
- etcd: keeps the wanted state of all objects in one place
`;
const REWORDED = TEXT.replace("watches the containers", "looks after the containers");
const RENAMED = TEXT.replace("- etcd: ", "- Distributed database: ");

file(
  "recorded/notes.jsonl",
  { path: "a.md", newPath: "b.md", before: TEXT, after: REWORDED },
  { path: "a.md", newPath: "a.md", before: TEXT, after: RENAMED },
);
const RECORDED = join(folder, "recorded");

const figures = async (...words: readonly string[]): Promise<Record<string, number>> => {
  const { stdout, stderr } = await benchEdits([...words, "--json"]);
  expect(stderr).toBe("");
  const rows: readonly BenchRow[] = JSON.parse(stdout);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
};

const labelled = (...labels: readonly unknown[]) =>
  figures(RECORDED, "--labels", file("labels.jsonl", ...labels));

describe("npm run -s bench:edits", () => {
  test("counts a right label as kept, and simpler ways beside it", async () => {
    expect(await labelled({ file: "a.md", edit: 0, before: 3, after: 3 })).toMatchObject({
      edits: 2,
      "edits judged, by labels": 1,
      "before the edits": 8,
      "edited and living": 2,
      "history kept, edited and living": 100,
      "  the same by front hash": 50,
      "  the same by content hash": 0,
      "edited facts": 1,
      "edited facts lost": 0,
      "wrong matches": 0,
    });
  });

  test("counts a match to another line than the label's as lost and wrong", async () => {
    expect(await labelled({ file: "notes", edit: 0, before: 3, after: 4 })).toMatchObject({
      "history kept, edited and living": 0,
      "edited facts lost": 100,
      "wrong matches": 100,
      "number of wrong matches": 2,
    });
  });

  test("counts a match of a fact that is gone as wrong, and the fact not as living", async () => {
    const found = await labelled({ file: "b.md", before: 3, after: null });
    expect(found).toMatchObject({ living: 0, "wrong matches": 100 });
    expect(found).not.toHaveProperty("edited facts lost");
  });

  test("guesses without labels, and names it a guess", async () => {
    const found = await figures(RECORDED);
    expect(found).toMatchObject({
      "edits judged, guessed from lines": 2,
      "edited facts": 2,
      "matches that the lines speak against": 0,
    });
    expect(found["an edited note, median"]).toBeGreaterThan(0);
  });

  test("replays the history of a git repository, renames too", async () => {
    const place = join(folder, "repositories/notes");
    mkdirSync(place, { recursive: true });
    const who = [
      "-c",
      "user.name=a",
      "-c",
      "user.email=a@example.org",
      "-c",
      "commit.gpgsign=false",
    ];
    const git = (...words: readonly string[]) =>
      execFileSync("git", ["-C", place, ...who, ...words], { stdio: "pipe" });
    git("init", "-q");
    for (const [name, text] of [
      ["a.md", TEXT],
      ["a.md", REWORDED],
      ["ノート.md", REWORDED],
    ] as const) {
      rmSync(join(place, "a.md"), { force: true });
      writeFileSync(join(place, name), text);
      git("add", "-A");
      git("commit", "-q", "-m", "Edit");
    }
    const repositories = join(folder, "repositories");
    expect(await figures(repositories)).toMatchObject({
      edits: 2,
      "edits that change the text": 1,
      "before the edits": 8,
      "history kept, edited and living": 100,
    });
  });

  test.each([
    { name: "no folder", words: ["nowhere"], exitCode: 1, told: /^nowhere: no such file/ },
    {
      name: "a line that is no edit",
      words: [file("broken.jsonl", { path: "a.md", before: "a", after: "b" }, { path: 1 })],
      exitCode: 1,
      told: /broken\.jsonl:2: Unexpected line/,
    },
    {
      name: "a label without its edit",
      words: [RECORDED, "--labels", file("which.jsonl", { file: "a.md", before: 3, after: 3 })],
      exitCode: 1,
      told: /which\.jsonl:1: a\.md has 2 edits/,
    },
    {
      name: "a label beyond the end",
      words: [RECORDED, "--labels", file("end.jsonl", { file: "b.md", before: 3, after: 99 })],
      exitCode: 1,
      told: /end\.jsonl:1: Unexpected line 99 after the edit/,
    },
    { name: "labels alone", words: ["--labels", "x"], exitCode: 2, told: /labels need/ },
    { name: "an unknown option", words: ["--fast"], exitCode: 2, told: /--fast[\s\S]+Example:/ },
  ])("$name ends it", async ({ words, exitCode, told }) => {
    const ended = await benchEdits(words);
    expect(ended).toMatchObject({ exitCode, stdout: "" });
    expect(ended.stderr).toMatch(told);
  });
});

test("made edits are the same for a seed, and know every line that says something", () => {
  const made = generateEdits(64, 7);
  expect(generateEdits(64, 7)).toEqual(made);
  expect(generateEdits(64, 8)).not.toEqual(made);
  for (const { edit, facts } of made) {
    const said = edit.after.split("\n").flatMap((line, at) => (line.trim() === "" ? [] : [at + 1]));
    const known = new Set(facts.flatMap(({ after }) => after ?? []));
    expect([...known].sort((a, b) => a - b)).toEqual(said);
  }
});
