/**
 * Between the choice of a node and the binding of the pod: takes volumes, asks for others to be
 * made there, and holds the pod back until all its claims are bound.
 *
 * Not simulated: giving up after ten minutes.
 */
import { keyOf, type ObjectKey } from "../../api/object.ts";
import type { Pod } from "../../api/types.generated.ts";
import type { ComponentApi } from "../../component/api.ts";
import type { Cache } from "../../informers/cache.ts";
import { SELECTED_NODE } from "../../volume/annotation.ts";
import { boundTo } from "../../volume/bound.ts";
import { claimsOf } from "../../volume/pod-claim.ts";
import { foundClaims, isFullyBound, planVolumes } from "./plan.ts";

type Held = { readonly pod: Pod; readonly nodeName: string; readonly cause: number };

export class VolumeBinder {
  readonly #cache: Cache;
  readonly #api: ComponentApi;
  readonly #held = new Map<ObjectKey, Held>();

  constructor(cache: Cache, api: ComponentApi) {
    this.#cache = cache;
    this.#api = api;
  }

  /** True when the pod has to wait; `released` gives it back. Throws ApiError. */
  holdsBack(pod: Pod, nodeName: string, cause: number): boolean {
    if (claimsOf(pod).length === 0) return false;
    const node = this.#cache.get("Node", nodeName);
    const claims = foundClaims(pod, this.#cache);
    if (node === undefined || claims.every(isFullyBound)) return false;
    const { makes, takes } = planVolumes(claims, node, this.#cache);
    for (const { claim, volume } of takes) {
      this.#api.update<"PersistentVolume">(boundTo(volume, claim));
    }
    for (const claim of makes) {
      if (claim.metadata.annotations?.[SELECTED_NODE] === nodeName) continue;
      const annotations = { ...claim.metadata.annotations, [SELECTED_NODE]: nodeName };
      this.#api.update<"PersistentVolumeClaim">({
        ...claim,
        metadata: { ...claim.metadata, annotations },
      });
    }
    this.#held.set(keyOf(pod), { pod, nodeName, cause });
    return true;
  }

  /** Pods whose claims are now all bound; they are held no longer. */
  released(): readonly Held[] {
    const free = [...this.#held].filter(([, { pod }]) =>
      foundClaims(pod, this.#cache).every(isFullyBound),
    );
    for (const [key] of free) this.#held.delete(key);
    return free.map(([, held]) => held);
  }

  /** The pod is bound or gone. Tells whether it was held. */
  forget(key: ObjectKey): boolean {
    return this.#held.delete(key);
  }
}
