/**
 * Removes images that no container runs: when the disk is fuller than the upper threshold until it
 * is down to the lower one, and when they were not used for the longest time allowed. It looks
 * every five minutes, in simulated time only when there may be something to remove.
 * https://kubernetes.io/docs/concepts/architecture/garbage-collection/#container-image-garbage-collection
 */
import type { Node } from "../../api/types.generated.ts";
import type { Timer } from "../../engine/queue.ts";
import { periodMs } from "../kubelet-config.ts";
import type { NodeContext } from "../node-context.ts";
import { stockOf } from "./stock.ts";

const LOOK_MS = 300_000;

export class ImageCleaner {
  readonly #node: NodeContext;
  readonly #nodeObject: () => Node | undefined;
  readonly #whenUp: (act: () => void) => void;
  #timer: Timer | undefined;
  #startedMs: number;
  #hasFailed = false;

  constructor(
    node: NodeContext,
    nodeObject: () => Node | undefined,
    whenUp: (act: () => void) => void,
  ) {
    this.#node = node;
    this.#nodeObject = nodeObject;
    this.#whenUp = whenUp;
    this.#startedMs = node.engine.nowMs;
  }

  /** The kubelet began anew: it does not know how long images were unused before. */
  restart(): void {
    this.#startedMs = this.#node.engine.nowMs;
  }

  /** Images came, or room was taken: a look is planned if it may have something to do. */
  changed(): void {
    if (this.#timer !== undefined) return;
    const { component, engine } = this.#node;
    if (this.#excessBytes() === 0 && this.#maximumAgeMs === 0) return;
    const atMs = (Math.floor(engine.nowMs / LOOK_MS) + 1) * LOOK_MS;
    this.#timer = engine.at(atMs, component, () => this.#whenUp(() => this.#look()), true);
  }

  get #maximumAgeMs(): number {
    return periodMs(this.#node.config.imageMaximumGCAge);
  }

  // How much is to be freed to come down to the lower threshold.
  #excessBytes(): number {
    const { imageGCHighThresholdPercent: high, imageGCLowThresholdPercent: low } =
      this.#node.config;
    const { available, capacity } = stockOf(this.#node, this.#nodeObject()).disk;
    if (!Number.isFinite(capacity)) return 0;
    const percent = 100 - Math.floor((available * 100) / capacity);
    return percent < high ? 0 : Math.floor((capacity * (100 - low)) / 100 - available);
  }

  #look(): void {
    this.#timer = undefined;
    const { config, engine, images } = this.#node;
    const { nowMs } = engine;
    const oldestMs = nowMs - this.#maximumAgeMs;
    if (this.#maximumAgeMs > 0 && this.#startedMs < oldestMs) {
      images.removeUnused(Number.POSITIVE_INFINITY, ({ usedMs }) => usedMs < oldestMs);
    }
    const wanted = this.#excessBytes();
    if (wanted > 0) {
      const youngestMs = nowMs - periodMs(config.imageMinimumGCAge);
      const freed = images.removeUnused(wanted, ({ sinceMs }) => sinceMs <= youngestMs);
      this.#tellShortfall(wanted, freed);
    }
    this.changed();
  }

  #tellShortfall(wanted: number, freed: number): void {
    const node = this.#nodeObject();
    const failed = freed < wanted;
    if (failed && node !== undefined) {
      const { event } = this.#node;
      const message = `Failed to garbage collect required amount of images. Attempted to free ${wanted} bytes, but only found ${freed} bytes eligible to free.`;
      event(node, "Warning", "FreeDiskSpaceFailed", message);
      if (this.#hasFailed) event(node, "Warning", "ImageGCFailed", message);
    }
    this.#hasFailed = failed;
  }
}
