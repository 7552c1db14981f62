/** The part of a kubeconfig that commands read and change: contexts and the namespace of each. */

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

  constructor(contexts: readonly KubeContext[], current: string) {
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
}

/** One cluster, its administrator, the default namespace. */
export function createKubeconfig(): Kubeconfig {
  const name = "kubernetes-admin@kubernetes";
  const context = { name, cluster: "kubernetes", user: "kubernetes-admin", namespace: "" };
  return new Kubeconfig([context], name);
}
