/**
 * A git repository's history → edits of its Markdown files, oldest first. Only objects are read:
 * no working tree is needed, and nothing that the repository configures is run.
 */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { readNoteBytes } from "#lib/compiler";
import { failure, type Result, success } from "#lib/shared";
import type { Edit } from "./edit.ts";

const OUTPUT_BYTES_MAX = 1024 * 1024 * 1024;
const MARKDOWN = ["*.md", "*.markdown", "*.mdx"];

/** Only the folder itself counts: git alone would find a repository around it as well. */
export function gitFolderOf(place: string): string | undefined {
  const inner = join(place, ".git");
  if (existsSync(inner)) return inner;
  const bare = statSync(join(place, "objects"), { throwIfNoEntry: false })?.isDirectory() === true;
  return bare && existsSync(join(place, "HEAD")) ? place : undefined;
}

export function readGitEdits(place: string, history: string): Result<readonly Edit[], string> {
  const gitFolder = gitFolderOf(place) ?? place;
  const log = git(gitFolder, [
    ...["log", "--reverse", "--topo-order", "--no-merges", "--format=", "--raw", "--no-abbrev"],
    ...["-z", "-M", "--diff-filter=MR", "--no-ext-diff", "--no-textconv", "--", ...MARKDOWN],
  ]);
  if (!log.ok) return failure(`${place}: ${log.error}`);
  const changes = changesIn(log.value.toString("utf8"));
  const wanted = [...new Set(changes.flatMap(({ from, to }) => [from, to]))];
  const blobs = git(gitFolder, ["cat-file", "--batch"], `${wanted.join("\n")}\n`);
  if (!blobs.ok) return failure(`${place}: ${blobs.error}`);
  const texts = textsIn(blobs.value);
  return success(
    changes.flatMap(({ from, to, path, newPath }) => {
      const before = texts.get(from);
      const after = texts.get(to);
      // What is no text is no note: the compiler would refuse it as well.
      if (before === undefined || after === undefined) return [];
      return [{ history, path, newPath, before, after }];
    }),
  );
}

function git(folder: string, words: readonly string[], input = ""): Result<Buffer, string> {
  const settings = ["-c", "core.fsmonitor=false", "-c", "log.showSignature=false"];
  const done = spawnSync("git", [`--git-dir=${folder}`, ...settings, ...words], {
    input,
    maxBuffer: OUTPUT_BYTES_MAX,
  });
  if (done.status === 0) return success(done.stdout);
  const told = done.error?.message ?? done.stderr.toString("utf8").trim();
  return failure(`git could not read the history: ${told}`);
}

type Change = {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly newPath: string;
};

/** `:100644 100644 FROM TO R090␀old␀new␀`, and `M␀path␀` for a file that kept its name. */
function changesIn(log: string): readonly Change[] {
  const words = log.split("\0");
  const changes: Change[] = [];
  for (let at = 0; at < words.length; at++) {
    const [, from, to, status] =
      /^\n?:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) ([MR])\d*$/.exec(words[at] ?? "") ?? [];
    if (from === undefined || to === undefined) continue;
    const path = words[++at] ?? "";
    changes.push({ from, to, path, newPath: status === "R" ? (words[++at] ?? path) : path });
  }
  return changes;
}

/** `OBJECT blob SIZE␊BYTES␊` for each object. */
function textsIn(batch: Buffer): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (let at = 0; at < batch.length; ) {
    const end = batch.indexOf("\n", at);
    const [object = "", type, size] = batch.toString("latin1", at, end).split(" ");
    at = end + 1;
    if (type !== "blob") continue;
    const text = readNoteBytes(object, batch.subarray(at, at + Number(size)));
    if (text.ok) texts.set(object, text.value);
    at += Number(size) + 1;
  }
  return texts;
}
