/** An edit of one note, and which lines of it are known to be the same fact before and after. */

export type Edit = {
  /** The recorded file, repository or procedure that the edit comes from. */
  readonly history: string;
  readonly path: string;
  readonly newPath: string;
  readonly before: string;
  readonly after: string;
};

/** A line missing on one side: the fact is gone, or it is new. Lines count from 1. */
export type SameFact = {
  readonly before: number | undefined;
  readonly after: number | undefined;
};

/** From each known line to where its fact stands on the other side; an empty list: nowhere. */
export type Truth = {
  readonly forward: ReadonlyMap<number, readonly number[]>;
  readonly back: ReadonlyMap<number, readonly number[]>;
  /** A line that a guess found nowhere may stand somewhere in other words. */
  readonly guessed: boolean;
};

export function truthOf(facts: readonly SameFact[], guessed = false): Truth {
  const forward = new Map<number, number[]>();
  const back = new Map<number, number[]>();
  for (const { before, after } of facts) {
    note(forward, before, after);
    note(back, after, before);
  }
  return { forward, back, guessed };
}

function note(to: Map<number, number[]>, from: number | undefined, at: number | undefined): void {
  if (from === undefined) return;
  const lines = to.get(from) ?? [];
  if (at !== undefined) lines.push(at);
  to.set(from, lines);
}

/** Counted as the compiler counts them. */
export const linesOf = (text: string): readonly string[] => text.split(/\r\n?|\n/);
