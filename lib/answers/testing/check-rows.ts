/** A table of typed answers: each row is a test of the verdict and of the differences it names. */
import { expect, test } from "vitest";
import { judge } from "../judge.ts";
import type { Verdict } from "../judgement.ts";

export type Row = readonly [
  expected: string,
  typed: string,
  verdict: Verdict,
  ...differences: string[],
];

export function checkRows(kind: string, rows: readonly Row[]): void {
  test.each(rows)("%s ← %s: %s", (expected, typed, verdict, ...differences) => {
    const judgement = judge({ kind, back: "", answers: [expected] }, typed);
    expect(judgement.verdict).toBe(verdict);
    if (verdict === "right" || differences.length > 0) {
      expect(judgement.differences).toEqual(differences);
    }
  });
}
