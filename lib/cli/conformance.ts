/**
 * `npm run -s conformance`: runs recorded cases against the simulator and our kubectl, prints how
 * many steps answer as the real cluster did, and holds what has passed once.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readCase } from "./conformance/case-file.ts";
import { readCaseFolder } from "./conformance/case-folder.ts";
import type { CaseOutcome } from "./conformance/compare.ts";
import { type CaseText, runCases } from "./conformance/pool.ts";
import { namesEverAdded, readRatchet, slips, withNewPasses } from "./conformance/ratchet.ts";
import { lastLine, scoreboard, scoreTable } from "./conformance/report.ts";
import { showOutcome } from "./conformance/show.ts";

const USAGE = `Runs recorded cases of real Kubernetes against the simulator.

  npm run -s conformance -- [DIR] [--area AREA] [--show NAME] [--json] [--update]

DIR       a folder of cases or one case; conformance/cases when left out, and the ratchet
          conformance/passing.txt is checked then
--area    only cases of this area, which is the first folder below DIR
--show    shows the first failing step of the case NAME
--json    prints one JSON document
--update  adds the cases that pass now to conformance/passing.txt

Example: npm run -s conformance -- --area pods
`;

const root = fileURLToPath(new URL("../../", import.meta.url));
const RATCHET = "conformance/passing.txt";

type Options = {
  readonly folder: string | undefined;
  readonly area: string | undefined;
  readonly show: string | undefined;
  readonly json: boolean;
  readonly update: boolean;
};

async function main(words: readonly string[]): Promise<number> {
  const options = readOptions(words);
  if (typeof options === "string") return usage(options);
  const from = resolve(process.env.INIT_CWD ?? process.cwd(), options.folder ?? "");
  const read = readCaseFolder(options.folder === undefined ? `${root}conformance/cases` : from);
  if (!read.ok) return refuse(read.error);
  const cases = read.value.filter(({ name }) => isAsked(name, options));
  if (cases.length === 0) return refuse("No case has this name or area.");
  const outcomes = await runCases(cases, progress(cases.length));
  if (options.show !== undefined) return show(cases, outcomes);
  const checked = options.folder === undefined ? checkRatchet(outcomes, options) : [];
  if (options.json) write(JSON.stringify(scoreboard(outcomes), null, 1));
  else write(`${scoreTable(outcomes)}\n\n${lastLine(outcomes)}`);
  for (const slip of checked) process.stderr.write(`${slip}\n`);
  return checked.length > 0 ? 1 : 0;
}

function readOptions(words: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        area: { type: "string" },
        show: { type: "string" },
        json: { type: "boolean", default: false },
        update: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "";
    if (positionals.length > 1) return "Give one folder at most.";
    const { area, show: name, json, update } = values;
    return { folder: positionals[0], area, show: name, json, update };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isAsked(name: string, { area, show: one }: Options): boolean {
  if (one !== undefined) return name === one.replace(/\.yaml$/, "");
  return area === undefined || name.startsWith(`${area}/`);
}

/** The ratchet over the cases that were run; with `--update` the file is written first. */
function checkRatchet(outcomes: readonly CaseOutcome[], options: Options): readonly string[] {
  const path = `${root}${RATCHET}`;
  if (options.update) {
    writeFileSync(path, withNewPasses(readRatchet(readOr(path, "")), outcomes));
  }
  const ratchet = readRatchet(readOr(path, ""));
  const inArea = (name: string): boolean => isAsked(name, options);
  const run = { ...ratchet, names: ratchet.names.filter(inArea) };
  return slips(run, outcomes, namesEverAdded(history()).filter(inArea));
}

function history(): string {
  try {
    return execFileSync("git", ["log", "--format=", "--unified=0", "--patch", "--", RATCHET], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      maxBuffer: 1 << 28,
    });
  } catch {
    return ""; // Not in a git checkout: nothing is known of earlier versions.
  }
}

function show(cases: readonly CaseText[], outcomes: readonly CaseOutcome[]): number {
  for (const [index, { name, text }] of cases.entries()) {
    const read = readCase(name, text);
    const outcome = outcomes[index];
    if (!read.ok) return refuse(read.error);
    if (outcome !== undefined) write(showOutcome(read.value, outcome));
  }
  return 0;
}

function progress(total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (!process.stderr.isTTY) return;
    process.stderr.write(done === total ? "\r\u001b[K" : `\r${done}/${total} cases`);
  };
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return otherwise;
  }
}

function usage(problem: string): number {
  if (problem === "") {
    write(USAGE);
    return 0;
  }
  process.stderr.write(`${problem}\n\n${USAGE}`);
  return 2;
}

function refuse(reason: string): number {
  process.stderr.write(`${reason}\n`);
  return 1;
}

const write = (text: string): void => {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
};

process.exitCode = await main(process.argv.slice(2));
