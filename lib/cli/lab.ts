/**
 * `npm run -s lab`: the terminal of the lab in this terminal, over a scenario or an empty cluster.
 */
import process from "node:process";
import { parseArgs } from "node:util";
import { Lab, StartError } from "#lib/scenario";
import type { Language } from "#lib/shared";
import { findScenario } from "./attempt/find-scenario.ts";
import { PLAYGROUND } from "./lab/playground.ts";
import { converse } from "./lab/prompt.ts";
import { LabShell } from "./lab/shell.ts";
import { languageOf, wholeNumber } from "./option.ts";

const USAGE = `Opens the terminal of the lab: kubectl and a small shell over a simulated cluster.

  npm run -s lab -- [SCENARIO] [--seed N] [--language en|ja]

SCENARIO  a folder, the id of a built-in scenario, or NOTE.md#card-id; without it an empty cluster
Lines can also come from a file or a pipe; each is echoed with what it printed.

Besides the shell's own commands there are:
  .task         what is asked
  .hint         the next hint
  .wait [10s]   lets virtual time pass, or, without a duration, until nothing changes
  .submit       grades what was done so far
  .exit         leaves, as does Ctrl-D

Example: npm run -s lab -- service-without-endpoints
`;

type Options = {
  readonly scenario: string | undefined;
  readonly seed: number;
  readonly language: Language;
};

async function main(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const options = readOptions(words);
  if (typeof options === "string") return refuse(`${options}\n\n${USAGE}`, 2);
  const { seed, language } = options;
  const from = process.env.INIT_CWD ?? process.cwd();
  const found =
    options.scenario === undefined
      ? ({ ok: true, value: PLAYGROUND } as const)
      : findScenario(options.scenario, from, seed);
  if (!found.ok) return refuse(found.error, 1);
  try {
    const lab = new Lab(found.value, { seed });
    await converse(new LabShell(lab, { seed, language }));
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
        language: { type: "string", default: "en" },
      },
    });
    if (positionals.length > 1) return "Give one scenario or none.";
    const seed = wholeNumber("seed", values.seed);
    return { scenario: positionals[0], seed, language: languageOf(values.language) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuse(message: string, code: number): number {
  process.stderr.write(`${message}\n`);
  return code;
}

process.exitCode = await main(process.argv.slice(2));
