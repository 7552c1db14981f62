/** A case's text in, its outcome out: what a process of the run does. */
import { readCase } from "./case-file.ts";
import { type CaseOutcome, compareCase } from "./compare.ts";
import { type CaseText, unreadable } from "./pool.ts";
import { runCase } from "./run-case.ts";

export function runCaseText({ name, text }: CaseText): CaseOutcome {
  const read = readCase(name, text);
  return read.ok ? compareCase(read.value, runCase(read.value)) : unreadable(name, read.error);
}
