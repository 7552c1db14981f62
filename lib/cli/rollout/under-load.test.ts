/** Without preStop a rolling update loses requests, and why is told; with preStop none is lost. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { readScenario } from "#lib/scenario";
import { readFolder, SCENARIOS_FOLDER } from "../attempt/find-scenario.ts";
import { rollUnderLoad } from "./under-load.ts";

function scenario() {
  const id = "rolling-update-web";
  const read = readScenario(id, readFolder(join(SCENARIOS_FOLDER, id)), 1);
  if (!read.ok) throw new Error("the scenario cannot be read");
  return read.value;
}

test("without preStop", () => {
  const { losing, why } = rollUnderLoad(scenario(), 6, false);
  expect(losing.length).toBeGreaterThan(1);
  expect(why).toMatch(
    /\d+ requests? failed with (connection refused|i\/o timeout) at the hop pod .* got SIGTERM .* before every node's proxy had heard that its endpoint was removed .*; add a preStop sleep\./,
  );
});

test("with preStop", () => {
  expect(rollUnderLoad(scenario(), 6, true)).toMatchObject({ losing: [], failed: 0, why: "" });
});
