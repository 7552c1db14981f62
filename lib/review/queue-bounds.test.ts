import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "./check-settings.ts";
import { queue } from "./queue.ts";
import type { QueueCard } from "./queue-card.ts";
import type { ReviewSettings } from "./settings.ts";
import { card, DAY_MS, due, END_MS, fresh, MINUTE_MS, NOW_MS, step } from "./testing/queue-card.ts";

describe("nextDueMs", () => {
  const at = (iso: string): number => Date.parse(iso);
  const buried = { buriedUntil: "2026-05-20" };
  const rows: readonly (readonly [
    string,
    readonly QueueCard[],
    Partial<ReviewSettings>,
    number | undefined,
  ])[] = [
    ["nothing at all", [], {}, undefined],
    ["a step later today", [step("s", 60), due("r", END_MS)], {}, NOW_MS + 60 * MINUTE_MS],
    ["a review of tomorrow, from its morning on", [due("r", END_MS + 8 * 3_600_000)], {}, END_MS],
    [
      "a review of a later day",
      [due("r", at("2026-05-14T23:00:00Z"))],
      {},
      at("2026-05-14T04:00:00Z"),
    ],
    [
      "a relearning step of tomorrow",
      [card("l", { state: "relearning", dueMs: END_MS + 5 })],
      {},
      END_MS + 5,
    ],
    [
      "kept back by its sibling",
      [fresh("n", 1, { sibling: "k" }), step("s", 90, { sibling: "k" })],
      {},
      NOW_MS + 90 * MINUTE_MS,
    ],
    ["buried by hand", [fresh("n", 1, buried)], {}, at("2026-05-20T04:00:00Z")],
    ["new cards never", [fresh("n", 1)], { newPerDay: 0 }, undefined],
    ["reviews never", [due("r", NOW_MS)], { reviewsPerDay: 0 }, undefined],
  ];
  test.each(rows)("%s", (_name, cards, settings, expected) => {
    const result = queue(cards, NOW_MS, { ...DEFAULT_SETTINGS, ...settings }, []);
    expect(result.entries).toEqual([]);
    expect(result.nextDueMs).toBe(expected);
  });
});

describe("invariants", () => {
  const anyCard = fc
    .record({
      state: fc.constantFrom(
        "new" as const,
        "learning" as const,
        "review" as const,
        "relearning" as const,
      ),
      dueMs: fc.integer({ min: NOW_MS - 5 * DAY_MS, max: NOW_MS + 5 * DAY_MS }),
      stability: fc.integer({ min: 1, max: 90 }),
      sibling: fc.constantFrom(undefined, "k1", "k2"),
      suspended: fc.boolean(),
    })
    .map(({ sibling, suspended, ...change }) => ({ sibling, suspended, change }));

  test("nothing is lost, shown twice or shown beyond a limit, in whatever order it comes", () => {
    const deck = fc.array(anyCard, { maxLength: 40 }).map((all) =>
      all.map(({ sibling, suspended, change }, index) => {
        const extra = { position: index, suspended, ...(sibling === undefined ? {} : { sibling }) };
        return card(`c${index}`, change, extra);
      }),
    );
    const limits = fc.record({ newPerDay: fc.nat(8), reviewsPerDay: fc.nat(8) });
    const property = fc.property(deck, limits, (cards, chosen) => {
      const settings = { ...DEFAULT_SETTINGS, ...chosen };
      const result = queue(cards, NOW_MS, settings, []);
      const ids = result.entries.map(({ cardId }) => cardId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(result.counts.new).toBeLessThanOrEqual(settings.newPerDay);
      expect(result.counts.review).toBeLessThanOrEqual(settings.reviewsPerDay);
      const { limit, buried } = result.keptBack;
      const { new: fresh, learning, review } = result.counts;
      const active = cards.filter(({ suspended, memory: { state, dueMs } }) => {
        return !suspended && (state === "new" || dueMs < END_MS);
      });
      expect(fresh + learning + review + limit + buried).toBe(active.length);
      expect(queue(cards.toReversed(), NOW_MS, settings, [])).toEqual(result);
    });
    fc.assert(property, { numRuns: 500, seed: 21 });
  });
});
