/** `npm run -s bench`: the benchmarks of the product, each with its budget and its comparison. */
import { parseArgs } from "node:util";
import { type BenchRow, benchTable } from "./bench/row.ts";

const USAGE = `Measures how fast the product is on this machine.

  npm run -s bench -- [simulator|api|controllers|compile|review|edits] [--json]

Without a name all benchmarks run, one after the other.

Example: npm run -s bench -- simulator
`;

type Tell = (doing: string) => void;
type Benchmark = (tell: Tell) => Promise<readonly BenchRow[]>;

/** Loaded only when asked for: some need a database, some a bundler. */
const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  simulator: async (tell) => {
    const { importBundled } = await import("./bench/bundle.ts");
    const path = "lib/cli/bench-simulator.ts";
    const bundled = await importBundled<typeof import("./bench-simulator.ts")>(path);
    return bundled.simulatorBenchRows(tell);
  },
  api: async (tell) => {
    const { importBundled } = await import("./bench/bundle.ts");
    const bundled = await importBundled<typeof import("./bench/api.ts")>("lib/cli/bench/api.ts");
    return bundled.apiRows(tell);
  },
  controllers: async (tell) => {
    const { importBundled } = await import("./bench/bundle.ts");
    const path = "lib/cli/bench/controllers.ts";
    const bundled = await importBundled<typeof import("./bench/controllers.ts")>(path);
    return bundled.controllerRows(tell);
  },
  compile: async () => (await import("./bench-compile.ts")).compilerBenchRows(),
  review: async () => (await import("./bench-review.ts")).reviewBenchRows(),
  edits: async () => (await import("./bench/edits.ts")).editsBenchRows(),
};

async function main(words: readonly string[]): Promise<number> {
  let json = false;
  let names: readonly string[] = [];
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    json = values.json;
    names = positionals.length === 0 ? Object.keys(BENCHMARKS) : positionals;
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  const unknown = names.find((name) => !(name in BENCHMARKS));
  if (unknown !== undefined) return usage(`There is no benchmark ${unknown}.`);
  return run(names, json);
}

async function run(names: readonly string[], json: boolean): Promise<number> {
  const rows: BenchRow[] = [];
  let failed = false;
  for (const name of names) {
    try {
      const found = await BENCHMARKS[name]?.((doing) =>
        process.stderr.write(`${name}: ${doing}\n`),
      );
      rows.push(...(found ?? []));
    } catch (error) {
      failed = true;
      const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`${name}: ${told}\n`);
    }
  }
  process.stdout.write(`${json ? JSON.stringify(rows, null, 1) : benchTable(rows)}\n`);
  return failed ? 1 : 0;
}

function usage(problem: string): number {
  process.stderr.write(`${problem}\n\n${USAGE}`);
  return 2;
}

process.exit(await main(process.argv.slice(2)));
