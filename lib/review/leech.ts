/** A leech is a card that is forgotten again and again: its text should change, not its day. */
import type { Memory } from "./memory.ts";

export const LEECH_LAPSES = 8;
const WARN_AGAIN_EVERY = 4;

export function isLeech(memory: Memory): boolean {
  return memory.lapses >= LEECH_LAPSES;
}

/** Whether this answer is the moment to say so: at 8 lapses and at every fourth one after. */
export function becameLeech(before: Memory, after: Memory): boolean {
  if (after.lapses === before.lapses || !isLeech(after)) return false;
  return (after.lapses - LEECH_LAPSES) % WARN_AGAIN_EVERY === 0;
}
