/**
 * A scenario's folder, given as file names and texts → a Scenario, or what is wrong with it. The
 * format is docs/scenarios.md.
 */

import type { ZodType } from "zod";
import type { Text } from "#lib/grader";
import { readManifest } from "#lib/manifest";
import { type Diagnostic, failure, type Result, success } from "#lib/shared";
import type { AuthoredScenario, Example, Mistake, SubmissionInput } from "../scenario.ts";
import { toClusterStart, toExpectations } from "./convert.ts";
import { drawParameters, type Parameters } from "./parameter.ts";
import { clusterFile, expectFile, mistakeFile, scenarioFile } from "./schema.ts";

/** File name inside the folder → text. */
export type ScenarioFiles = ReadonlyMap<string, string>;

export function readScenario(
  id: string,
  files: ScenarioFiles,
  seed: number,
): Result<AuthoredScenario, readonly Diagnostic[]> {
  const reader = new Reader(id, files);
  const about = reader.read("scenario.yaml", scenarioFile);
  if (about === undefined) return failure(reader.diagnostics);
  reader.draw(drawParameters(about.parameters, seed));
  const cluster = reader.read("cluster.yaml", clusterFile);
  const expect = reader.read("expect.yaml", expectFile);
  const task = reader.texts("task");
  if (cluster === undefined || expect === undefined || task === undefined)
    return failure(reader.diagnostics);
  const debrief = files.has("debrief.en.md") ? reader.texts("debrief") : undefined;
  const mistakes = readMistakes(reader, files);
  if (reader.diagnostics.length > 0) return failure(reader.diagnostics);
  const { parameters: _drawn, hints, worlds, ...rest } = about;
  return success({
    id,
    ...rest,
    title: reader.fill(rest.title),
    task,
    hints: hints.map((hint) => reader.fill(hint)),
    ...(debrief === undefined ? {} : { debrief }),
    cluster: toClusterStart(cluster),
    expectations: toExpectations(expect),
    assumptions: [],
    worldsShare: worlds,
    solutions: readExamples(reader, files, /^solutions\/([^/]+)$/),
    mistakes,
  });
}

class Reader {
  readonly diagnostics: Diagnostic[] = [];
  readonly #id: string;
  readonly #files: ScenarioFiles;
  #parameters: Parameters = {};

  constructor(id: string, files: ScenarioFiles) {
    this.#id = id;
    this.#files = files;
  }

  draw(parameters: Parameters): void {
    this.#parameters = parameters;
  }

  text(name: string): string | undefined {
    const text = this.#files.get(name);
    return text === undefined ? undefined : replaceParameters(text, this.#parameters);
  }

  read<T>(name: string, schema: ZodType<T>): T | undefined {
    const text = this.text(name);
    if (text === undefined) return this.#fail(name, 1, `Unexpected missing file, expected ${name}`);
    const { documents, diagnostics } = readManifest(text, { path: `${this.#id}/${name}` });
    if (diagnostics.length > 0) {
      this.diagnostics.push(...diagnostics);
      return undefined;
    }
    const [document] = documents;
    const parsed = schema.safeParse(document?.object ?? {});
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      const place = path
        .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
        .join("");
      const line = document?.rangeOf(place.replace(/^\./, "")).line ?? 1;
      this.#fail(name, line, `${place.replace(/^\./, "")}: ${message}`);
    }
    return undefined;
  }

  /** `task.en.md` and `task.ja.md`. */
  texts(stem: string): Text | undefined {
    const en = this.text(`${stem}.en.md`);
    if (en === undefined)
      return this.#fail(`${stem}.en.md`, 1, "Unexpected missing file, expected the English text");
    const ja = this.text(`${stem}.ja.md`);
    return ja === undefined ? { en } : { en, ja };
  }

  fill(text: Text): Text {
    const en = replaceParameters(text.en, this.#parameters);
    return text.ja === undefined
      ? { en }
      : { en, ja: replaceParameters(text.ja, this.#parameters) };
  }

  #fail(name: string, line: number, message: string): undefined {
    const place = { path: `${this.#id}/${name}`, line, column: 1, endLine: line, endColumn: 2 };
    this.diagnostics.push({ ...place, severity: "error", code: "scenario/format", message });
    return undefined;
  }
}

function replaceParameters(text: string, parameters: Parameters): string {
  return text.replace(
    /\$\{([a-z][A-Za-z0-9]*)\}/g,
    (whole, name: string) => parameters[name] ?? whole,
  );
}

function readExamples(reader: Reader, files: ScenarioFiles, pattern: RegExp): readonly Example[] {
  return [...files.keys()].sort().flatMap((name) => {
    const match = pattern.exec(name);
    const text = reader.text(name);
    if (match === null || text === undefined) return [];
    return [{ name: match[1] ?? name, submission: { inputs: toInputs(name, text) } }];
  });
}

function readMistakes(reader: Reader, files: ScenarioFiles): readonly Mistake[] {
  const names = [...files.keys()].flatMap(
    (name) => /^mistakes\/([^/]+)\/mistake\.yaml$/.exec(name)?.[1] ?? [],
  );
  return names.sort().flatMap((name) => {
    const about = reader.read(`mistakes/${name}/mistake.yaml`, mistakeFile);
    const folder = new RegExp(`^mistakes/${name}/(submission\\.(?:yaml|sh))$`);
    const [example] = readExamples(reader, files, folder);
    if (about === undefined || example === undefined) return [];
    return [{ name, submission: example.submission, ...about }];
  });
}

/** `*.yaml` is applied as a whole; each line of `*.sh` is typed. */
export function toInputs(name: string, text: string): readonly SubmissionInput[] {
  if (!name.endsWith(".sh")) return [{ kind: "apply", yaml: text }];
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => ({ kind: "command", line }));
}
