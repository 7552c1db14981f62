import { describe, expect, test } from "vitest";
import { type Difference, sayDifference } from "./difference.ts";

describe("sayDifference", () => {
  test.each(["en", "ja"] as const)("a kind that the types forbid stops the run: %s", (language) => {
    const broken = { kind: "mood" } as unknown as Difference;
    expect(() => sayDifference(broken, language)).toThrow(/mood/);
  });
});
