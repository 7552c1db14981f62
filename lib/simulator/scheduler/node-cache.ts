/**
 * The scheduler's running account of nodes: which pods stand where and what is left, kept up to
 * date change by change. A pod counts from the decision on, before its binding is seen.
 */
import { amountOf } from "../api/amount.ts";
import { sameJson } from "../api/json.ts";
import { keyOf, type ObjectKey } from "../api/object.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import { Cache } from "../informers/cache.ts";
import { zonesInTurn } from "./node-order.ts";
import { PodIndex } from "./pod-index.ts";
import { addInto, requestsOf, takeFrom } from "./resource.ts";
import type { NodeInfo, Snapshot } from "./snapshot.ts";

class Account implements NodeInfo {
  /** Undefined while only its pods are known. */
  known: Node | undefined;
  requested: Record<string, number> = { cpu: 0, memory: 0 };
  requestedNonZero: Record<string, number> = { cpu: 0, memory: 0 };
  allocatable: Record<string, number> = {};
  readonly byKey = new Map<ObjectKey, Pod>();
  list: readonly Pod[] | undefined;

  get node(): Node {
    return this.known as Node;
  }

  get pods(): readonly Pod[] {
    this.list ??= [...this.byKey.values()];
    return this.list;
  }

  get podCount(): number {
    return this.byKey.size;
  }
}

type Placed = { readonly pod: Pod; readonly nodeName: string };

export class NodeCache implements Snapshot {
  readonly cache: Cache;
  readonly index: PodIndex;
  readonly #accounts = new Map<string, Account>();
  readonly #placed = new Map<ObjectKey, Placed>();
  readonly #topology = new Map<string, Map<string, number>>();
  #nodes: readonly NodeInfo[] | undefined;
  #nodesWithImages = 0;

  constructor(cache = new Cache()) {
    this.cache = cache;
    this.index = new PodIndex(
      (name) => {
        const node = this.#accounts.get(name)?.known;
        return node === undefined ? undefined : (node.metadata.labels ?? NO_LABELS);
      },
      (namespace) => cache.get("Namespace", namespace)?.metadata.labels,
      () => this.#placed.values(),
    );
  }

  get nodes(): readonly NodeInfo[] {
    this.#nodes ??= zonesInTurn([...this.#accounts.values()].filter((one) => isKnown(one)));
    return this.#nodes;
  }

  get nodesWithImages(): number {
    return this.#nodesWithImages;
  }

  readonly nodeNamed = (name: string): NodeInfo | undefined => {
    const account = this.#accounts.get(name);
    return account?.known === undefined ? undefined : account;
  };

  readonly topologyValues = (key: string): ReadonlyMap<string, number> => {
    let values = this.#topology.get(key);
    if (values === undefined) {
      values = new Map();
      for (const { node } of this.nodes) {
        const value = node.metadata.labels?.[key];
        if (value !== undefined) values.set(value, (values.get(value) ?? 0) + 1);
      }
      this.#topology.set(key, values);
    }
    return values;
  };

  setNode(node: Node): void {
    const { name } = node.metadata;
    let account = this.#accounts.get(name);
    // A node of which only pods were known stands where it comes, not where they came.
    if (account !== undefined && account.known === undefined) {
      this.#accounts.delete(name);
      this.#accounts.set(name, account);
    }
    account ??= this.#account(name);
    const before = account.known;
    account.known = node;
    this.#nodesWithImages += imageCount(node) - imageCount(before);
    if (before === undefined || !sameJson(before.metadata.labels ?? {}, node.metadata.labels ?? {}))
      this.#forget();
    if (before !== undefined && before.status === node.status) return;
    const allocatable = node.status.allocatable ?? node.status.capacity ?? {};
    account.allocatable = {};
    for (const name in allocatable) account.allocatable[name] = amountOf(name, allocatable[name]);
  }

  removeNode(name: string): void {
    const account = this.#accounts.get(name);
    if (account === undefined) return;
    this.#nodesWithImages -= imageCount(account.known);
    account.known = undefined;
    if (account.byKey.size === 0) this.#accounts.delete(name);
    this.#forget();
  }

  /** Counts the pod on the node; a newer version of a counted pod takes its place. */
  place(pod: Pod, nodeName: string): void {
    const key = keyOf(pod);
    const before = this.#placed.get(key);
    if (before?.pod === pod) return;
    if (before !== undefined) {
      if (before.nodeName === nodeName && needTheSame(before.pod, pod)) {
        this.#swap(key, before.pod, pod, nodeName);
        return;
      }
      this.remove(key);
    }
    const account = this.#account(nodeName);
    const { exact, nonZero } = requestsOf(pod);
    addInto(account.requested, exact);
    addInto(account.requestedNonZero, nonZero);
    account.byKey.set(key, pod);
    account.list = undefined;
    this.#placed.set(key, { pod, nodeName });
    this.index.add(pod, nodeName);
  }

  remove(key: ObjectKey): void {
    const before = this.#placed.get(key);
    if (before === undefined) return;
    this.#placed.delete(key);
    const account = this.#account(before.nodeName);
    const { exact, nonZero } = requestsOf(before.pod);
    takeFrom(account.requested, exact);
    takeFrom(account.requestedNonZero, nonZero);
    account.byKey.delete(key);
    account.list = undefined;
    this.index.remove(before.pod, before.nodeName);
    if (account.known === undefined && account.byKey.size === 0)
      this.#accounts.delete(before.nodeName);
  }

  #swap(key: ObjectKey, before: Pod, pod: Pod, nodeName: string): void {
    const account = this.#account(nodeName);
    account.byKey.set(key, pod);
    account.list = undefined;
    this.#placed.set(key, { pod, nodeName });
    const { deletionTimestamp, labels } = before.metadata;
    const isSame =
      labels === pod.metadata.labels && deletionTimestamp === pod.metadata.deletionTimestamp;
    if (isSame) return;
    this.index.remove(before, nodeName);
    this.index.add(pod, nodeName);
  }

  #forget(): void {
    this.#nodes = undefined;
    this.#topology.clear();
    this.index.nodesChanged();
  }

  #account(name: string): Account {
    let account = this.#accounts.get(name);
    if (account === undefined) {
      account = new Account();
      this.#accounts.set(name, account);
    }
    return account;
  }
}

const NO_LABELS = {};

// What a node is asked for: a binding and most updates leave these parts as they were.
function needTheSame({ spec: a }: Pod, { spec: b }: Pod): boolean {
  return (
    a === b ||
    (a.containers === b.containers &&
      a.initContainers === b.initContainers &&
      a.overhead === b.overhead &&
      a.resources === b.resources &&
      a.affinity === b.affinity)
  );
}

function isKnown({ known }: Account): boolean {
  return known !== undefined;
}

function imageCount(node: Node | undefined): 0 | 1 {
  return (node?.status.images?.length ?? 0) > 0 ? 1 : 0;
}
