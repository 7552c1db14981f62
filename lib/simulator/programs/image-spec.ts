/** What an author declares about an image of a scenario: how it pulls and what its program does. */

import type { MemoryCurve } from "./memory-use.ts";

export type HttpAnswer = { readonly status?: number; readonly body?: string };

export type ProgramSpec = {
  /** TCP ports that it listens on. */
  readonly listens?: readonly number[];
  /** What it answers by path; "*" for any other. Without it every path answers 200. */
  readonly http?: Readonly<Record<string, HttpAnswer>>;
  /** Environment variables without which it ends with code 1 at once. */
  readonly needsEnv?: readonly string[];
  /** Files without which it ends with code 1 at once. */
  readonly needsFile?: readonly string[];
  /** How long after its start it begins to listen. */
  readonly readyAfterMs?: number;
  /** It ends by itself this long after its start; without it, it runs for ever. */
  readonly crashesAfterMs?: number;
  /** With what it ends by itself; 1 when left out. */
  readonly exitCode?: number;
  /** Lines that it prints when it starts. */
  readonly logs?: readonly string[];
  /** What memory it holds; growing without a bound is a leak. */
  readonly memory?: MemoryCurve;
  /** It stops answering this long after its start, and runs on: a deadlock. */
  readonly hangsAfterMs?: number;
  /** How long it takes to end after SIGTERM. */
  readonly slowStopMs?: number;
  /** Ends only by SIGKILL. */
  readonly ignoresTerm?: boolean;
};

export type ImageSpec = {
  /** `shop/web:2`, or `shop/web` for every tag. */
  readonly image: string;
  readonly program?: ProgramSpec;
  readonly pullMs?: number;
  /** Why it cannot be pulled, in the runtime's words. */
  readonly pullError?: string;
  readonly sizeBytes?: number;
  /** Who it runs as; root when left out. */
  readonly user?: string;
  /** It has no shell and none of the usual programs. */
  readonly noShell?: boolean;
};
