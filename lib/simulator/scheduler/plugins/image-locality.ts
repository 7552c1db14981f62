/** Prefers nodes that have the pod's big images already, the more so the more nodes have them. */
import type { Pod } from "../../api/types.generated.ts";
import type { SchedulerPlugin } from "../plugin.ts";
import type { NodeInfo } from "../snapshot.ts";

const NAME = "ImageLocality";
const MIB = 1024 * 1024;
/** Less than this a container is not worth a thought, more than that makes no difference. */
const SMALLEST = 23 * MIB;
const LARGEST_OF_ONE = 1000 * MIB;

type Spread = ReadonlyMap<string, number>;

export const imageLocality: SchedulerPlugin = {
  name: NAME,
  weight: 1,

  preScore(pod, _nodes, state, snapshot) {
    if (snapshot.nodesWithImages === 0) return "skip";
    const names = new Set(imagesOf(pod));
    const having = new Map<string, number>();
    for (const info of snapshot.nodes) {
      for (const name of names) {
        if (sizeOn(info, name) !== undefined) having.set(name, (having.get(name) ?? 0) + 1);
      }
    }
    if (having.size === 0) return "skip";
    const shares = new Map<string, number>();
    for (const [name, count] of having) shares.set(name, count / snapshot.nodes.length);
    state.set(NAME, shares);
    return undefined;
  },

  score(pod, info, state) {
    const shares = state.get(NAME) as Spread;
    const images = imagesOf(pod);
    let sum = 0;
    for (const name of images) {
      sum += Math.trunc((sizeOn(info, name) ?? 0) * (shares.get(name) ?? 0));
    }
    const largest = LARGEST_OF_ONE * images.length;
    const held = Math.min(Math.max(sum, SMALLEST), largest);
    return Math.trunc((100 * (held - SMALLEST)) / (largest - SMALLEST));
  },
};

function imagesOf({ spec }: Pod): readonly string[] {
  return [...(spec.initContainers ?? []), ...spec.containers].map(({ image = "" }) =>
    normalized(image),
  );
}

function normalized(image: string): string {
  const isTagged = image.lastIndexOf(":") > image.lastIndexOf("/");
  return isTagged ? image : `${image}:latest`;
}

function sizeOn({ node }: NodeInfo, name: string): number | undefined {
  const found = node.status.images?.find(({ names = [] }) => names.includes(name));
  return found === undefined ? undefined : (found.sizeBytes ?? 0);
}
