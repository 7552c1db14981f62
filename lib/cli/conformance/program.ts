/**
 * The program `conformance`: words in, text and exit status out. The runner of the cases is handed
 * in, so that a test needs no processes.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readCase } from "./case-file.ts";
import { readCaseFolder } from "./case-folder.ts";
import { censusOf, censusReport } from "./census.ts";
import type { CaseOutcome } from "./compare.ts";
import { historyOf } from "./history.ts";
import type { CaseText } from "./pool.ts";
import { namesEverAdded, readRatchet, slips, withNewPasses } from "./ratchet.ts";
import { lastLine, scoreboard, scoreTable } from "./report.ts";
import { showOutcome } from "./show.ts";

const USAGE = `Runs recorded cases of real Kubernetes against the simulator.

  npm run -s conformance -- [DIR] [--area AREA] [--show NAME] [--census] [--json]
                            [--update]

DIR       a folder of cases or one case; conformance/cases when left out, and the ratchet
          conformance/passing.txt is checked then
--area    only cases of this area, which is the first folder below DIR
--show    shows the first failing step of the case NAME
--census  counts the error texts that were recorded, and names those that we do not give
--json    prints one JSON document
--update  adds the cases that pass now to conformance/passing.txt

Example: npm run -s conformance -- --area pods
`;

const root = fileURLToPath(new URL("../../../", import.meta.url));
const RATCHET = "conformance/passing.txt";

type Options = {
  readonly folder: string | undefined;
  readonly area: string | undefined;
  readonly show: string | undefined;
  readonly census: boolean;
  readonly json: boolean;
  readonly update: boolean;
};

export type ProgramResult = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
};

type RunCases = (cases: readonly CaseText[]) => Promise<readonly CaseOutcome[]>;

export async function conformance(
  words: readonly string[],
  runCases: RunCases,
): Promise<ProgramResult> {
  const options = readOptions(words);
  if (options === "help") return { exitCode: 0, stdout: USAGE, stderr: "" };
  if (typeof options === "string") return failed(2, `${options}\n\n${USAGE}`);
  const from = resolve(process.env.INIT_CWD ?? process.cwd(), options.folder ?? "");
  const read = readCaseFolder(options.folder === undefined ? `${root}conformance/cases` : from);
  if (!read.ok) return failed(1, read.error);
  const cases = read.value.filter(({ name }) => isAsked(name, options));
  if (cases.length === 0) return failed(1, "No case has this name or area.");
  const outcomes = await runCases(cases);
  if (options.show !== undefined) return show(cases, outcomes);
  if (options.census) return census(cases, outcomes);
  const slipped = options.folder === undefined ? checkRatchet(outcomes, options) : [];
  const stdout = options.json
    ? `${JSON.stringify(scoreboard(outcomes), null, 1)}\n`
    : `${scoreTable(outcomes)}\n\n${lastLine(outcomes)}\n`;
  const stderr = slipped.map((slip) => `${slip}\n`).join("");
  return { exitCode: slipped.length > 0 ? 1 : 0, stdout, stderr };
}

const failed = (exitCode: number, why: string): ProgramResult => ({
  exitCode,
  stdout: "",
  stderr: why.endsWith("\n") ? why : `${why}\n`,
});

function readOptions(words: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        area: { type: "string" },
        show: { type: "string" },
        census: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        update: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    if (positionals.length > 1) return "Give one folder at most.";
    const { show: name, ...others } = values;
    return { ...others, folder: positionals[0], area: others.area, show: name };
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
  return slips(run, outcomes, namesEverAdded(historyOf(root, RATCHET)).filter(inArea));
}

function show(cases: readonly CaseText[], outcomes: readonly CaseOutcome[]): ProgramResult {
  const [one] = cases;
  const [outcome] = outcomes;
  if (one === undefined || outcome === undefined) return failed(1, "No case has this name.");
  const read = readCase(one.name, one.text);
  if (!read.ok) return failed(1, read.error);
  return { exitCode: 0, stdout: `${showOutcome(read.value, outcome)}\n`, stderr: "" };
}

function census(cases: readonly CaseText[], outcomes: readonly CaseOutcome[]): ProgramResult {
  const byName = new Map(outcomes.map((outcome) => [outcome.name, outcome]));
  const runs = cases.flatMap(({ name, text }) => {
    const read = readCase(name, text);
    const outcome = byName.get(name);
    return read.ok && outcome !== undefined ? [{ recorded: read.value, outcome }] : [];
  });
  return { exitCode: 0, stdout: `${censusReport(censusOf(runs))}\n`, stderr: "" };
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return otherwise;
  }
}
