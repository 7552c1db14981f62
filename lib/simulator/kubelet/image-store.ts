/**
 * Which images a node has, and its pulls: one after the other, as a kubelet does by default. What
 * no container runs any more is removed when the disk fills up, or for its age.
 * https://kubernetes.io/docs/concepts/architecture/garbage-collection/#container-image-garbage-collection
 */
import type { Engine } from "../engine/engine.ts";
import {
  fullImageName,
  type Image,
  type ImageReference,
  type ImageRegistry,
  type RuntimeProfile,
} from "../programs/index.ts";

export type Pulled = {
  readonly image: Image | undefined;
  readonly error: string | undefined;
  /** Of the pull itself. */
  readonly pullMs: number;
};

type Order = { readonly reference: ImageReference; readonly done: (pulled: Pulled) => void };

type Kept = { readonly image: Image; readonly sinceMs: number; usedMs: number };

/** Looking whether a tag still means the image that is there takes a part of the whole pull. */
const CHECK_SHARE = 0.2;
const TYPICAL_BYTES = 72_000_000;
const SMALLEST_FACTOR = 0.5;
const LARGEST_FACTOR = 2.5;

export class ImageStore {
  readonly #engine: Engine;
  readonly #component: string;
  readonly #registry: ImageRegistry;
  readonly #runtime: RuntimeProfile;
  readonly #images = new Map<string, Kept>();
  readonly #orders: Order[] = [];
  #pulling = false;
  #bytes = 0;
  /** Which images containers of the node run. */
  inUse: () => ReadonlySet<string> = () => new Set();
  /** Called when an image has come. */
  onPull: (() => void) | undefined;

  constructor(engine: Engine, component: string, registry: ImageRegistry, runtime: RuntimeProfile) {
    this.#engine = engine;
    this.#component = component;
    this.#registry = registry;
    this.#runtime = runtime;
  }

  /** All images together. */
  get bytes(): number {
    return this.#bytes;
  }

  find(reference: ImageReference): Image | undefined {
    return this.#images.get(fullImageName(reference))?.image;
  }

  /**
   * Removes images that nothing runs and that are older than so much, those first that were not
   * used for longest, until so many bytes are free; gives the bytes that were freed.
   */
  removeUnused(
    wantedBytes = Number.POSITIVE_INFINITY,
    isRemovable: (kept: { readonly sinceMs: number; readonly usedMs: number }) => boolean = () =>
      true,
  ): number {
    const inUse = this.inUse();
    for (const [name, kept] of this.#images) if (inUse.has(name)) kept.usedMs = this.#engine.nowMs;
    const unused = [...this.#images].filter(
      ([name, kept]) => !inUse.has(name) && isRemovable(kept),
    );
    let freed = 0;
    for (const [name, { image }] of unused.sort(([, a], [, b]) => a.usedMs - b.usedMs)) {
      if (freed >= wantedBytes) break;
      freed += image.sizeBytes;
      this.#bytes -= image.sizeBytes;
      this.#images.delete(name);
      const detail = image.fullName;
      const about = { verb: "remove-image", kind: "Node", key: this.#nodeName, detail };
      this.#engine.record({ component: this.#component, ...about });
    }
    return freed;
  }

  get #nodeName(): string {
    return this.#component.slice(this.#component.indexOf("/") + 1);
  }

  pull(reference: ImageReference, done: (pulled: Pulled) => void): void {
    this.#orders.push({ reference, done });
    if (!this.#pulling) this.#next();
  }

  #next(): void {
    const order = this.#orders.shift();
    this.#pulling = order !== undefined;
    if (order === undefined) return;
    const found = this.#registry.look(order.reference);
    const pullMs = this.#pullMs(order.reference, "image" in found ? found.image : found);
    this.#engine.after(pullMs, this.#component, () => {
      const image = "image" in found ? found.image : undefined;
      if (image !== undefined) this.#keep(image);
      const error = "error" in found ? found.error : undefined;
      this.#next();
      order.done({ image, error, pullMs });
    });
  }

  #keep(image: Image): void {
    if (this.#images.has(image.fullName)) return;
    const { nowMs } = this.#engine;
    this.#images.set(image.fullName, { image, sinceMs: nowMs, usedMs: nowMs });
    this.#bytes += image.sizeBytes;
    this.onPull?.();
  }

  #pullMs(
    reference: ImageReference,
    found: { readonly pullMs?: number | undefined; readonly sizeBytes?: number },
  ): number {
    const wholeMs = found.pullMs ?? this.#latencyMs(found.sizeBytes);
    if (this.#runtime.checksTakeAsLong || this.find(reference) === undefined) return wholeMs;
    return Math.round(wholeMs * CHECK_SHARE);
  }

  // Larger images take longer, though not in proportion: their layers come side by side.
  #latencyMs(sizeBytes: number | undefined): number {
    const ms = this.#engine.latencyMs("image-pull", this.#component);
    if (!this.#runtime.hasImageSizes || sizeBytes === undefined) return ms;
    const factor = Math.sqrt(sizeBytes / TYPICAL_BYTES);
    return Math.round(ms * Math.min(LARGEST_FACTOR, Math.max(SMALLEST_FACTOR, factor)));
  }
}
