/**
 * The scheduler's running account of nodes: which pods stand where and what is left, kept up to
 * date change by change. A pod counts from the decision on, before its binding is seen.
 */
import { amountOf } from "../api/amount.ts";
import { keyOf, type ObjectKey } from "../api/object.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import { addInto, requestsOf, takeFrom } from "./resource.ts";
import type { NodeInfo, Snapshot } from "./snapshot.ts";

type Account = {
  node: Node | undefined;
  readonly byKey: Map<ObjectKey, Pod>;
  pods: readonly Pod[] | undefined;
  readonly requested: Record<string, number>;
  readonly requestedNonZero: Record<string, number>;
  allocatable: Record<string, number>;
};

export class NodeCache implements Snapshot {
  readonly #accounts = new Map<string, Account>();
  readonly #placed = new Map<ObjectKey, { readonly pod: Pod; readonly nodeName: string }>();
  #nodes: readonly NodeInfo[] | undefined;

  /** Nodes that exist, in the order in which they came. */
  get nodes(): readonly NodeInfo[] {
    this.#nodes ??= [...this.#accounts.values()].filter((a) => a.node !== undefined).map(view);
    return this.#nodes;
  }

  setNode(node: Node): void {
    const account = this.#account(node.metadata.name);
    if (account.node === undefined) this.#nodes = undefined;
    account.node = node;
    const allocatable = node.status.allocatable ?? node.status.capacity ?? {};
    account.allocatable = {};
    for (const name in allocatable) account.allocatable[name] = amountOf(name, allocatable[name]);
  }

  removeNode(name: string): void {
    const account = this.#accounts.get(name);
    if (account === undefined) return;
    account.node = undefined;
    if (account.byKey.size === 0) this.#accounts.delete(name);
    this.#nodes = undefined;
  }

  /** Counts the pod on the node; a newer version of a counted pod takes its place. */
  place(pod: Pod, nodeName: string): void {
    const key = keyOf(pod);
    const before = this.#placed.get(key);
    if (before !== undefined) {
      if (before.nodeName === nodeName && before.pod.spec === pod.spec) {
        this.#swap(key, pod, nodeName);
        return;
      }
      this.remove(key);
    }
    const account = this.#account(nodeName);
    const { exact, nonZero } = requestsOf(pod);
    addInto(account.requested, exact);
    addInto(account.requestedNonZero, nonZero);
    account.byKey.set(key, pod);
    account.pods = undefined;
    this.#placed.set(key, { pod, nodeName });
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
    account.pods = undefined;
  }

  #swap(key: ObjectKey, pod: Pod, nodeName: string): void {
    const account = this.#account(nodeName);
    account.byKey.set(key, pod);
    account.pods = undefined;
    this.#placed.set(key, { pod, nodeName });
  }

  #account(name: string): Account {
    let account = this.#accounts.get(name);
    if (account === undefined) {
      account = {
        node: undefined,
        byKey: new Map(),
        pods: undefined,
        requested: {},
        requestedNonZero: {},
        allocatable: {},
      };
      this.#accounts.set(name, account);
    }
    return account;
  }
}

// A view reads the account each time, so that one list of nodes serves all decisions.
function view(account: Account): NodeInfo {
  return {
    get node() {
      return account.node as Node;
    },
    get pods() {
      account.pods ??= [...account.byKey.values()];
      return account.pods;
    },
    get podCount() {
      return account.byKey.size;
    },
    requested: account.requested,
    requestedNonZero: account.requestedNonZero,
    get allocatable() {
      return account.allocatable;
    },
  };
}
