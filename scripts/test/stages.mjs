/** The stages of `npm test` in their order; each gives back how many checks passed and failed. */
import fs from "node:fs";
import path from "node:path";
import { buildIfStale } from "../build.mjs";
import { ROOT } from "../setup.mjs";
import { check } from "./command.mjs";
import { runJourneys } from "./journeys.mjs";
import { runVitest } from "./vitest.mjs";

const bin = (name) => path.join("node_modules", name);

const TSC = bin("typescript/bin/tsc");

export const STAGES = [
  { name: "types", light: true, run: () => check([TSC, "--noEmit", "-p", "tsconfig.json"]) },
  {
    name: "simulator",
    light: true,
    run: () => check([TSC, "--noEmit", "-p", "lib/simulator/tsconfig.json"]),
  },
  {
    name: "lint",
    light: true,
    run: () => check([bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"]),
  },
  {
    name: "imports",
    light: true,
    run: () => {
      const folders = ["app", "lib", "e2e"].filter((name) => fs.existsSync(path.join(ROOT, name)));
      return check([bin("dependency-cruiser/bin/dependency-cruise.mjs"), ...folders]);
    },
  },
  { name: "dead-code", light: true, run: () => check([bin("knip/bin/knip.js")]) },
  { name: "pages", light: true, run: () => npmScript("docs", "--check") },
  // Among them every recorded case, and the ratchet over those that must pass.
  { name: "unit", run: ({ more }) => runVitest("pure", { coverage: true, more }) },
  {
    name: "database",
    database: true,
    run: ({ databaseUrl, more }) => {
      return runVitest("database", { env: { DATABASE_URL: databaseUrl }, more });
    },
  },
  // Two halves of 500 seeds beside each other: what is done to a cluster breaks no invariant.
  {
    name: "random-runs",
    run: async () => {
      const firsts = ["1", "251"];
      const halves = firsts.map((seed) => npmScript("simulate", "--seed", seed, "--seeds", "250"));
      return (await Promise.all(halves)).reduce(added);
    },
  },
  { name: "scenarios", run: () => npmScript("scenarios") },
  { name: "content", run: () => npmScript("content") },
  {
    name: "build",
    run: async () => {
      await buildIfStale();
      return { passed: 1, failed: 0 };
    },
  },
  { name: "journeys", database: true, run: runJourneys },
];

function added(one, other) {
  const output = [one, other].filter(({ failed }) => failed > 0).map((half) => half.output);
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    output: output.join("\n"),
  };
}

/** The package's script by its own words, without npm between. */
function npmScript(name, ...more) {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"));
  const words = (scripts[name] ?? "").split(" ");
  if (words[0] !== "node") throw new Error(`package.json has no script ${name} that runs node.`);
  return check([...words.slice(1), ...more]);
}
