/** `npm run -s rollout`: in how many worlds a rolling update loses requests, by preStop. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readScenario } from "#lib/scenario";
import { readFolder, SCENARIOS_FOLDER } from "./attempt/find-scenario.ts";
import { rollUnderLoad, type UnderLoad } from "./rollout/under-load.ts";

const SCENARIO = "rolling-update-web";
const USAGE = `Rolls a Deployment while a client asks every 20 ms, in many worlds.

  npm run -s rollout -- [--worlds N]
`;

function main(words: readonly string[]): number {
  if (words.includes("--help")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const options = { worlds: { type: "string", default: "100" } } as const;
  const worlds = Number(parseArgs({ args: [...words], options }).values.worlds);
  const read = readScenario(SCENARIO, readFolder(join(SCENARIOS_FOLDER, SCENARIO)), 1);
  if (!read.ok) throw new Error(read.error.map(({ message }) => message).join("\n"));
  for (const hasPreStop of [false, true]) {
    const name = hasPreStop ? "with preStop" : "without preStop";
    process.stdout.write(show(name, rollUnderLoad(read.value, worlds, hasPreStop)));
  }
  return 0;
}

function show(name: string, { failed, losing, requests, why, worlds }: UnderLoad): string {
  const line = `${name}: ${losing.length} of ${worlds} worlds lose requests (${failed} of ${requests})`;
  const [first] = losing;
  return first === undefined ? `${line}\n` : `${line}\n  world ${first}: ${why}\n`;
}

process.exitCode = main(process.argv.slice(2));
