/** Answers: saved once, taken back whole, in whatever order and number they arrive. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { replay } from "#lib/review";
import { assert } from "#lib/shared";
import { store } from "../store/index.ts";
import { reviewSettings } from "../study.ts";
import { ownDatabase } from "../testing/database.ts";
import { firstCardId, guestWithNotes, succeeded } from "../testing/index.ts";
import {
  answerCard,
  buryCard,
  type Caller,
  flagCard,
  getToday,
  listCards,
  nextCard,
  suspendCard,
  undoAnswers,
} from "./index.ts";

ownDatabase();

const MINUTE_MS = 60_000;

function answer(cardId: string, more: { clientId?: string; agoMs?: number; rating?: 1 | 3 } = {}) {
  return {
    clientId: more.clientId ?? randomUUID(),
    cardId,
    rating: more.rating ?? (3 as const),
    answeredAt: Date.now() - (more.agoMs ?? 0),
    durationMs: 2000,
  };
}

async function stored(caller: Caller, cardId: string) {
  return store().reviews.memory(caller.learnerId ?? "", cardId);
}

/** The memory that the log alone gives. */
async function rebuilt(caller: Caller, cardId: string) {
  const id = caller.learnerId ?? "";
  const learner = await store().learners.find(id);
  const log = await store().reviews.answersOf(id, cardId);
  return replay(cardId, log, reviewSettings({ settings: learner?.settings }));
}

describe("answer-card", () => {
  test("the same answer sent twice changes nothing the second time", async () => {
    const caller = await guestWithNotes();
    const given = answer(await firstCardId(caller));
    const first = succeeded(await answerCard.as(caller, given));
    const second = succeeded(await answerCard.as(caller, given));
    expect(second.memory.reps).toBe(1);
    expect(second.memory.dueMs).toBe(first.memory.dueMs);
  });

  test("20 clients sending the same answer at once make one answer", async () => {
    const caller = await guestWithNotes();
    const given = answer(await firstCardId(caller));
    const results = await Promise.all(
      Array.from({ length: 20 }, () => answerCard.as(caller, given)),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    const log = await store().reviews.answersOf(caller.learnerId ?? "", given.cardId);
    expect(log).toHaveLength(1);
    expect((await stored(caller, given.cardId))?.reps).toBe(1);
  });

  test("20 different answers to one card at once all count, as a replay of the log", async () => {
    const caller = await guestWithNotes();
    const cardId = await firstCardId(caller);
    const given = Array.from({ length: 20 }, (_, index) => answer(cardId, { agoMs: index * 1000 }));
    await Promise.all(given.map((one) => answerCard.as(caller, one)));
    const memory = await stored(caller, cardId);
    expect(memory?.reps).toBe(20);
    expect(memory).toMatchObject(await rebuilt(caller, cardId));
  });

  test("an answer that arrives late takes its place in time", async () => {
    const caller = await guestWithNotes();
    const cardId = await firstCardId(caller);
    succeeded(await answerCard.as(caller, answer(cardId, { agoMs: MINUTE_MS, rating: 3 })));
    succeeded(await answerCard.as(caller, answer(cardId, { agoMs: 60 * MINUTE_MS, rating: 1 })));
    const memory = await stored(caller, cardId);
    expect(memory?.reps).toBe(2);
    expect(memory).toMatchObject(await rebuilt(caller, cardId));
  });

  test.each([
    ["a card that is nobody's", { cardId: "c_none" }, "card-not-found"],
    ["tomorrow", { answeredAt: Date.now() + 86_400_000 }, "answer-from-the-future"],
    ["a rating of 5", { rating: 5 as 1 }, "invalid-input"],
    ["an id that is no UUID", { clientId: "1" }, "invalid-input"],
  ])("refuses %s", async (_name, change, code) => {
    const caller = await guestWithNotes();
    const given = { ...answer(await firstCardId(caller)), ...change };
    expect(await answerCard.as(caller, given)).toMatchObject({ ok: false, error: { code } });
  });

  test("gives the next card and counts down", async () => {
    const caller = await guestWithNotes();
    const before = succeeded(await nextCard.as(caller, {}));
    const cardId = await firstCardId(caller);
    const { next } = succeeded(await answerCard.as(caller, answer(cardId)));
    assert(next !== null, "the next card was not declined");
    expect(next.counts.new).toBeLessThan(before.counts.new);
    expect(next.done ? "" : next.card.id).not.toBe(cardId);
  });
});

describe("undo-answers", () => {
  test("two answers taken back leave memory as if they had not been", async () => {
    const caller = await guestWithNotes();
    const first = await firstCardId(caller);
    succeeded(await answerCard.as(caller, answer(first, { agoMs: 3000 })));
    const after = await stored(caller, first);
    const second = await firstCardId(caller);
    succeeded(await answerCard.as(caller, answer(second, { agoMs: 2000 })));
    succeeded(await answerCard.as(caller, answer(first, { agoMs: 1000, rating: 1 })));
    const { undone } = succeeded(await undoAnswers.as(caller, { count: 2 }));
    expect(undone.map(({ cardId }) => cardId)).toEqual([first, second]);
    expect(await stored(caller, first)).toEqual(after);
    expect(await stored(caller, second)).toBeNull();
    const today = succeeded(await getToday.as(caller, {}));
    expect(today.answeredToday).toBe(1);
  });

  test("the log keeps what was taken back", async () => {
    const caller = await guestWithNotes();
    const cardId = await firstCardId(caller);
    succeeded(await answerCard.as(caller, answer(cardId)));
    succeeded(await undoAnswers.as(caller, { count: 5 }));
    const log = await store().reviews.answersOf(caller.learnerId ?? "", cardId);
    expect(log.map(({ undone }) => undone)).toEqual([true]);
  });
});

describe("what takes a card out of the queue", () => {
  test.each([
    ["suspended", suspendCard],
    ["buried", buryCard],
  ])("a card that is %s is not shown until it is put back", async (_name, change) => {
    const caller = await guestWithNotes();
    const cardId = await firstCardId(caller);
    succeeded(await change.as(caller, { cardId, on: true }));
    expect(await firstCardId(caller)).not.toBe(cardId);
    succeeded(await change.as(caller, { cardId, on: false }));
    expect(await firstCardId(caller)).toBe(cardId);
  });

  test("a flagged card is shown and found by its flag", async () => {
    const caller = await guestWithNotes();
    const cardId = await firstCardId(caller);
    succeeded(await flagCard.as(caller, { cardId, on: true }));
    const page = succeeded(await listCards.as(caller, { state: "flagged" }));
    expect(page.items.map(({ card }) => card.id)).toEqual([cardId]);
    expect(await firstCardId(caller)).toBe(cardId);
  });
});
