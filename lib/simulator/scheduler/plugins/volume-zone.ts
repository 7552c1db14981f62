/** A pod goes where the zones that its bound volumes are labelled with are. */
import type { Node, Pod } from "../../api/types.generated.ts";
import type { Cache } from "../../informers/cache.ts";
import { claimKeysOf } from "../claim.ts";
import { nodeDiffers } from "../cluster-change.ts";
import type { Refusal, SchedulerPlugin } from "../plugin.ts";

const NAME = "VolumeZone";
const ELSEWHERE: Refusal = {
  reasons: ["node(s) had no available volume zone"],
  unresolvable: true,
};

const LABELS = [
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
  "failure-domain.beta.kubernetes.io/zone",
  "failure-domain.beta.kubernetes.io/region",
];

type Wanted = { readonly label: string; readonly values: readonly string[] };

export const volumeZone: SchedulerPlugin = {
  name: NAME,

  preFilter(pod, { cache }, state) {
    const wanted = wantedZones(pod, cache);
    if (wanted.length === 0) return "skip";
    state.set(NAME, wanted);
    return undefined;
  },

  filter(_pod, { node }, state) {
    if (LABELS.every((label) => node.metadata.labels?.[label] === undefined)) return undefined;
    const isThere = (state.get(NAME) as readonly Wanted[]).every(({ label, values }) => {
      const value = zoneOf(node, label);
      return value !== undefined && values.includes(value);
    });
    return isThere ? undefined : ELSEWHERE;
  },

  wakes: (_pod, change) => change.kind === "Storage" || nodeDiffers(change, "labels"),
};

function wantedZones(pod: Pod, cache: Cache): readonly Wanted[] {
  return claimKeysOf(pod).flatMap((key) => {
    const name = cache.get("PersistentVolumeClaim", key)?.spec.volumeName ?? "";
    const labels = cache.get("PersistentVolume", name)?.metadata.labels ?? {};
    return LABELS.flatMap((label) => {
      const value = labels[label];
      return value === undefined ? [] : [{ label, values: value.split("__") }];
    });
  });
}

function zoneOf({ metadata }: Node, label: string): string | undefined {
  const labels = metadata.labels ?? {};
  return labels[label] ?? labels[label.replace("failure-domain.beta", "topology")];
}
