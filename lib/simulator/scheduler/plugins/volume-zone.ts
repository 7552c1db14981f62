/** Volumes that carry a zone or a region as labels can be had only there. */
import type { PersistentVolume } from "../../api/types.generated.ts";
import { claimsOf } from "../../volume/pod-claim.ts";
import type { SchedulerPlugin } from "../plugin.ts";
import { foundClaims } from "../volume/plan.ts";

const NAME = "VolumeZone";
const REFUSAL = { reasons: ["node(s) had no available volume zone"], unresolvable: true };
const LABELS = [
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
  "failure-domain.beta.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region",
];

type Place = { readonly label: string; readonly values: readonly string[] };

export const volumeZone: SchedulerPlugin = {
  name: NAME,

  preFilter(pod, { cache }, state) {
    if (cache === undefined || claimsOf(pod).length === 0) return "skip";
    const places = foundClaims(pod, cache).flatMap(({ spec }) => {
      const volume = cache.get("PersistentVolume", spec.volumeName ?? "");
      return volume === undefined ? [] : placesOf(volume);
    });
    if (places.length === 0) return "skip";
    state.set(NAME, places);
    return undefined;
  },

  filter(_pod, { node }, state) {
    const { labels = {} } = node.metadata;
    if (!LABELS.some((label) => labels[label] !== undefined)) return undefined;
    const places = state.get(NAME) as readonly Place[];
    const fits = places.every(({ label, values }) => values.includes(labels[label] ?? ""));
    return fits ? undefined : REFUSAL;
  },
};

function placesOf({ metadata }: PersistentVolume): readonly Place[] {
  return LABELS.flatMap((label) => {
    const value = metadata.labels?.[label];
    return value === undefined ? [] : [{ label, values: value.split("__") }];
  });
}
