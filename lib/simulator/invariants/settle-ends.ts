/** After the last input the cluster comes to rest within the limit. */
import type { Invariant } from "./history.ts";

export const settleEnds: Invariant = {
  name: "settle always ends",
  violations: ({ settled }) => (settled ? [] : ["The cluster had not settled at its limit"]),
};
