/**
 * What a scenario expects: criteria that earn points, objects that must not exist, and gates that
 * cost when violated. The file format is docs/scenarios.md; times are virtual milliseconds.
 */
import type { Language } from "#lib/shared";

/** A sentence in both languages; English stands in where Japanese is missing. */
export type Text = { readonly en: string; readonly ja?: string };

export function textIn(text: Text, language: Language): string {
  return language === "ja" ? (text.ja ?? text.en) : text.en;
}

/** An object of which only the given fields are compared. */
export type PartialObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: {
    readonly name?: string | undefined;
    readonly namespace?: string | undefined;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
};

export type Word =
  /** True in the settled state, which must be reached within the time. */
  | { readonly word: "eventually"; readonly withinMs: number }
  /** True at every moment from the submission until the cluster is settled. */
  | { readonly word: "always" }
  /** True at no moment from the submission until the cluster is settled. */
  | { readonly word: "never" };

export type RequestSubject = {
  /** `pod/NAMESPACE/NAME`, or `outside`. */
  readonly from: string;
  readonly http?: string;
  /** `host:port` */
  readonly tcp?: string;
  /** Expected HTTP status; any answer counts when left out. */
  readonly status?: number;
  /** How often it is sent; the runner's choice when left out. */
  readonly everyMs?: number;
};

export type Subject =
  | { readonly subject: "object"; readonly object: PartialObject; readonly count?: number }
  | {
      readonly subject: "cel";
      readonly object?: PartialObject;
      readonly expressions: readonly string[];
    }
  | { readonly subject: "request"; readonly request: RequestSubject };

export type Criterion = {
  readonly name: Text;
  readonly points: number;
  readonly when: Word;
  /** All of them must hold. */
  readonly subjects: readonly Subject[];
  /** Earns only if the criterion of this (English) name passed, or such an object exists. */
  readonly requires?: string | PartialObject;
  /** The author's own sentence for a failure. */
  readonly feedback?: Text;
};

export type Gate = {
  readonly name: Text;
  /** The object's spec (or data) must be the one of the start state. */
  readonly unchanged: PartialObject;
  /** Points that a violation costs. */
  readonly cost: number;
};

export type Expectations = {
  readonly criteria: readonly Criterion[];
  /** Objects that must not exist in the settled state; each costs all points. */
  readonly errors: readonly PartialObject[];
  readonly gates: readonly Gate[];
};
