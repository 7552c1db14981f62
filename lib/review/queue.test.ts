import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "./check-settings.ts";
import type { Memory } from "./memory.ts";
import { queue } from "./queue.ts";
import { type QueueCard, siblingKey } from "./queue-card.ts";
import type { ReviewSettings } from "./settings.ts";
import { card, DAY_MS, due, END_MS, fresh, MINUTE_MS, NOW_MS, step } from "./testing/queue-card.ts";
import type { TodayAnswer } from "./today.ts";

function show(
  cards: readonly QueueCard[],
  settings: Partial<ReviewSettings> = {},
  answered: readonly TodayAnswer[] = [],
): readonly string[] {
  const chosen = { ...DEFAULT_SETTINGS, ...settings };
  return queue(cards, NOW_MS, chosen, answered).entries.map(
    ({ group, cardId }) => `${group} ${cardId}`,
  );
}

const answeredNow = (cardId: string, change: Partial<TodayAnswer> = {}): TodayAnswer => ({
  cardId,
  answeredAtMs: NOW_MS - MINUTE_MS,
  first: false,
  ...change,
});

describe("order", () => {
  test("steps that are over, reviews, new cards, steps that end soon", () => {
    const cards = [
      step("soon", 15),
      fresh("n2", 2),
      due("r", NOW_MS),
      step("over", -5),
      fresh("n1", 1),
      step("longer-over", -30),
      step("later", 45),
    ];
    expect(show(cards)).toEqual([
      "learning longer-over",
      "learning over",
      "review r",
      "new n1",
      "new n2",
      "ahead soon",
    ]);
  });

  test("a review is due on its day, whatever the hour", () => {
    const cards = [due("tonight", END_MS - 1), due("tomorrow", END_MS), due("morning", NOW_MS - 1)];
    expect(show(cards)).toEqual(["review morning", "review tonight"]);
  });

  const settled = [due("b", NOW_MS, 4), due("a", NOW_MS + 1000, 40), due("c", NOW_MS, 8)];
  const late = due("late", NOW_MS - 3 * DAY_MS, 90);
  const byRecall = ["review b", "review c", "review a"];
  const rows: readonly (readonly [
    string,
    readonly QueueCard[],
    Partial<ReviewSettings>,
    readonly string[],
  ])[] = [
    ["no backlog: due day, then id", settled, {}, ["review a", "review b", "review c"]],
    ["no room for all: lowest recall first", settled, { reviewsPerDay: 2 }, byRecall.slice(0, 2)],
    ["a late card: lowest recall first", [late, ...settled], {}, [...byRecall, "review late"]],
    [
      "by due day on wish",
      [...settled, late],
      { reviewOrder: "due" },
      ["review late", "review a", "review b", "review c"],
    ],
    ["by recall on wish", settled, { reviewOrder: "lowest-recall" }, byRecall],
  ];
  test.each(rows)("%s", (_name, cards, settings, expected) => {
    expect(show(cards, settings)).toEqual(expected);
  });
});

describe("limits per day", () => {
  const cards = [
    fresh("n1", 1),
    fresh("n2", 2),
    due("r1", NOW_MS),
    due("r2", NOW_MS),
    step("s", 0),
  ];

  test("hold back what is beyond them and say so", () => {
    const result = queue(
      cards,
      NOW_MS,
      { ...DEFAULT_SETTINGS, newPerDay: 1, reviewsPerDay: 1 },
      [],
    );
    expect(result.counts).toEqual({ new: 1, learning: 1, review: 1 });
    expect(result.keptBack).toEqual({ limit: 2, buried: 0 });
    expect(result.minutes).toBe(1);
    expect(result).not.toHaveProperty("nextDueMs");
  });

  test("count cards, not answers, and today only", () => {
    const answered = [
      answeredNow("n0", { first: true }),
      answeredNow("n0"),
      answeredNow("r0"),
      answeredNow("r0"),
      answeredNow("old", { answeredAtMs: NOW_MS - DAY_MS }),
      answeredNow("future", { answeredAtMs: END_MS }),
    ];
    const settings = { newPerDay: 2, reviewsPerDay: 2 };
    expect(show(cards, settings, answered)).toEqual(["learning s", "review r1", "new n1"]);
    expect(show(cards, { newPerDay: 0, reviewsPerDay: 0 }, answered)).toEqual(["learning s"]);
  });
});

describe("cards that wait", () => {
  test("steps that end together come in the order of their ids", () => {
    expect(show([step("b", -1), step("a", -1)])).toEqual(["learning a", "learning b"]);
    expect(show([step("a", -1), step("b", -1)])).toEqual(["learning a", "learning b"]);
  });

  test("suspended and buried by hand", () => {
    const cards = [
      fresh("suspended", 1, { suspended: true }),
      fresh("buried", 2, { buriedUntil: "2026-05-11" }),
      fresh("unburied", 3, { buriedUntil: "2026-05-10" }),
    ];
    const result = queue(cards, NOW_MS, DEFAULT_SETTINGS, []);
    expect(result.entries.map(({ cardId }) => cardId)).toEqual(["unburied"]);
    expect(result.keptBack).toEqual({ limit: 0, buried: 1 });
  });

  const line = { sibling: "pods.md:12" };
  const rows: readonly (readonly [
    string,
    readonly QueueCard[],
    readonly TodayAnswer[],
    readonly string[],
  ])[] = [
    [
      "two new cards of one line: the first",
      [fresh("n1", 1, line), fresh("n2", 2, line)],
      [],
      ["new n1"],
    ],
    [
      "a review hides a new card",
      [fresh("n", 1, line), due("r", NOW_MS, 5, line)],
      [],
      ["review r"],
    ],
    [
      "a step later today hides a review",
      [due("r", NOW_MS, 5, line), step("s", 300, line)],
      [],
      [],
    ],
    [
      "steps of one line do not hide each other",
      [step("s1", -2, line), step("s2", -1, line)],
      [],
      ["learning s1", "learning s2"],
    ],
    ["an answer of today hides its siblings", [fresh("n", 1, line)], [answeredNow("x", line)], []],
    [
      "a card does not hide itself",
      [due("r", NOW_MS, 5, line)],
      [answeredNow("r", line)],
      ["review r"],
    ],
    [
      "other lines are free",
      [fresh("n1", 1, line), fresh("n2", 2, { sibling: "pods.md:13" })],
      [],
      ["new n1", "new n2"],
    ],
  ];
  test.each(rows)("%s", (_name, cards, answered, expected) => {
    expect(show(cards, {}, answered)).toEqual(expected);
  });

  test("siblings come from the same first line", () => {
    const source = { path: "pods.md", headings: [], line: 12, endLine: 14 };
    expect(siblingKey([source, { ...source, line: 40 }])).toBe("pods.md:12");
    expect(siblingKey([])).toBeUndefined();
  });
});

describe("values that should not occur", () => {
  test("a review without a last answer is taken for forgotten", () => {
    const { lastReviewMs: _, ...memory } = due("x", NOW_MS).memory;
    const cards = [due("r", NOW_MS), { memory, position: 0 }];
    expect(show(cards, { reviewOrder: "lowest-recall" })).toEqual(["review x", "review r"]);
  });

  test("an unknown state stops the run", () => {
    const broken = card("x", { state: "asleep" as Memory["state"], dueMs: NOW_MS });
    expect(() => show([broken])).toThrow(/asleep/);
  });

  test("an unknown order stops the run", () => {
    const reviewOrder = "shuffled" as ReviewSettings["reviewOrder"];
    expect(() => show([due("r", NOW_MS)], { reviewOrder })).toThrow(/shuffled/);
  });
});
