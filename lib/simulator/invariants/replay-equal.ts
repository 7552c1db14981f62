/** The same seed and inputs give the same bytes of log. */
import type { Invariant } from "./history.ts";

export const replayEqual: Invariant = {
  name: "replay byte-equal",
  violations: ({ hash, replayHash }) =>
    hash === replayHash ? [] : [`The log has hash ${hash}, and ${replayHash} when run again`],
};
