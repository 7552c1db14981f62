/** A claim has one volume for life, and a volume one claim at a time. */
import type { PersistentVolume, PersistentVolumeClaim } from "../api/types.generated.ts";
import { type Invariant, isWrite } from "./history.ts";

export const claimBoundOnce: Invariant = {
  name: "no claim bound twice",
  violations({ log }) {
    const found: string[] = [];
    const volumeOf = new Map<string, string>();
    const claimOf = new Map<string, string>();
    const note = (known: Map<string, string>, from: string, to: string, what: string) => {
      const before = known.get(from);
      if (before !== undefined && before !== to)
        found.push(`${what} was bound to ${before} and ${to}`);
      known.set(from, to);
    };
    for (const entry of log) {
      if (!isWrite(entry) || entry.verb === "delete") continue;
      if (entry.kind === "PersistentVolumeClaim") {
        const { metadata, spec } = entry.after as unknown as PersistentVolumeClaim;
        const { volumeName = "" } = spec;
        if (volumeName !== "") note(volumeOf, metadata.uid, volumeName, `Claim ${entry.key}`);
      } else if (entry.kind === "PersistentVolume") {
        const { metadata, spec } = entry.after as unknown as PersistentVolume;
        const { uid = "" } = spec.claimRef ?? {};
        if (uid === "") claimOf.delete(metadata.uid);
        else note(claimOf, metadata.uid, uid, `Volume ${entry.key}`);
      }
    }
    return [...found, ...shared(volumeOf, claimOf)];
  },
};

// Two claims that name one volume: it belongs to one of them at most.
function shared(
  volumeOf: ReadonlyMap<string, string>,
  claimOf: ReadonlyMap<string, string>,
): readonly string[] {
  const claimed = new Map<string, number>();
  for (const claim of claimOf.values()) claimed.set(claim, (claimed.get(claim) ?? 0) + 1);
  return [...volumeOf.keys()]
    .filter((claim) => (claimed.get(claim) ?? 0) > 1)
    .map((claim) => `Claim ${claim} holds ${claimed.get(claim)} volumes`);
}
