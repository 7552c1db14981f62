/** A guard that is not seen to fail is not a guard: a violation of each import rule is planted. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packages, permitted, plantedFor, soil } from "./house-rules/planted-imports.ts";

type Rule = { readonly name: string; readonly severity: string };
type Configuration = {
  readonly forbidden: readonly Rule[];
  readonly options: ICruiseOptions;
};

const configuration = createRequire(import.meta.url)("../.dependency-cruiser.cjs") as Configuration;
const layers = configuration.forbidden
  .map((rule) => /^(.*)-imports-its-layers$/.exec(rule.name)?.[1])
  .filter((layer) => layer !== undefined);
const planted = plantedFor(layers);

async function cruiseFolder(
  folder: string,
  roots: readonly string[],
  options: ICruiseOptions = {},
): Promise<ICruiseResult> {
  const { tsConfig: _, ...rest } = configuration.options;
  const ruleSet = { forbidden: configuration.forbidden } as unknown;
  const { output } = await cruise([...roots], {
    ...rest,
    ...options,
    baseDir: folder,
    validate: true,
    ruleSet: ruleSet as NonNullable<ICruiseOptions["ruleSet"]>,
  });
  if (typeof output === "string") throw new Error(output);
  return output;
}

function plant(folder: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const versions = Object.fromEntries(packages.map((name) => [name, "1.0.0"]));
  const { webernetes, vitest, ...dependencies } = versions;
  const manifest = { name: "planted", type: "module", imports: { "#lib/*": "./lib/*/index.ts" } };
  write(
    "package.json",
    JSON.stringify({ ...manifest, dependencies, devDependencies: { webernetes, vitest } }),
  );
  for (const name of packages) {
    const own = { name, version: "1.0.0", main: "index.js" };
    write(`node_modules/${name}/package.json`, JSON.stringify(own));
    write(`node_modules/${name}/index.js`, "module.exports = 1;\n");
  }
  write("lib/cli/index.ts", "export const x = 1;\n");
  for (const [path, text] of Object.entries({ ...soil, ...permitted })) write(path, text);
  for (const { path, text } of planted) write(path, text);
}

describe("the import table", () => {
  const folder = mkdtempSync(join(tmpdir(), "kubedeck-guard-"));
  const refused = new Map<string, Set<string>>();
  let seen: readonly string[] = [];

  beforeAll(async () => {
    plant(folder);
    const result = await cruiseFolder(folder, ["app", "lib", "e2e", "proxy.ts"]);
    seen = result.modules.map((module) => module.source);
    for (const { from, rule } of result.summary.violations) {
      refused.set(from, (refused.get(from) ?? new Set()).add(rule.name));
    }
  }, 20_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(planted)("$rule refuses $path", ({ path, rule }) => {
    expect([...(refused.get(path) ?? [])]).toContain(rule);
  });

  test("a violation is planted for every rule", () => {
    const names = configuration.forbidden.map((rule) => rule.name).sort();
    expect([...new Set(planted.map((row) => row.rule))].sort()).toEqual(names);
    expect(configuration.forbidden.every((rule) => rule.severity === "error")).toBe(true);
  });

  test.each(Object.keys({ ...soil, ...permitted }))("%s is permitted", (path) => {
    expect(seen).toContain(path);
    expect([...(refused.get(path) ?? [])]).toEqual([]);
  });

  test("the real modules are seen and #lib/… is followed", async () => {
    const result = await cruiseFolder(process.cwd(), ["lib/manifest", "lib/kubectl"]);
    const count = (folder: string): number =>
      result.modules.filter((module) => module.source.startsWith(folder)).length;
    expect(count("lib/kubectl/")).toBeGreaterThan(20);
    expect(count("lib/simulator/")).toBeGreaterThan(50);
  }, 20_000);
});
