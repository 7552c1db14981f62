/** What the queue knows of a card: its memory and what keeps it from being shown. */
import type { CardSource } from "#lib/deck";
import type { Memory } from "./memory.ts";

export type QueueCard = {
  readonly memory: Memory;
  /** Cards with the same key give each other away; one of them is shown per day. */
  readonly sibling?: string;
  /** Order among new cards, lowest first. */
  readonly position: number;
  readonly suspended?: boolean;
  /** `YYYY-MM-DD`: not shown before this day. */
  readonly buriedUntil?: string;
};

/**
 * Cards made from the same line tell each other's answers (both directions of a definition, the
 * cells of a table row). Undefined for a card without a source.
 */
export function siblingKey(sources: readonly CardSource[]): string | undefined {
  const first = sources[0];
  return first === undefined ? undefined : `${first.path}:${first.line}`;
}
