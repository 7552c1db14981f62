/** `npm run -s scenarios`: the lint that every authored scenario must pass on every build. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { lintScenario, readScenario } from "#lib/scenario";
import { readFolder, SCENARIOS_FOLDER, showDiagnostic } from "./attempt/find-scenario.ts";

const USAGE = `Checks authored scenarios: solutions, mistakes, start state, replay, worlds.

  npm run -s scenarios -- [ID…] [--seeds N] [--worlds N] [--json]

Example: npm run -s scenarios -- rolling-update-web
`;

type Checked = {
  readonly id: string;
  readonly findings: readonly { readonly rule: string; readonly message: string }[];
};

function main(words: readonly string[]): number {
  if (words.includes("--help")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      seeds: { type: "string", default: "2" },
      worlds: { type: "string", default: "20" },
      json: { type: "boolean", default: false },
    },
  });
  const ids = positionals.length > 0 ? positionals : readdirSync(SCENARIOS_FOLDER).sort();
  const missing = ids.find((id) => !existsSync(join(SCENARIOS_FOLDER, id, "scenario.yaml")));
  if (missing !== undefined) {
    process.stderr.write(`There is no scenario ${missing}.\n`);
    return 1;
  }
  const checked = ids.map((id) => check(id, Number(values.seeds), Number(values.worlds)));
  const failed = checked.filter(({ findings }) => findings.length > 0).length;
  if (values.json) process.stdout.write(`${JSON.stringify(checked, null, 1)}\n`);
  else process.stdout.write(show(checked, failed));
  return failed === 0 ? 0 : 1;
}

/** Parameters differ between seeds, so each must pass with several. */
function check(id: string, seeds: number, worlds: number): Checked {
  const files = readFolder(join(SCENARIOS_FOLDER, id));
  const findings = Array.from({ length: seeds }, (_, index) => index + 1).flatMap((seed) => {
    const read = readScenario(id, files, seed);
    if (!read.ok)
      return read.error.map((one) => ({ rule: "format", message: showDiagnostic(one) }));
    return lintScenario(read.value, { seed, worlds: seed === 1 ? worlds : 0 });
  });
  const seen = new Map(findings.map((finding) => [`${finding.rule} ${finding.message}`, finding]));
  return { id, findings: [...seen.values()] };
}

function show(checked: readonly Checked[], failed: number): string {
  const lines = checked.flatMap(({ id, findings }) => [
    `${findings.length === 0 ? "ok    " : "FAILED"} ${id}`,
    ...findings.map(({ rule, message }) => `       ${rule}: ${message}`),
  ]);
  return `${lines.join("\n")}\n${checked.length - failed} passed, ${failed} failed\n`;
}

process.exitCode = main(process.argv.slice(2));
