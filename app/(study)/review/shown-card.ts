/** A card as the review page shows it: sides as safe HTML, and nothing the page does not need. */
import type { CardKind, CardSource } from "#lib/deck";
import type {
  IntervalsView,
  MemoryView,
  NextCard,
  QueueCounts,
  WhySeenView,
} from "#lib/server/use-cases";
import type { Language } from "#lib/shared";
import { renderMarkdown } from "../../_ui/markdown.ts";

export type ShownCard = {
  readonly id: string;
  readonly kind: CardKind;
  readonly language: Language;
  readonly frontHtml: string;
  readonly backHtml: string;
  /** The plain text, by which a typed answer is judged. */
  readonly front: string;
  readonly back: string;
  readonly answers: readonly string[];
  readonly items: readonly string[];
  readonly pairs: readonly (readonly [string, string])[];
  /** Choice: all options in a mixed order that is the same every time; the right one's index. */
  readonly options: readonly { readonly html: string; readonly right: boolean }[];
  readonly source: CardSource | null;
  readonly noteId: string | null;
  readonly scenarioId: string | null;
  readonly flagged: boolean;
  readonly memoryState: MemoryView["state"];
  readonly intervals: IntervalsView;
  readonly whySeen: WhySeenView;
};

export type Shown =
  | { readonly done: false; readonly card: ShownCard; readonly counts: QueueCounts }
  | { readonly done: true; readonly nextDueAtMs: number | null; readonly counts: QueueCounts };

/** A stable order that does not give the right answer away. */
function mixed<Item>(items: readonly Item[], seed: string): readonly Item[] {
  const weight = (index: number) => {
    let hash = 2166136261;
    for (const letter of `${seed}:${index}`) {
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
    }
    return hash >>> 0;
  };
  return items
    .map((item, index) => ({ item, weight: weight(index) }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ item }) => item);
}

function optionsOf(card: Extract<NextCard, { done: false }>["card"]): ShownCard["options"] {
  if (card.kind !== "choice") return [];
  const wrong = (card.distractors ?? []).map((text) => ({ text, right: false }));
  const all = mixed([{ text: card.back, right: true }, ...wrong], card.id);
  return all.map(({ text, right }) => ({ html: renderMarkdown(text), right }));
}

export function show(next: NextCard): Shown {
  if (next.done) return { done: true, nextDueAtMs: next.nextDueAtMs, counts: next.counts };
  const { card } = next;
  return {
    done: false,
    counts: next.counts,
    card: {
      id: card.id,
      kind: card.kind,
      language: card.language,
      frontHtml: renderMarkdown(card.front),
      backHtml: renderMarkdown(card.back),
      front: card.front,
      back: card.back,
      answers: card.answers ?? [],
      items: card.kind === "ordering" ? mixed(card.items ?? [], card.id) : [],
      pairs: card.kind === "matching" ? (card.pairs ?? []) : [],
      options: optionsOf(card),
      source: card.sources[0] ?? null,
      noteId: card.noteId,
      scenarioId: card.scenarioId ?? null,
      flagged: card.flagged,
      memoryState: next.memory.state,
      intervals: next.intervals,
      whySeen: next.whySeen,
    },
  };
}
