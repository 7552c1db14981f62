/**
 * The store: one aggregate per file, plain values in and out,
 * and transactions over all of them.
 */
import "server-only";
import { attemptStore } from "./attempts.ts";
import { cardStore } from "./cards.ts";
import { type Db, prismaClient } from "./client.ts";
import { deckStore } from "./decks.ts";
import { importStore } from "./imports.ts";
import { learnerStore } from "./learners.ts";
import { noteStore } from "./notes.ts";
import { queueStore } from "./queue.ts";
import { reviewStore } from "./reviews.ts";
import { scenarioStore } from "./scenarios.ts";

export type { StoredAttempt } from "./attempts.ts";
export type { OwnCard, StudiedCard } from "./cards.ts";
export { closeStore, rateLimitPool } from "./client.ts";
export type { BeforeImage } from "./imports.ts";
export type { Learner } from "./learners.ts";
export type { StoredNote } from "./notes.ts";
export type { Candidate, QueueWindow } from "./queue.ts";
export { type AnswerKind, type LoggedAnswer, SCENARIO_CARD } from "./reviews.ts";
export type { OwnScenario } from "./scenarios.ts";

export type Store = ReturnType<typeof storeOver> & {
  /**
   * All of `work` happens or nothing of it;
   * inside, only one such work per learner runs at once.
   */
  transaction<T>(learnerId: string, work: (store: Aggregates) => Promise<T>): Promise<T>;
  /** All or nothing, for rows of several learners or of none. */
  together<T>(work: (store: Aggregates) => Promise<T>): Promise<T>;
};

export type Aggregates = ReturnType<typeof storeOver>;

const LONGEST_MS = 120_000;

export function store(): Store {
  const prisma = prismaClient();
  const options = { timeout: LONGEST_MS, maxWait: LONGEST_MS };
  return {
    ...storeOver(prisma),
    transaction(learnerId, work) {
      return prisma.$transaction(async (tx) => {
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${learnerId}, 0))`;
        return work(storeOver(tx));
      }, options);
    },
    together(work) {
      return prisma.$transaction((tx) => work(storeOver(tx)), options);
    },
  };
}

function storeOver(db: Db) {
  return {
    learners: learnerStore(db),
    notes: noteStore(db),
    cards: cardStore(db),
    queue: queueStore(db),
    reviews: reviewStore(db),
    scenarios: scenarioStore(db),
    attempts: attemptStore(db),
    imports: importStore(db),
    decks: deckStore(db),
    async isUp(): Promise<boolean> {
      try {
        await db.$queryRaw`select 1`;
        return true;
      } catch {
        return false;
      }
    },
  };
}
