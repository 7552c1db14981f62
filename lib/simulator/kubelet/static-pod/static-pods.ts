/**
 * The pods of one node that its kubelet runs from files, whatever the API server says: each shows
 * itself there by a mirror, which comes back when it is deleted. A file that changes is another
 * pod, which begins when the one before it has ended.
 * https://kubernetes.io/docs/tasks/configure-pod-container/static-pod/
 */
import { ApiError } from "../../api/error.ts";
import { isBeingDeleted, keyOf, type ObjectKey } from "../../api/object.ts";
import { MIRROR_ANNOTATION, mirroredHash } from "../../api/static-pod.ts";
import type { Pod } from "../../api/types.generated.ts";
import type { NodeContext } from "../node-context.ts";
import type { PodWorker } from "../pod-worker.ts";
import { forbiddenReference, type PodManifest, staticPod } from "./manifest.ts";

export type StaticPodHost = {
  /** Runs the pod; undefined when the node does not take it. */
  readonly run: (key: ObjectKey, pod: Pod) => PodWorker | undefined;
  readonly whenUp: (act: () => void) => void;
};

export class StaticPods {
  readonly #node: NodeContext;
  readonly #host: StaticPodHost;
  readonly #manifests = new Map<string, PodManifest>();
  /** What each file wants to run. */
  readonly #wanted = new Map<string, Pod>();
  readonly #workers = new Map<ObjectKey, PodWorker>();

  constructor(node: NodeContext, host: StaticPodHost) {
    this.#node = node;
    this.#host = host;
  }

  /** The files in the folder, by name. */
  get manifests(): ReadonlyMap<string, PodManifest> {
    return this.#manifests;
  }

  /** Writes a file, or removes it; the kubelet acts on it a moment later. */
  write(file: string, manifest: PodManifest | undefined): void {
    if (manifest === undefined) this.#manifests.delete(file);
    else this.#manifests.set(file, manifest);
    const { component, engine } = this.#node;
    const delayMs = engine.latencyMs("kubelet-sync", component);
    engine.after(delayMs, component, () => this.#host.whenUp(() => this.#read(file)));
  }

  #read(file: string): void {
    const { component, engine, name } = this.#node;
    const manifest = this.#manifests.get(file);
    const refused = manifest === undefined ? undefined : forbiddenReference(manifest);
    if (refused !== undefined) {
      const detail = `static pods may not reference ${refused}`;
      engine.record({ component, verb: "refuse-static-pod", kind: "Node", key: name, detail });
    }
    const isRun = manifest !== undefined && refused === undefined;
    const pod = isRun ? staticPod(manifest, file, name, engine.nowMs) : undefined;
    const before = this.#wanted.get(file);
    if (before?.metadata.uid === pod?.metadata.uid) return;
    if (pod === undefined) this.#wanted.delete(file);
    else this.#wanted.set(file, pod);
    const running = before === undefined ? undefined : this.#workers.get(keyOf(before));
    if (before !== undefined) running?.remove(before);
    if (pod !== undefined) this.#begin(pod);
  }

  #begin(pod: Pod): void {
    const key = keyOf(pod);
    // What runs under the name has to end first.
    if (this.#workers.has(key)) return;
    const worker = this.#host.run(key, pod);
    if (worker === undefined) return;
    worker.record.showMirror = () => this.#showMirror(key, pod);
    this.#workers.set(key, worker);
    worker.trigger();
  }

  /** A worker's pod is over for good: its mirror goes, and the next one of the name begins. */
  finished(worker: PodWorker): void {
    const { key, uid } = worker.record;
    if (this.#workers.get(key) !== worker) return;
    this.#workers.delete(key);
    const mirror = this.#stored(key);
    if (mirror !== undefined && mirroredHash(mirror) === uid) this.#delete(key, mirror);
    const next = [...this.#wanted.values()].find((pod) => keyOf(pod) === key);
    if (next !== undefined) this.#begin(next);
  }

  /** A mirror changed: it is made anew when it is going, and goes when it mirrors nothing. */
  mirrorChanged(key: ObjectKey): void {
    const worker = this.#workers.get(key);
    const mirror = this.#stored(key);
    if (worker === undefined) {
      if (mirror !== undefined) this.#delete(key, mirror);
    } else if (mirror === undefined || !isMirrorOf(mirror, worker.record.uid)) {
      worker.record.isStale = true;
      worker.trigger();
    }
  }

  #showMirror(key: ObjectKey, pod: Pod): void {
    const { api, store } = this.#node;
    const stored = this.#stored(key);
    if (stored !== undefined) {
      if (isMirrorOf(stored, pod.metadata.uid)) return;
      // A pod of the API that has taken the name stays.
      if (mirroredHash(stored) === undefined) return;
      this.#delete(key, stored);
    }
    const node = store.get("Node", this.#node.name);
    if (node === undefined || isBeingDeleted(node)) return;
    const { annotations, labels, name, namespace, uid } = pod.metadata;
    const owner = { apiVersion: "v1", kind: "Node", name: node.metadata.name };
    this.#tolerant(() => {
      api.create<"Pod">("Pod", {
        metadata: {
          name,
          ...(namespace === undefined ? {} : { namespace }),
          ...(labels === undefined ? {} : { labels }),
          annotations: { ...annotations, [MIRROR_ANNOTATION]: uid },
          ownerReferences: [{ ...owner, uid: node.metadata.uid, controller: true }],
        },
        spec: pod.spec,
      });
    });
  }

  #stored(key: ObjectKey): Pod | undefined {
    return this.#node.store.get("Pod", key) as Pod | undefined;
  }

  #delete(key: ObjectKey, { metadata }: Pod): void {
    this.#tolerant(() => {
      this.#node.api.delete("Pod", key, { gracePeriodSeconds: 0, uid: metadata.uid });
    });
  }

  // What the API server refuses is tried again when the pod is next seen to.
  #tolerant(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

function isMirrorOf(stored: Pod, hash: string): boolean {
  return mirroredHash(stored) === hash && !isBeingDeleted(stored);
}
