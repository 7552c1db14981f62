/** One output of kubectl with everything taken out that differs from one run to the next. */
import { RANDOM_END } from "./masks.ts";
import { sortLines } from "./ordering.ts";
import { lastWaiting } from "./rollout-status.ts";
import type { RunFacts } from "./run-facts.ts";
import { equalGaps, trimLineEnds } from "./spacing.ts";
import { readTables } from "./tables.ts";
import { replaceValues } from "./values.ts";

const GENERATED_NAME = new RegExp(`^(\\s*(?:- )?name: (\\S+-))${RANDOM_END}$`, "gm");

/** `command` is the words after `kubectl`. */
export function normaliseText(raw: string, command: readonly string[], facts: RunFacts): string {
  let { lines, tableOf } = readTables(trimLineEnds(raw).split("\n"), command);
  if (command[0] === "rollout" && command[1] === "status") {
    lines = lastWaiting(lines);
    tableOf = lines.map(() => undefined);
  }
  let text = replaceValues(lines.join("\n"), facts);
  text = text.replace(/\ngoroutine \d+ \[[\s\S]*/, "\n<trace>\n");
  if (command[0] === "create" && command[1]?.startsWith("deploy")) {
    text = text.replace(GENERATED_NAME, (line: string, head: string) => {
      const name = line.slice(line.lastIndexOf(" ") + 1);
      return facts.source.includes(name) ? line : `${head}<rand>`;
    });
  }
  return sortLines(text.split("\n").map(equalGaps), tableOf, command).join("\n");
}
