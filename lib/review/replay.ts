/**
 * Memory as a function of the log: sorted by time, taken-back answers left out, an answer that
 * arrived twice counted once. Order of arrival therefore never matters.
 */
import type { Answer } from "./answer.ts";
import { type Memory, newMemory } from "./memory.ts";
import { nextMemory } from "./scheduler.ts";
import type { ReviewSettings } from "./settings.ts";

/** The memory of one card; answers to other cards are ignored. */
export function replay(
  cardId: string,
  answers: readonly Answer[],
  settings: ReviewSettings,
): Memory {
  let memory = newMemory(cardId);
  for (const answer of inOrder(answers)) {
    if (answer.cardId === cardId) memory = follow(memory, answer, settings);
  }
  return memory;
}

/** The memories of every card that has a standing answer, by card id. */
export function replayAll(
  answers: readonly Answer[],
  settings: ReviewSettings,
): ReadonlyMap<string, Memory> {
  const memories = new Map<string, Memory>();
  for (const answer of inOrder(answers)) {
    const memory = memories.get(answer.cardId) ?? newMemory(answer.cardId);
    memories.set(answer.cardId, follow(memory, answer, settings));
  }
  return memories;
}

function follow(memory: Memory, answer: Answer, settings: ReviewSettings): Memory {
  const rule = { timeZone: answer.zone, rolloverHour: answer.rolloverHour };
  return nextMemory(memory, answer.rating, answer.answeredAtMs, settings, rule);
}

/** An id that was undone stays undone, even if a late copy of the answer does not say so. */
function inOrder(answers: readonly Answer[]): readonly Answer[] {
  const undone = new Set<string>();
  for (const answer of answers) if (answer.undone === true) undone.add(answer.clientId);
  const standing = new Map<string, Answer>();
  for (const answer of answers) {
    if (!undone.has(answer.clientId) && !standing.has(answer.clientId)) {
      standing.set(answer.clientId, answer);
    }
  }
  return [...standing.values()].sort(compareAnswers);
}

/** Equal times are ordered by id, so that every machine replays them alike. */
function compareAnswers(a: Answer, b: Answer): number {
  if (a.answeredAtMs !== b.answeredAtMs) return a.answeredAtMs - b.answeredAtMs;
  return a.clientId < b.clientId ? -1 : 1;
}
