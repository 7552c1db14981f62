/**
 * The places that turn out to be keys when a `:` follows on the line: at most one outside all
 * brackets and one in each bracket that is open.
 */
import type { Mark, Reader } from "./reader.ts";

type SimpleKey = {
  possible: boolean;
  /** Nothing else can stand here: without its `:` the document is refused. */
  readonly required: boolean;
  readonly tokenNumber: number;
  readonly mark: Mark;
};

const KEY_LENGTH_MAX = 1024;

export class SimpleKeys {
  readonly #reader: Reader;
  readonly #levels: SimpleKey[] = [noKey()];

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  get depth(): number {
    return this.#levels.length;
  }

  get inFlow(): boolean {
    return this.#levels.length > 1;
  }

  enterFlow(): void {
    this.#levels.push(noKey());
  }

  leaveFlow(): void {
    if (this.inFlow) this.#levels.pop();
  }

  /** The reader's place may be a key, whose content is the token of that number. */
  save(required: boolean, tokenNumber: number): void {
    this.remove();
    const { mark } = this.#reader;
    this.#levels[this.#levels.length - 1] = { possible: true, required, tokenNumber, mark };
  }

  remove(): void {
    const key = this.#levels.at(-1);
    if (key?.possible) this.#giveUp(key);
  }

  /** The place that the `:` under the reader makes a key, if there is one. */
  take(): SimpleKey | undefined {
    const key = this.#levels.at(-1);
    if (key === undefined || !this.#isValid(key)) return undefined;
    key.possible = false;
    return key;
  }

  /** Whether the token of that number can still become the content of a key. */
  canBegin(tokenNumber: number): boolean {
    const key = this.#levels.find((one) => one.possible && one.tokenNumber === tokenNumber);
    return key !== undefined && this.#isValid(key);
  }

  #isValid(key: SimpleKey): boolean {
    if (!key.possible) return false;
    const { line, offset } = this.#reader;
    if (key.mark.line >= line && key.mark.offset + KEY_LENGTH_MAX >= offset) return true;
    this.#giveUp(key);
    return false;
  }

  #giveUp(key: SimpleKey): void {
    if (key.required) throw this.#reader.fail("could not find expected ':'");
    key.possible = false;
  }
}

function noKey(): SimpleKey {
  return {
    possible: false,
    required: false,
    tokenNumber: -1,
    mark: { offset: 0, line: 0, column: 0 },
  };
}
