/** What may be typed behind `kubectl`, for completion: verbs, the verbs below them, their flags. */
import { GLOBAL_FLAGS } from "./command/shared-flags.ts";
import type { Verb } from "./command/verb.ts";
import { verbs } from "./verbs/index.ts";

/** `words` are complete words behind `kubectl`; answers verbs below them and flags that fit. */
export function wordsAfter(words: readonly string[]): {
  readonly verbs: readonly string[];
  readonly flags: readonly string[];
} {
  let below: readonly Verb[] = verbs;
  let flags: Verb["flags"] = [];
  for (const word of words) {
    const found = below.find(({ name, aliases }) => name === word || aliases?.includes(word));
    if (found === undefined) continue;
    below = found.verbs ?? [];
    flags = found.flags ?? [];
  }
  return {
    verbs: below.map(({ name }) => name),
    flags: [...(flags ?? []), ...GLOBAL_FLAGS].map(({ name }) => `--${name}`),
  };
}
