/** `npm run -s attempt`: grades a submission to a scenario and says why. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { attempt, runWorlds, StartError, type Submission, toInputs } from "#lib/scenario";
import { findScenario } from "./attempt/find-scenario.ts";
import { showAttempt } from "./attempt/show.ts";
import { languageOf, wholeNumber } from "./option.ts";

const USAGE = `Grades a submission to a scenario.

  npm run -s attempt -- SCENARIO SUBMISSION [--seed N] [--worlds N] [--language en|ja] [--json]

SCENARIO    a folder, the id of a built-in scenario, or NOTE.md#card-id
SUBMISSION  FILE.yaml (applied with kubectl apply), FILE.sh (lines of a terminal), or - (YAML on
            standard input)

Example: npm run -s attempt -- rolling-update-web fix.sh --worlds 20
`;

const WORLDS_MAX = 1000;

type Options = {
  readonly scenario: string;
  readonly submission: string;
  readonly seed: number;
  readonly worlds: number;
  readonly language: "en" | "ja";
  readonly json: boolean;
};

function main(words: readonly string[]): number {
  if (words.includes("--help")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const options = readOptions(words);
  if (typeof options === "string") return refuse(`${options}\n\n${USAGE}`, 2);
  const from = process.env.INIT_CWD ?? process.cwd();
  const scenario = findScenario(options.scenario, from, options.seed);
  if (!scenario.ok) return refuse(scenario.error, 1);
  const submission = readSubmission(options.submission, from);
  if (submission === undefined) return refuse(`There is no file ${options.submission}.`, 1);
  const begun = performance.now();
  try {
    const { seed, language } = options;
    const result = attempt(scenario.value, submission, { seed, language });
    const wallMs = Math.round((performance.now() - begun) * 10) / 10;
    const worlds =
      options.worlds === 0
        ? undefined
        : runWorlds(scenario.value, submission, options.worlds, { seed, language });
    const told = { ...result, wallMs, ...(worlds === undefined ? {} : { worlds }) };
    process.stdout.write(
      options.json ? `${JSON.stringify(told, null, 1)}\n` : showAttempt(result, wallMs, worlds),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    return refuse(`The scenario cannot start: ${error.message}`, 1);
  }
}

function readOptions(words: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        seed: { type: "string", default: "1" },
        worlds: { type: "string", default: "0" },
        language: { type: "string", default: "en" },
        json: { type: "boolean", default: false },
      },
    });
    const [scenario, submission, ...more] = positionals;
    if (scenario === undefined || submission === undefined || more.length > 0) {
      return "Give a scenario and a submission.";
    }
    const seed = wholeNumber("seed", values.seed);
    const worlds = wholeNumber("worlds", values.worlds, 0, WORLDS_MAX);
    const language = languageOf(values.language);
    return { scenario, submission, seed, worlds, language, json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function readSubmission(word: string, from: string): Submission | undefined {
  if (word === "-") return { inputs: [{ kind: "apply", yaml: readFileSync(0, "utf8") }] };
  const path = resolve(from, word);
  if (!existsSync(path)) return undefined;
  return { inputs: toInputs(path, readFileSync(path, "utf8")) };
}

function refuse(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

process.exitCode = main(process.argv.slice(2));
