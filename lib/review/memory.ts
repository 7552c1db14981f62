/**
 * What a learner is taken to remember of one card. Derived from the answer log and never edited:
 * the same answers give the same memory, on every machine.
 */

export type MemoryState = "new" | "learning" | "review" | "relearning";

/** 1 Again, 2 Hard, 3 Good, 4 Easy. */
export type Rating = 1 | 2 | 3 | 4;

export const RATINGS: readonly Rating[] = [1, 2, 3, 4];

export type Memory = {
  readonly cardId: string;
  readonly state: MemoryState;
  /** Milliseconds since the epoch; 0 as long as the card is new. */
  readonly dueMs: number;
  /** Days after which recall is predicted to be 90 %; 0 as long as the card is new. */
  readonly stability: number;
  /** 1 … 10; 0 as long as the card is new. */
  readonly difficulty: number;
  /** Number of answers. */
  readonly reps: number;
  /** How often a card that had reached `review` was answered Again. */
  readonly lapses: number;
  readonly lastReviewMs?: number;
  /** Days between the last answer and `dueMs`; 0 inside the learning steps. */
  readonly scheduledDays: number;
  /** Index of the (re)learning step the card is in. */
  readonly learningStep: number;
};

/** A card that was never answered. */
export function newMemory(cardId: string): Memory {
  return {
    cardId,
    state: "new",
    dueMs: 0,
    stability: 0,
    difficulty: 0,
    reps: 0,
    lapses: 0,
    scheduledDays: 0,
    learningStep: 0,
  };
}
