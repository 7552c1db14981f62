/**
 * How fast a learner with 10,000 cards is served: answers through the use case, one after the other
 * and many learners at once, and the next card. Runs on a database of its own.
 */
import { randomUUID } from "node:crypto";
import type { Collected } from "#lib/server/testing";
import { dropDatabase, makeEmptyDatabase, openDatabase } from "../../scripts/database.mjs";
import { migrate } from "../../scripts/migrate.mjs";
import type { BenchRow } from "./bench/row.ts";

const CARDS = 10_000;
const LEARNERS = 8;
const ANSWERS = 2000;
const NEXT_CARDS = 200;

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

async function measure(): Promise<readonly BenchRow[]> {
  const { addCards, newGuest, succeeded } = await import("#lib/server/testing");
  const { answerCard, nextCard } = await import("#lib/server/use-cases");
  const learners = await Promise.all(Array.from({ length: LEARNERS }, newGuest));
  const decks: Collected[] = [];
  for (const [index, { learnerId }] of learners.entries()) {
    decks.push(await addCards(learnerId ?? "", index === 0 ? CARDS : 500));
  }
  const answer = async (learner: number, turn: number) => {
    const due = decks[learner]?.due ?? [];
    const given = {
      clientId: randomUUID(),
      cardId: due[turn % due.length] ?? "",
      rating: 3 as const,
      answeredAt: Date.now(),
      durationMs: 2000,
    };
    succeeded(await answerCard.as(learners[learner] ?? { learnerId: null, ip: "" }, given));
  };
  const latencies: number[] = [];
  for (let turn = 0; turn < NEXT_CARDS; turn++) {
    const start = performance.now();
    succeeded(await nextCard.as(learners[0] ?? { learnerId: null, ip: "" }, {}));
    latencies.push(performance.now() - start);
  }
  const start = performance.now();
  const perLearner = Math.floor(ANSWERS / LEARNERS);
  await Promise.all(
    learners.map(async (_, learner) => {
      for (let turn = 0; turn < perLearner; turn++) await answer(learner, turn);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return [
    { name: "next card, 10,000 cards, p50", value: at(0.5), unit: "ms" },
    { name: "next card, 10,000 cards, p99", value: at(0.99), unit: "ms", budget: 50 },
    {
      name: `answers through the use case, ${LEARNERS} learners at once`,
      value: (perLearner * LEARNERS) / seconds,
      unit: "1/s",
      budget: 1000,
    },
  ];
}
