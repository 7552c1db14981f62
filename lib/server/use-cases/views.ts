/**
 * What use cases hand out: plain values, times in milliseconds since the epoch, nothing that a
 * browser could not receive. Pages depend on these shapes and on no table.
 */
import "server-only";
import type { Card, CardKind, NoteScenario } from "#lib/deck";
import type { MemoryState, WhySeen } from "#lib/review";
import type { Attempted } from "#lib/scenario";
import type { Diagnostic, Language } from "#lib/shared";

export type Theme = "light" | "dark" | "system";

export type LearnerSettings = {
  /** IANA name; until the learner chooses, the one the browser reports is stored at the start. */
  readonly timeZone: string;
  /** Hour at which the learner's day begins. */
  readonly rolloverHour: number;
  readonly desiredRetention: number;
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  readonly language: Language;
  readonly theme: Theme;
};

export type AccountView = {
  readonly id: string;
  readonly email: string | null;
  readonly name: string | null;
  /** A guest has no email yet; everything they do is kept when they sign up. */
  readonly guest: boolean;
  readonly settings: LearnerSettings;
  readonly createdAtMs: number;
};

export type CardState = "active" | "suspended" | "retired";

/** A card as pages show it: the compiled card with its place and what the learner did to it. */
export type CardView = Omit<Card, "matched" | "explicitId"> & {
  /** Null for a card of a shared deck. */
  readonly noteId: string | null;
  readonly origin: "note" | "built-in";
  readonly state: CardState;
  /**
   * The learner's local day, `YYYY-MM-DD`, before which the card is not shown;
   * null: not buried.
   */
  readonly buriedUntil: string | null;
  readonly flagged: boolean;
};

export type MemoryView = {
  readonly state: MemoryState;
  readonly dueMs: number;
  readonly stability: number;
  readonly difficulty: number;
  readonly reps: number;
  readonly lapses: number;
  readonly lastReviewMs: number | null;
  readonly scheduledDays: number;
  /** Probability of recall now; null for a card never answered. */
  readonly retrievability: number | null;
};

export type IntervalView = {
  /** From now to the next showing. */
  readonly ms: number;
  readonly dueMs: number;
  /** The learner's local day, `YYYY-MM-DD`. */
  readonly dueDay: string;
};

export type IntervalsView = {
  readonly again: IntervalView;
  readonly hard: IntervalView;
  readonly good: IntervalView;
  readonly easy: IntervalView;
};

/** Cards left in today's queue, the one on show included. */
export type QueueCounts = {
  readonly new: number;
  readonly learning: number;
  readonly review: number;
};

/** Facts of the review layer with the rule that made the card and its one-sentence reason. */
export type WhySeenView = WhySeen & { readonly rule: string; readonly why: string };

export type NextCard =
  | {
      readonly done: false;
      readonly card: CardView;
      readonly memory: MemoryView;
      readonly intervals: IntervalsView;
      readonly counts: QueueCounts;
      readonly whySeen: WhySeenView;
    }
  | {
      readonly done: true;
      /** When the next card of any kind becomes due; null when none ever will. */
      readonly nextDueAtMs: number | null;
      readonly counts: QueueCounts;
    };

export type TodayView = {
  readonly dueNow: number;
  readonly newToday: number;
  readonly learning: number;
  /** Estimated from the learner's own pace. */
  readonly minutes: number;
  readonly nextDueAtMs: number | null;
  /** Of what is due now or new today. */
  readonly perKind: readonly { readonly kind: CardKind; readonly count: number }[];
  readonly scenariosDue: number;
  readonly answeredToday: number;
  /** Share of reviews answered above Again in the last 30 days; null below 20 reviews. */
  readonly retention: number | null;
  readonly desiredRetention: number;
  /** Cards the learner has in all, and those answered at least once. */
  readonly cards: number;
  readonly started: number;
  /** Whether the learner has notes of their own yet. */
  readonly notes: number;
};

export type ImportedNote = {
  readonly path: string;
  readonly noteId: string | null;
  readonly status: "new" | "changed" | "unchanged" | "failed";
  readonly cards: number;
  readonly diagnostics: readonly Diagnostic[];
};

export type ImportSummary = {
  readonly importId: string;
  readonly notes: readonly ImportedNote[];
  /** Cards whose memory went on, cards made, cards whose fact the notes no longer hold. */
  readonly kept: number;
  readonly added: number;
  readonly retired: number;
  readonly uncertain: readonly {
    readonly oldId: string;
    readonly newId: string;
    readonly similarity: number;
  }[];
  readonly scenarios: number;
};

export type ImportPhase = "reading" | "compiling" | "saving" | "done" | "failed" | "undone";

export type ImportProgress = {
  readonly done: number;
  readonly total: number;
  readonly phase: ImportPhase;
};

export type NoteListItem = {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly language: Language;
  readonly cards: number;
  readonly scenarios: number;
  readonly diagnostics: number;
  readonly gaps: number;
  readonly version: number;
  readonly updatedAtMs: number;
};

export type NoteFindings = {
  readonly diagnostics: readonly Diagnostic[];
  readonly gaps: readonly { readonly line: number; readonly heading: string }[];
  readonly corrections: readonly {
    readonly claim: string;
    readonly line: number;
    readonly cardId: string;
  }[];
  readonly openQuestions: readonly { readonly line: number; readonly text: string }[];
};

export type NoteView = NoteFindings & {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  readonly language: Language;
  readonly text: string;
  readonly version: number;
  readonly updatedAtMs: number;
  /** Active cards with a source in this note, in the note's order. */
  readonly cards: readonly (CardView & { readonly memory: MemoryView | null })[];
  readonly scenarios: readonly {
    readonly id: string;
    readonly title: string;
    readonly line: number;
  }[];
};

export type CardListItem = { readonly card: CardView; readonly memory: MemoryView | null };

export type CardPage = {
  readonly items: readonly CardListItem[];
  /** Give it back to get the next page; null at the end. */
  readonly cursor: string | null;
  readonly total: number;
};

export type LastVerdict = {
  readonly passed: boolean;
  readonly score: number;
  readonly points: number;
  readonly atMs: number;
};

export type ScenarioListItem = {
  readonly id: string;
  readonly title: { readonly en: string; readonly ja: string };
  readonly domains: readonly string[];
  readonly difficulty: number | null;
  readonly minutes: number | null;
  readonly origin: "built-in" | "note";
  readonly noteId: string | null;
  /** When the scenario comes back; absent until it was tried. */
  readonly dueMs?: number;
  readonly lastVerdict?: LastVerdict;
};

/** Everything the browser needs to run a scenario by itself. */
export type ScenarioView =
  | {
      readonly origin: "built-in";
      readonly id: string;
      readonly seed: number;
      /** The scenario's folder: path inside it → text. */
      readonly files: Readonly<Record<string, string>>;
    }
  | {
      readonly origin: "note";
      readonly id: string;
      readonly seed: number;
      readonly note: NoteScenario;
      readonly noteId: string | null;
    };

export type AttemptListItem = {
  readonly clientId: string;
  readonly scenarioId: string;
  readonly seed: number;
  readonly passed: boolean;
  readonly score: number;
  readonly points: number;
  readonly createdAtMs: number;
  /** As it was sent. */
  readonly submission: unknown;
};

/** What the simulated cluster made of a submission. */
export type AttemptVerdict = Attempted;

export type AttemptResult = {
  readonly verdict: AttemptVerdict;
  /** The browser's run gave the same log; null when it sent no hash. */
  readonly sameAsBrowser: boolean | null;
  /** When the scenario comes back. */
  readonly memory: MemoryView;
};
