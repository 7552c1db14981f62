/**
 * Which images a node has, and its pulls: one after the other, as a kubelet does by default.
 * https://kubernetes.io/docs/concepts/containers/images/#serial-and-parallel-image-pulls
 *
 * Not simulated: removal of unused images.
 */
import type { Engine } from "../engine/engine.ts";
import {
  fullImageName,
  type Image,
  type ImageReference,
  type ImageRegistry,
} from "../programs/index.ts";

export type Pulled = {
  readonly image: Image | undefined;
  readonly error: string | undefined;
  /** Of the pull itself. */
  readonly pullMs: number;
};

type Order = { readonly reference: ImageReference; readonly done: (pulled: Pulled) => void };

/** Looking whether a tag still means the image that is there takes a part of the whole pull. */
const CHECK_SHARE = 0.2;

export class ImageStore {
  readonly #engine: Engine;
  readonly #component: string;
  readonly #registry: ImageRegistry;
  readonly #checksTakeAsLong: boolean;
  readonly #images = new Map<string, Image>();
  readonly #orders: Order[] = [];
  #pulling = false;

  constructor(
    engine: Engine,
    component: string,
    registry: ImageRegistry,
    checksTakeAsLong: boolean,
  ) {
    this.#engine = engine;
    this.#component = component;
    this.#registry = registry;
    this.#checksTakeAsLong = checksTakeAsLong;
  }

  find(reference: ImageReference): Image | undefined {
    return this.#images.get(fullImageName(reference));
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
    const pullMs = this.#pullMs(
      order.reference,
      "image" in found ? found.image.pullMs : found.pullMs,
    );
    this.#engine.after(pullMs, this.#component, () => {
      const image = "image" in found ? found.image : undefined;
      if (image !== undefined) this.#images.set(image.fullName, image);
      const error = "error" in found ? found.error : undefined;
      this.#next();
      order.done({ image, error, pullMs });
    });
  }

  #pullMs(reference: ImageReference, declaredMs: number | undefined): number {
    const wholeMs = declaredMs ?? this.#engine.latencyMs("image-pull", this.#component);
    if (this.#checksTakeAsLong || this.find(reference) === undefined) return wholeMs;
    return Math.round(wholeMs * CHECK_SHARE);
  }
}
