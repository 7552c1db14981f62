/** The program `why`: manifests or an example in, one sentence of cause for each ailing pod out. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { momentAt, textIn, whyPod } from "#lib/grader";
import { runSubmission, type Scenario, type Submission } from "#lib/scenario";
import type { Language } from "#lib/shared";
import type { ProgramResult } from "../conformance/program.ts";
import { PLAYGROUND } from "../lab/playground.ts";
import { languageOf, wholeNumber } from "../option.ts";
import { WHY_EXAMPLES, type WhyExample } from "./example.ts";

const USAGE = `Applies manifests to a simulated cluster, lets it settle, and says of every pod that does not work why.

  npm run -s why -- FILE.yaml… [--seed N] [--language en|ja]
  npm run -s why -- --example ${WHY_EXAMPLES.map(({ name }) => name).join("|")}|all

Example: npm run -s why -- --example pending
`;

type Options = {
  readonly seed: number;
  readonly language: Language;
  readonly example: string | undefined;
  readonly files: readonly string[];
};

export function explainWhy(words: readonly string[]): ProgramResult {
  const options = readOptions(words);
  if (options === "help") return { exitCode: 0, stdout: USAGE, stderr: "" };
  if (typeof options === "string")
    return { exitCode: 2, stdout: "", stderr: `${options}\n\n${USAGE}` };
  const { example, files } = options;
  if (example !== undefined) {
    const chosen = WHY_EXAMPLES.filter(({ name }) => example === "all" || name === example);
    if (chosen.length === 0) return refused(`There is no example ${example}.`);
    const told = chosen.map((one) => `${one.name}: ${explainExample(one, options).join("\n")}`);
    return { exitCode: 0, stdout: `${told.join("\n")}\n`, stderr: "" };
  }
  try {
    const from = process.env.INIT_CWD ?? process.cwd();
    const texts = files.map((file) => readFileSync(file === "-" ? 0 : resolve(from, file), "utf8"));
    const inputs = texts.map((yaml) => ({ kind: "apply", yaml }) as const);
    const told = explain(PLAYGROUND, { inputs }, options);
    const stdout = told.length === 0 ? "Every pod works.\n" : `${told.join("\n")}\n`;
    return { exitCode: 0, stdout, stderr: "" };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
}

function explainExample({ cluster, yaml }: WhyExample, options: Options): readonly string[] {
  const scenario = { ...PLAYGROUND, cluster: { ...PLAYGROUND.cluster, ...cluster } };
  return explain(scenario, { inputs: [{ kind: "apply", yaml }] }, options);
}

function explain(
  scenario: Scenario,
  submission: Submission,
  { language, seed }: Options,
): readonly string[] {
  const { run, notice } = runSubmission(scenario, submission, { seed });
  const refusals = run.inputs
    .filter(({ exitCode }) => exitCode !== 0)
    .map(({ stderr }) => stderr.trim());
  const moment = momentAt(run, run.settledMs);
  const causes = moment
    .list("Pod")
    .filter(({ metadata }) => metadata.namespace !== "kube-system")
    .map((pod) => whyPod(pod, moment, run))
    .filter((text) => text !== undefined);
  const notices = notice === undefined ? [] : [notice];
  return [...refusals, ...causes.map((text) => textIn(text, language)), ...notices];
}

function readOptions(words: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        seed: { type: "string", default: "1" },
        language: { type: "string", default: "en" },
        example: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const { example } = values;
    if (values.help) return "help";
    const seed = wholeNumber("seed", values.seed);
    const language = languageOf(values.language);
    if ((example === undefined) === (positionals.length === 0)) {
      return "Give files or an example.";
    }
    return { seed, language, example, files: positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refused(message: string): ProgramResult {
  return { exitCode: 1, stdout: "", stderr: `${message}\n` };
}
