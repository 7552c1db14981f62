/** The request-path tables of conformance/paths, row by row. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { AddonName } from "#lib/simulator";
import { readPaths } from "./row.ts";
import { Scene } from "./scene.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A table, what its cluster has besides Kubernetes, and how many rows it must have. */
const TABLES: readonly (readonly [name: string, addons: readonly AddonName[], least: number])[] = [
  ["services", ["load-balancer"], 40],
  ["names", [], 30],
  ["policies", [], 60],
  ["ingresses", ["ingress"], 40],
  ["gateways", ["gateway"], 40],
];

describe.each(TABLES)("%s", (name, addons, least) => {
  const rows = readPaths(root, name);
  let scene: Scene | undefined;

  test.each(rows)("$name", (row) => {
    scene ??= new Scene(addons);
    const { got, said, seenAs } = scene.play(row);
    const pattern = row.expect.replace(/[.()/]/g, "\\$&").replaceAll("*", "[a-z]");
    expect(got, said).toMatch(new RegExp(`^${pattern}$`));
    if (row.why !== undefined) expect(said).toContain(row.why);
    if (row.seenAs !== undefined) expect(seenAs).toBe(row.seenAs);
  });

  test("is whole, and no two rows have one name", () => {
    expect(rows.length).toBeGreaterThanOrEqual(least);
    expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
  });
});
