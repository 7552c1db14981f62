/**
 * The part of a kubeconfig that commands read and change: contexts, the namespace of each, and what
 * is shown of clusters and users.
 */

const PATH = "/root/.kube/config";

type EntryKind = "cluster" | "user";
type Entry = Readonly<Record<string, unknown>>;

export type KubeContext = {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  /** "" is the default namespace. */
  readonly namespace: string;
};

export class Kubeconfig {
  #contexts: readonly KubeContext[];
  #current: string;
  readonly #entries: Readonly<Record<EntryKind, Map<string, Entry>>> = {
    cluster: new Map(),
    user: new Map(),
  };

  /** Where it is said to lie. */
  readonly path: string;

  constructor(contexts: readonly KubeContext[], current: string, path = PATH) {
    this.path = path;
    this.#contexts = contexts;
    this.#current = current;
  }

  get contexts(): readonly KubeContext[] {
    return this.#contexts;
  }

  get currentName(): string {
    return this.#current;
  }

  get current(): KubeContext | undefined {
    return this.find(this.#current);
  }

  find(name: string): KubeContext | undefined {
    return this.#contexts.find((context) => context.name === name);
  }

  use(name: string): void {
    this.#current = name;
  }

  /** Replaces the context of this name, or adds it. */
  put(context: KubeContext): void {
    const others = this.#contexts.filter((other) => other.name !== context.name);
    this.#contexts = [...others, context].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  remove(name: string): void {
    this.#contexts = this.#contexts.filter((context) => context.name !== name);
  }

  /** By name. */
  entries(kind: EntryKind): readonly (readonly [name: string, entry: Entry])[] {
    return [...this.#entries[kind]].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  setEntry(kind: EntryKind, name: string, entry: Entry): void {
    this.#entries[kind].set(name, { ...this.#entries[kind].get(name), ...entry });
  }

  /** False when there is none of this name. */
  removeEntry(kind: EntryKind, name: string): boolean {
    return this.#entries[kind].delete(name);
  }
}

/** One cluster, its administrator, the default namespace. */
export function createKubeconfig(path = PATH): Kubeconfig {
  const name = "kubernetes-admin@kubernetes";
  const context = { name, cluster: "kubernetes", user: "kubernetes-admin", namespace: "" };
  const kubeconfig = new Kubeconfig([context], name, path);
  kubeconfig.setEntry("cluster", context.cluster, {
    "certificate-authority-data": "DATA+OMITTED",
    server: "https://controlplane:6443",
  });
  kubeconfig.setEntry("user", context.user, {
    "client-certificate-data": "DATA+OMITTED",
    "client-key-data": "DATA+OMITTED",
  });
  return kubeconfig;
}
