import { describe, expect, test } from "vitest";
import type { AddonName } from "../../addons/index.ts";
import { TABLES } from "./index.ts";
import { Scene } from "./scene.ts";

describe.each(TABLES)("$title", ({ addons, least, rows }) => {
  let scene: Scene | undefined;
  test.each(rows)("$name", (row) => {
    scene ??= new Scene(addons as readonly AddonName[]);
    const { got, said, seenAs } = scene.play(row);
    const isFree = row.expect.includes("*");
    if (isFree) expect(got, said).toMatch(new RegExp(`^${row.expect.replaceAll("*", "[a-z]")}$`));
    else expect(got, said).toBe(row.expect);
    if (row.why !== undefined) expect(said).toContain(row.why);
    if (row.seenAs !== undefined) expect(seenAs).toBe(row.seenAs);
  });

  test("the table is whole, and each row names its page", () => {
    expect(rows.length).toBeGreaterThanOrEqual(least);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    for (const { says } of rows) expect(says).toMatch(/^(docs|reference|guides|api-types)\//);
  });
});
