/** What every house rule has: a remedy for who breaks it, and samples on which it is tried. */
import type { SourceFile } from "./source-file.ts";

export type Violation = {
  readonly path: string;
  readonly line: number;
  readonly message: string;
};

/** Sample files by path; `broken` must be refused and `kept` must not. */
export type Sample = Readonly<Record<string, string>>;

export type HouseRule = {
  readonly id: string;
  readonly remedy: string;
  readonly check: (files: readonly SourceFile[]) => readonly Violation[];
  readonly broken: readonly Sample[];
  readonly kept: readonly Sample[];
};
