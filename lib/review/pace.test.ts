import { describe, expect, test } from "vitest";
import { DEFAULT_PACE, estimateMinutes, type PaceSample, paceFrom } from "./pace.ts";

const samples = (first: boolean, ...seconds: readonly number[]): readonly PaceSample[] =>
  seconds.map((each) => ({ first, durationMs: each * 1000 }));

describe("paceFrom", () => {
  test("takes the defaults until there are ten answers of a group", () => {
    expect(paceFrom(samples(true, 1, 1, 1))).toEqual(DEFAULT_PACE);
  });

  test("takes the median of each group, and nobody answers for longer than two minutes", () => {
    const reviews = samples(false, 2, 3, 4, 5, 6, 7, 8, 9, 3600, 3600);
    expect(paceFrom(reviews)).toEqual({ ...DEFAULT_PACE, reviewSeconds: 7 });
    const fresh = samples(true, ...Array<number>(11).fill(900));
    expect(paceFrom([...reviews, ...fresh])).toEqual({ newSeconds: 120, reviewSeconds: 7 });
  });
});

describe("estimateMinutes", () => {
  const rows = [
    ["nothing", { new: 0, learning: 0, review: 0 }, 0],
    ["one review", { new: 0, learning: 0, review: 1 }, 1],
    ["a usual day", { new: 10, learning: 2, review: 60 }, 17],
  ] as const;
  test.each(rows)("%s", (_name, counts, minutes) => {
    expect(estimateMinutes(counts)).toBe(minutes);
  });

  test("with the learner's own pace", () => {
    const pace = { newSeconds: 20, reviewSeconds: 60 };
    expect(estimateMinutes({ new: 0, learning: 3, review: 0 }, pace)).toBe(3);
  });
});
