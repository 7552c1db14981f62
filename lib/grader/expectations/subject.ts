/** The contract of a subject: what is asked of one moment of a run. */
import type { KubeObject } from "#lib/simulator";
import type { PartialObject, Subject, Text } from "../expectation.ts";
import type { Moment, Run } from "../run.ts";

export type Evidence = { readonly atMs: number; readonly text: string; readonly object?: string };

export type Finding = {
  readonly holds: boolean;
  readonly evidence: readonly Evidence[];
  /** Why it does not hold, for the learner. */
  readonly feedback?: Text;
  /** Where to look in what was submitted. */
  readonly place?: { readonly object: PartialObject; readonly path: string };
};

export type SubjectKind<S extends Subject = Subject> = {
  readonly subject: S["subject"];
  /** Kinds whose changes may change the answer. */
  readonly kinds: (subject: S) => ReadonlySet<string> | "all";
  readonly judge: (subject: S, moment: Moment, run: Run) => Finding;
  /** Tests and documentation at once. */
  readonly examples: readonly SubjectExample<S>[];
};

export type SubjectExample<S extends Subject> = {
  readonly name: string;
  readonly subject: S;
  readonly objects: readonly KubeObject[];
  readonly holds: boolean;
  readonly feedback?: string;
};

/** `Deployment shop/web` */
export function nameOf({ kind, metadata }: PartialObject): string {
  const { name, namespace } = metadata ?? {};
  if (name === undefined) return kind;
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}
