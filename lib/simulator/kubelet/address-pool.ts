/** Addresses for the pods of one node, each given to one pod at a time. */

/** The addresses of one node: the third part counts nodes, the last one its pods. */
export class AddressPool {
  readonly #prefix: string;
  readonly #taken = new Set<string>();
  #last = 1;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  take(): string {
    for (let tries = 0; tries < 252; tries++) {
      this.#last = this.#last >= 253 ? 2 : this.#last + 1;
      const ip = `${this.#prefix}.${this.#last}`;
      if (this.#taken.has(ip)) continue;
      this.#taken.add(ip);
      return ip;
    }
    return `${this.#prefix}.254`;
  }

  free(ip: string): void {
    this.#taken.delete(ip);
  }
}
