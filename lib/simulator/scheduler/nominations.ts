/** Pods that others were evicted for: their place on the node is kept until they are bound. */
import { keyOf, type ObjectKey } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";

const NOBODY: readonly Pod[] = [];

export class Nominations {
  readonly #byNode = new Map<string, Map<ObjectKey, Pod>>();
  readonly #nodeOf = new Map<ObjectKey, string>();

  get isEmpty(): boolean {
    return this.#byNode.size === 0;
  }

  set(pod: Pod, nodeName: string): void {
    const key = keyOf(pod);
    this.remove(key);
    if (nodeName === "") return;
    let pods = this.#byNode.get(nodeName);
    if (pods === undefined) {
      pods = new Map();
      this.#byNode.set(nodeName, pods);
    }
    pods.set(key, pod);
    this.#nodeOf.set(key, nodeName);
  }

  remove(key: ObjectKey): void {
    const nodeName = this.#nodeOf.get(key);
    if (nodeName === undefined) return;
    this.#nodeOf.delete(key);
    const pods = this.#byNode.get(nodeName);
    pods?.delete(key);
    if (pods?.size === 0) this.#byNode.delete(nodeName);
  }

  /** Other pods nominated to the node that are at least as important as this one. */
  onNode(nodeName: string, pod: Pod): readonly Pod[] {
    if (this.#byNode.size === 0) return NOBODY;
    const priority = pod.spec.priority ?? 0;
    return this.#on(nodeName).filter(
      (other) => other.metadata.uid !== pod.metadata.uid && (other.spec.priority ?? 0) >= priority,
    );
  }

  /** Those that lose their nomination to a more important pod. */
  lessImportant(nodeName: string, pod: Pod): readonly Pod[] {
    const priority = pod.spec.priority ?? 0;
    return this.#on(nodeName).filter((other) => (other.spec.priority ?? 0) < priority);
  }

  #on(nodeName: string): readonly Pod[] {
    const pods = this.#byNode.get(nodeName);
    return pods === undefined ? NOBODY : [...pods.values()];
  }
}
