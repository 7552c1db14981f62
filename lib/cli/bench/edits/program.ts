/** The program `bench:edits`: words in; rows, messages and exit status out. */
import { parseArgs } from "node:util";
import { editsBenchRows, type Labels, measureEdits } from "../edits.ts";
import { type BenchRow, benchTable } from "../row.ts";
import { readLabels } from "./labels.ts";
import { readEdits } from "./read-edits.ts";

const USAGE = `Replays edits of notes and tells which share of the edited cards keeps its history.

  npm run -s bench:edits -- [DIR…] [--labels FILE] [--json]

DIR       *.jsonl files with one edit a line, {"path", "newPath", "before", "after"}, where the
          last two are the whole texts; or git repositories, whose Markdown files' histories are
          replayed. Without DIR, edits of a built-in note are made.
--labels  facts that a reader calls the same, one a line: {"file", "before", "after"}. Lines count
          from 1; null on one side says that the fact is gone or new. "file" is the note's path,
          HISTORY/path where two histories have it, or HISTORY: the file or repository without
          .jsonl. If it has several edits, "edit" says which one, from 0. Without labels equal and
          alike lines are taken for the same fact, which is a guess.
--json    prints one JSON document

Example: npm run -s bench:edits -- edits/ --labels labels.jsonl

Exit status: 0 done, 1 the input could not be used, 2 wrong usage.
`;

type Ended = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

const ended = (exitCode: number, stdout: string, stderr = ""): Ended => ({
  exitCode,
  stdout,
  stderr,
});

const wrongUsage = (problem: string): Ended => ended(2, "", `${problem}\n\n${USAGE}`);

export async function benchEdits(
  words: readonly string[],
  tell: (doing: string) => void = () => {},
): Promise<Ended> {
  let places: readonly string[];
  let options: { readonly json: boolean; readonly help: boolean; readonly labels?: string };
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        labels: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    places = positionals;
    options = values;
  } catch (error) {
    return wrongUsage(error instanceof Error ? error.message : String(error));
  }
  if (options.help) return ended(0, USAGE);
  if (places.length === 0) {
    if (options.labels !== undefined) return wrongUsage("Expected DIR: labels need their edits");
    return printed(await editsBenchRows(), options.json);
  }
  const edits = readEdits(places);
  if (!edits.ok) return ended(1, "", `${edits.error}\n`);
  let labels: Labels | undefined;
  if (options.labels !== undefined) {
    const read = readLabels(options.labels, edits.value);
    if (!read.ok) return ended(1, "", `${read.error}\n`);
    labels = read.value;
  }
  return printed(await measureEdits(edits.value, labels, tell), options.json);
}

function printed(rows: readonly BenchRow[], json: boolean): Ended {
  return ended(0, `${json ? JSON.stringify(rows, null, 1) : benchTable(rows)}\n`);
}
