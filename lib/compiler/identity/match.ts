/**
 * Finds for every new card the old one that it is, in five steps: explicit id, exact text, same
 * front in the same note, similar text in the note and then among the changed notes, else new.
 * No old card is taken twice.
 */
import type { Card, CardProposal, MatchKind } from "#lib/deck";
import { bigramsOf, dice } from "./dice.ts";
import { keysOf } from "./normalise.ts";
import { type Pair, similarPairs } from "./similar.ts";

export type Match = { readonly old: Card; readonly kind: MatchKind };

export type Matches = {
  /** By index of the new card. */
  readonly found: ReadonlyMap<number, Match>;
  readonly uncertain: readonly {
    readonly old: Card;
    readonly fresh: number;
    readonly similarity: number;
  }[];
};

const SURE = 0.6;
/** Same short question, but another answer altogether: not the same card without its topic. */
const FRONT_BACK_LEAST = 0.3;

class Matching {
  readonly found = new Map<number, Match>();
  readonly uncertain: { old: Card; fresh: number; similarity: number }[] = [];
  private readonly taken = new Set<Card>();
  /** Notes that were renamed: new path → old path. */
  private readonly renamed = new Map<string, string>();

  constructor(
    private readonly olds: readonly Card[],
    private readonly fresh: readonly CardProposal[],
    private readonly retired: ReadonlySet<Card>,
  ) {}

  run(): Matches {
    this.byKey("explicit-id", ({ explicitId }) => explicitId);
    this.byKey("same-text", (card) => this.textKey(card, keysOf(card).fullFront));
    this.findRenamed();
    this.byKey(
      "same-text",
      (card) => `${this.noteOf(card)}\u0000${this.textKey(card, keysOf(card).front)}`,
    );
    this.byKey("same-text", (card) => this.textKey(card, keysOf(card).front));
    this.findRenamed();
    this.byFront();
    this.bySimilarity((card) => this.noteOf(card));
    this.bySimilarity(() => "");
    return { found: this.found, uncertain: this.uncertain };
  }

  private textKey(card: CardProposal, front: string): string {
    const { group, back } = keysOf(card);
    return `${group}\u0000${front}\u0000${back}`;
  }

  private noteOf(card: CardProposal): string {
    const path = card.sources[0]?.path ?? "";
    return this.renamed.get(path) ?? path;
  }

  private take(old: Card, fresh: number, kind: MatchKind): void {
    this.taken.add(old);
    this.found.set(fresh, { old, kind: this.retired.has(old) ? "revived" : kind });
  }

  private freshLeft(): number[] {
    return this.fresh.map((_, at) => at).filter((at) => !this.found.has(at));
  }

  /** Old cards that live come before retired ones of the same key. */
  private oldLeft(): Card[] {
    return this.olds.filter((card) => !this.taken.has(card));
  }

  private byKey(kind: MatchKind, keyOf: (card: CardProposal) => string | undefined): void {
    const left = this.freshLeft();
    if (left.length === 0) return;
    const waiting = new Map<string, Card[]>();
    for (const old of this.oldLeft()) {
      const key = keyOf(old);
      if (key === undefined) continue;
      const list = waiting.get(key);
      if (list === undefined) waiting.set(key, [old]);
      else list.push(old);
    }
    for (const at of left) {
      const card = this.fresh[at];
      const key = card === undefined ? undefined : keyOf(card);
      const old = key === undefined ? undefined : waiting.get(key)?.shift();
      if (old !== undefined) this.take(old, at, kind);
    }
  }

  /** A path that is gone and a path that is new, most of whose cards are the same: one note. */
  private findRenamed(): void {
    const before = new Set(this.olds.flatMap((card) => card.sources.map(({ path }) => path)));
    const after = new Set(this.fresh.flatMap((card) => card.sources.map(({ path }) => path)));
    const votes = new Map<string, Map<string, number>>();
    for (const [at, { old }] of this.found) {
      const to = this.fresh[at]?.sources[0]?.path ?? "";
      const from = old.sources[0]?.path ?? "";
      if (to === from || before.has(to) || after.has(from)) continue;
      const counts = votes.get(to) ?? new Map<string, number>();
      counts.set(from, (counts.get(from) ?? 0) + 1);
      votes.set(to, counts);
    }
    for (const [to, counts] of votes) {
      const best = [...counts].sort((a, b) => b[1] - a[1])[0];
      if (best !== undefined) this.renamed.set(to, best[0]);
    }
  }

  /**
   * Fronts repeat in a note: of several with the same one,
   * those with the likest backs belong together.
   */
  private byFront(): void {
    const olds = new Map<string, Card[]>();
    for (const old of this.oldLeft()) {
      const key = `${this.noteOf(old)}\u0000${keysOf(old).group}\u0000${keysOf(old).front}`;
      olds.set(key, [...(olds.get(key) ?? []), old]);
    }
    const pairs: { old: Card; fresh: number; similarity: number; full: boolean }[] = [];
    for (const at of this.freshLeft()) {
      const card = this.fresh[at];
      if (card === undefined) continue;
      const { group, front, fullFront, back } = keysOf(card);
      for (const old of olds.get(`${this.noteOf(card)}\u0000${group}\u0000${front}`) ?? []) {
        const similarity = dice(bigramsOf(back), bigramsOf(keysOf(old).back));
        const full = keysOf(old).fullFront === fullFront && old.kind === card.kind;
        if (full || similarity >= FRONT_BACK_LEAST)
          pairs.push({ old, fresh: at, similarity, full });
      }
    }
    pairs.sort(
      (a, b) => b.similarity - a.similarity || Number(b.full) - Number(a.full) || a.fresh - b.fresh,
    );
    for (const { old, fresh } of pairs) {
      if (!this.taken.has(old) && !this.found.has(fresh)) this.take(old, fresh, "same-front");
    }
  }

  private bySimilarity(noteOf: (card: CardProposal) => string): void {
    const groups = new Map<string, { olds: Card[]; fresh: number[] }>();
    const groupOf = (card: CardProposal) => {
      const note = noteOf(card);
      const group = groups.get(note) ?? { olds: [], fresh: [] };
      groups.set(note, group);
      return group;
    };
    for (const old of this.oldLeft()) groupOf(old).olds.push(old);
    for (const at of this.freshLeft()) {
      const card = this.fresh[at];
      if (card !== undefined) groupOf(card).fresh.push(at);
    }
    for (const { olds, fresh } of groups.values()) {
      if (olds.length === 0 || fresh.length === 0) continue;
      const cards = fresh.flatMap((at) => this.fresh[at] ?? []);
      this.decide(similarPairs(olds, cards), olds, fresh);
    }
  }

  private decide(pairs: readonly Pair[], olds: readonly Card[], fresh: readonly number[]): void {
    for (const { old: oldAt, fresh: freshAt, similarity } of pairs) {
      const old = olds[oldAt];
      const at = fresh[freshAt];
      if (old === undefined || at === undefined || this.taken.has(old) || this.found.has(at))
        continue;
      if (similarity >= SURE) this.take(old, at, "similar");
      else this.uncertain.push({ old, fresh: at, similarity });
    }
  }
}

/** `retired` are those of `olds` that no note held before this compile. */
export function matchCards(
  olds: readonly Card[],
  fresh: readonly CardProposal[],
  retired: ReadonlySet<Card>,
): Matches {
  return new Matching(olds, fresh, retired).run();
}
