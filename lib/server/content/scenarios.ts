/**
 * The scenarios that come with the product, read from `content/scenarios`: one folder each, handed
 * to the browser and to the grader as the same texts.
 */
import "server-only";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

export type BuiltInScenario = {
  readonly id: string;
  readonly title: { readonly en: string; readonly ja: string };
  readonly domains: readonly string[];
  readonly difficulty: number | null;
  readonly minutes: number | null;
  /** Path inside the folder → text. */
  readonly files: Readonly<Record<string, string>>;
};

const header = z.object({
  title: z.object({ en: z.string(), ja: z.string() }),
  domains: z.array(z.string()).default([]),
  difficulty: z.number().optional(),
  minutes: z.number().optional(),
});

/** Solutions and mistakes are for the lint; a learner's browser never gets them. */
const SHOWN = /^(scenario\.yaml|cluster\.yaml|expect\.yaml|(task|debrief)\.(en|ja)\.md|files\/.*)$/;

let cached: Promise<readonly BuiltInScenario[]> | undefined;

export function builtInScenarios(): Promise<readonly BuiltInScenario[]> {
  if (process.env.NODE_ENV !== "production") return readAll();
  cached ??= readAll();
  return cached;
}

export async function builtInScenario(id: string): Promise<BuiltInScenario | null> {
  return (await builtInScenarios()).find((scenario) => scenario.id === id) ?? null;
}

async function readAll(): Promise<readonly BuiltInScenario[]> {
  const root = join(/* turbopackIgnore: true */ process.cwd(), "content", "scenarios");
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    ids.sort().map((id) => readOne(join(/* turbopackIgnore: true */ root, id), id)),
  );
}

async function readOne(folder: string, id: string): Promise<BuiltInScenario> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const full = join(entry.parentPath, entry.name);
    const path = full.slice(folder.length + 1).replaceAll("\\", "/");
    if (entry.isFile() && SHOWN.test(path)) files[path] = await readFile(full, "utf8");
  }
  const { title, domains, difficulty, minutes } = header.parse(parse(files["scenario.yaml"] ?? ""));
  return { id, title, domains, difficulty: difficulty ?? null, minutes: minutes ?? null, files };
}
