/** What the server hands out of a scenario → the scenario itself; the same on both sides. */
import { readScenario, type Scenario, scenarioFromNote } from "#lib/scenario";
import { failure, type Result } from "#lib/shared";
import type { LabScenario } from "./protocol.ts";

export function openScenario(given: LabScenario): Result<Scenario, string> {
  if (given.origin === "note") return scenarioFromNote(given.note);
  const read = readScenario(given.id, new Map(Object.entries(given.files)), given.seed);
  if (read.ok) return read;
  const [first] = read.error;
  return failure(first ? `${first.path}:${first.line}: ${first.message}` : given.id);
}
