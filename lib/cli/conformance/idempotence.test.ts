/**
 * The recordings are normalised: a normaliser that keeps the rules of FORMAT.md leaves each of
 * their outputs as it is.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCase } from "./case-file.ts";
import { normaliseObjects, normaliseText, runFacts } from "./normalise/index.ts";

const root = new URL("../../../conformance/cases/", import.meta.url).pathname;
const areas = readdirSync(root).sort();

/** Recorded before lines `* …` were sorted and the trigger time was left out. */
const OLDER: ReadonlySet<string> = new Set([
  "kubectl/certificate-approve-deny",
  "kubectl/server-error-shapes",
  "network/endpointslice-validation",
  "network/eps-finished-and-hostnetwork-pods",
  "network/pod-hostname-subdomain",
  "network/svc-clusterip-as-stored",
  "network/svc-name-rules",
  "pods/manifest-mistakes",
]);

/** What normalising must not lose, whatever the order: the lines without the trigger time. */
const linesOf = (text: string): readonly string[] => text.split("\n").sort();

describe.each(areas)("recordings of %s", (area) => {
  const names = readdirSync(root + area).map((name) => name.replace(/\.yaml$/, ""));

  test.each(names)("%s stays as it is", (name) => {
    const read = readCase(`${area}/${name}`, readFileSync(`${root}${area}/${name}.yaml`, "utf8"));
    if (!read.ok) throw new Error(read.error);
    const facts = runFacts(read.value.source, []);
    for (const step of read.value.steps) {
      if (step.type !== "kubectl") continue;
      for (const text of [step.stdout, step.stderr]) {
        const once = normaliseText(text, step.command, facts);
        if (!OLDER.has(read.value.name)) expect(once, step.line).toBe(text);
        expect(linesOf(once), step.line).toEqual(linesOf(text));
        expect(normaliseText(once, step.command, facts), step.line).toBe(once);
      }
    }
    const objects = read.value.objects ?? [];
    const once = normaliseObjects(objects, facts);
    if (!OLDER.has(read.value.name)) expect(once).toEqual(objects);
    expect(normaliseObjects(once, facts)).toEqual(once);
  });
});

test("the recordings are there", () => {
  expect(areas.length).toBeGreaterThanOrEqual(8);
});
