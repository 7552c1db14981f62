/** What the word SCENARIO can mean: a folder, the id of a built-in one, or `NOTE.md#card-id`. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "#lib/compiler";
import { readScenario, type Scenario, scenarioFromNote } from "#lib/scenario";
import { type Diagnostic, failure, type Result } from "#lib/shared";

export const SCENARIOS_FOLDER = fileURLToPath(
  new URL("../../../content/scenarios", import.meta.url),
);

export function findScenario(word: string, from: string, seed: number): Result<Scenario, string> {
  const hash = word.indexOf("#");
  if (hash > 0) return fromNote(resolve(from, word.slice(0, hash)), word.slice(hash + 1));
  const folder = [resolve(from, word), join(SCENARIOS_FOLDER, word)].find((path) =>
    existsSync(join(path, "scenario.yaml")),
  );
  if (folder === undefined) return failure(`There is no scenario ${word}.`);
  const read = readScenario(basename(folder), readFolder(folder), seed);
  return read.ok ? read : failure(read.error.map(showDiagnostic).join("\n"));
}

function fromNote(path: string, id: string): Result<Scenario, string> {
  if (!existsSync(path)) return failure(`There is no note ${path}.`);
  const deck = compile([{ path: basename(path), text: readFileSync(path, "utf8") }]);
  const cardScenario = deck.cards.find((card) => card.id === id)?.scenarioId;
  const note = deck.scenarios.find((scenario) => scenario.id === (cardScenario ?? id));
  if (note === undefined) {
    const known = deck.scenarios.map((scenario) => scenario.id).join(", ");
    return failure(`The note has no scenario ${id}. It has: ${known === "" ? "none" : known}.`);
  }
  return scenarioFromNote(note);
}

/** Every text below a folder, by its name inside it. */
export function readFolder(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const walk = (at: string) => {
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) walk(path);
      else files.set(relative(folder, path).split("\\").join("/"), readFileSync(path, "utf8"));
    }
  };
  walk(folder);
  return files;
}

export function showDiagnostic({ path, line, column, message }: Diagnostic): string {
  return `${path}:${line}:${column} ${message}`;
}
