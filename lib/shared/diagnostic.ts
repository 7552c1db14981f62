/**
 * What an author or a learner should know about a place in a text they wrote. Diagnostics are
 * collected, never thrown, so that one run shows all of them.
 */

/** Lines and columns count from 1; the end is exclusive in columns, inclusive in lines. */
export type SourceRange = {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
};

export type Severity = "error" | "warning" | "info";

/** `message` has the form «Unexpected X, expected Y» where it can; `code` is `area/name`. */
export type Diagnostic = SourceRange & {
  readonly path: string;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
};
