/**
 * How fast a learner with 10,000 cards is served: answers through the use case, one after the other
 * and many learners at once, and the next card. Runs on a database of its own.
 */
import { randomUUID } from "node:crypto";
import type { Collected } from "#lib/server/testing";
import type { Caller } from "#lib/server/use-cases";
import { dropDatabase, makeEmptyDatabase, openDatabase } from "../../scripts/database.mjs";
import { migrate } from "../../scripts/migrate.mjs";
import type { BenchRow } from "./bench/row.ts";

const CARDS = 10_000;
const LEARNERS = 8;
const ANSWERS = 1600;
const NEXT_CARDS = 200;
const NOBODY: Caller = { learnerId: null, ip: "" };

export async function reviewBenchRows(): Promise<readonly BenchRow[]> {
  const { url } = await openDatabase("postgres");
  const own = await makeEmptyDatabase(url, `kubedeck_bench_${process.pid}`);
  await migrate(own);
  process.env.DATABASE_URL = own;
  const { closeStore } = await import("#lib/server/testing");
  try {
    return await measure();
  } finally {
    await closeStore();
    await dropDatabase(own);
  }
}

type Bench = {
  readonly learners: readonly Caller[];
  readonly decks: readonly Collected[];
};

async function measure(): Promise<readonly BenchRow[]> {
  const { addCards, newGuest } = await import("#lib/server/testing");
  const learners = await Promise.all(Array.from({ length: LEARNERS }, newGuest));
  const decks: Collected[] = [];
  for (const [index, { learnerId }] of learners.entries()) {
    decks.push(await addCards(learnerId ?? "", index === 0 ? CARDS : 500));
  }
  const bench = { learners, decks };
  const latencies = await nextCardLatencies(bench);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  const alone = await answersPerSecond(bench, { first: 0, count: ANSWERS, wantsNext: false });
  const withNext = await answersPerSecond(bench, { first: 200, count: 400, wantsNext: true });
  return [
    { name: "next card, 10,000 cards, p50", value: at(0.5), unit: "ms" },
    { name: "next card, 10,000 cards, p99", value: at(0.99), unit: "ms", budget: 50 },
    {
      name: `answers saved, ${LEARNERS} learners at once`,
      value: alone,
      unit: "1/s",
      budget: 1000,
    },
    {
      name: `answers saved and next card given, ${LEARNERS} at once`,
      value: withNext,
      unit: "1/s",
    },
  ];
}

/** Milliseconds, in ascending order. */
async function nextCardLatencies({ learners: [learner] }: Bench): Promise<readonly number[]> {
  const { succeeded } = await import("#lib/server/testing");
  const { nextCard } = await import("#lib/server/use-cases");
  const latencies: number[] = [];
  for (let turn = 0; turn < NEXT_CARDS; turn++) {
    const start = performance.now();
    succeeded(await nextCard.as(learner ?? NOBODY, {}));
    latencies.push(performance.now() - start);
  }
  return latencies.sort((a, b) => a - b);
}

/** Each learner answers one card after the other, all learners at once. */
async function answersPerSecond(
  { learners, decks }: Bench,
  run: { readonly first: number; readonly count: number; readonly wantsNext: boolean },
): Promise<number> {
  const { succeeded } = await import("#lib/server/testing");
  const { answerCard } = await import("#lib/server/use-cases");
  const each = Math.floor(run.count / learners.length);
  const start = performance.now();
  const answerAll = async (learner: Caller, due: readonly string[]) => {
    for (let turn = 0; turn < each; turn++) {
      const given = {
        clientId: randomUUID(),
        cardId: due[(run.first + turn) % due.length] ?? "",
        rating: 3 as const,
        answeredAt: Date.now(),
        durationMs: 2000,
        wantsNext: run.wantsNext,
      };
      succeeded(await answerCard.as(learner, given));
    }
  };
  await Promise.all(learners.map((learner, at) => answerAll(learner, decks[at]?.due ?? [])));
  return (each * learners.length) / ((performance.now() - start) / 1000);
}
