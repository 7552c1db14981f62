/** Each write has a resourceVersion above all earlier ones, and an object keeps its last one. */
import { type Invariant, isWrite } from "./history.ts";

export const resourceVersionGrows: Invariant = {
  name: "resourceVersion only grows",
  violations({ log }) {
    const found: string[] = [];
    let last = 0;
    for (const entry of log) {
      if (!isWrite(entry)) continue;
      const version = Number(entry.after.metadata.resourceVersion);
      if (!(version > last)) {
        found.push(`${entry.kind} ${entry.key} has version ${version} after ${last}`);
      }
      last = version;
    }
    return found;
  },
};
