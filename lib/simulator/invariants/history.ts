/**
 * What invariants judge: the log of a whole run, how it ended, and the log's hash of a second run
 * of the same seed. Everything else, the last state included, is read off the log.
 */
import { type KubeObject, keyOf } from "../api/object.ts";
import type { Node } from "../api/types.generated.ts";
import type { LogEntry } from "../engine/log.ts";

export type History = {
  readonly log: readonly LogEntry[];
  readonly settled: boolean;
  readonly hash: string;
  /** Of the same inputs once more. */
  readonly replayHash: string;
};

export type Invariant = {
  /** As a sentence that is true: `no pod on two nodes`. */
  readonly name: string;
  /** One line for each time that it does not hold. */
  readonly violations: (history: History) => readonly string[];
};

export type Write = LogEntry & {
  readonly verb: "create" | "update" | "delete";
  readonly kind: string;
  readonly key: string;
  readonly after: KubeObject;
};

export function isWrite(entry: LogEntry): entry is Write {
  const { after, key, kind, verb } = entry;
  if (after === undefined || kind === undefined || key === undefined) return false;
  return verb === "create" || verb === "update" || verb === "delete";
}

/** The objects of some kinds after each write, by kind and key. */
export class State {
  readonly #kinds = new Map<string, Map<string, KubeObject>>();

  apply({ after, key, kind, verb }: Write): void {
    let objects = this.#kinds.get(kind);
    if (objects === undefined) {
      objects = new Map();
      this.#kinds.set(kind, objects);
    }
    if (verb === "delete") objects.delete(key);
    else objects.set(key, after);
  }

  find(kind: string, key: string): KubeObject | undefined {
    return this.#kinds.get(kind)?.get(key);
  }

  /** `T` is the type of the objects of that kind. */
  list<T>(kind: string): readonly T[] {
    return [...(this.#kinds.get(kind)?.values() ?? [])] as unknown as readonly T[];
  }

  kinds(): readonly string[] {
    return [...this.#kinds.keys()];
  }
}

/** Calls `see` after each write with the state as it then stands; returns the last state. */
export function walk({ log }: History, see?: (write: Write, state: State) => void): State {
  const state = new State();
  for (const entry of log) {
    if (!isWrite(entry)) continue;
    state.apply(entry);
    see?.(entry, state);
  }
  return state;
}

/** `Pod default/web`. */
export function nameOf(
  object: KubeObject | { readonly kind: string; readonly metadata: KubeObject["metadata"] },
): string {
  return `${object.kind} ${keyOf(object)}`;
}

/** Its kubelet has not been heard of: what it should do about its pods waits. */
export function isSilent(nodeName: string | undefined, state: State): boolean {
  const node = state.find("Node", nodeName ?? "") as unknown as Node | undefined;
  const ready = node?.status.conditions?.find(({ type }) => type === "Ready");
  return ready !== undefined && ready.status !== "True";
}
