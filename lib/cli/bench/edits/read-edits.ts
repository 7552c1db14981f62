/**
 * Places → edits in the order of their histories: files of recorded pairs, git repositories, and
 * folders of either. What is no edit is named with its line, and ends the reading.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { failure, type Result, success } from "#lib/shared";
import type { Edit } from "./edit.ts";
import { gitFolderOf, readGitEdits } from "./git-edits.ts";

const RECORDED = /\.jsonl$/;

export function readEdits(places: readonly string[]): Result<readonly Edit[], string> {
  const edits: Edit[] = [];
  for (const place of places) {
    const read = readPlace(place);
    if (!read.ok) return read;
    if (read.value.length === 0) return failure(`${place}: no edit of a Markdown file in it`);
    for (const edit of read.value) edits.push(edit);
  }
  return success(edits);
}

function readPlace(place: string): Result<readonly Edit[], string> {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return failure(`${place}: no such file or folder`);
  if (stat.isFile()) return readRecorded(place);
  if (gitFolderOf(place) !== undefined) return readGitEdits(place, basename(resolve(place)));
  const sources = readdirSync(place, { withFileTypes: true })
    .map((entry) => ({ entry, inner: join(place, entry.name) }))
    .filter(({ entry, inner }) =>
      entry.isDirectory() ? gitFolderOf(inner) !== undefined : RECORDED.test(entry.name),
    )
    .sort((a, b) => (a.inner < b.inner ? -1 : 1));
  if (sources.length === 0) {
    return failure(`${place}: Unexpected folder, expected *.jsonl files or git repositories in it`);
  }
  const edits: Edit[] = [];
  for (const { entry, inner } of sources) {
    const read = entry.isDirectory() ? readGitEdits(inner, entry.name) : readRecorded(inner);
    if (!read.ok) return read;
    for (const edit of read.value) edits.push(edit);
  }
  return success(edits);
}

function readRecorded(place: string): Result<readonly Edit[], string> {
  const history = basename(place).replace(RECORDED, "");
  return readJsonLines(place, (value) => {
    const { path, newPath = path, before, after } = value;
    const known = [path, newPath, before, after];
    if (!known.every((part) => typeof part === "string")) return undefined;
    return { history, path, newPath, before, after } as Edit;
  });
}

/** `take` gives nothing for a value that is not what the file should hold. */
export function readJsonLines<T>(
  place: string,
  take: (value: Readonly<Record<string, unknown>>, line: number) => T | undefined,
): Result<readonly T[], string> {
  let text: string;
  try {
    text = readFileSync(place, "utf8");
  } catch {
    return failure(`${place}: cannot be read`);
  }
  const found: T[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const value = parsed(line);
    const taken = value === undefined ? undefined : take(value, at + 1);
    if (taken === undefined) {
      return failure(`${place}:${at + 1}: Unexpected line, expected an object as --help shows it`);
    }
    found.push(taken);
  }
  return success(found);
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
