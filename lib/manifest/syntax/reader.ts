/** A text read character by character, with the place of the next one. */

/** Lines and columns count from 0, as kubectl's YAML parser counts them. */
export type Mark = { readonly offset: number; readonly line: number; readonly column: number };

/**
 * What is wrong with a document's text; `line` is the number that kubectl
 * prints, 0 prints none.
 */
export class YamlSyntaxError extends Error {
  override readonly name = "YamlSyntaxError";
  readonly line: number;
  readonly offset: number;

  constructor(problem: string, line: number, offset: number) {
    super(problem);
    this.line = line;
    this.offset = offset;
  }
}

export class Reader {
  readonly text: string;
  #offset = 0;
  #line = 0;
  #column = 0;

  constructor(text: string) {
    this.text = text;
  }

  get mark(): Mark {
    return { offset: this.#offset, line: this.#line, column: this.#column };
  }

  get column(): number {
    return this.#column;
  }

  get line(): number {
    return this.#line;
  }

  get offset(): number {
    return this.#offset;
  }

  /** The character at a distance; "" behind the end. */
  peek(distance = 0): string {
    return this.text[this.#offset + distance] ?? "";
  }

  skip(count = 1): void {
    this.#offset += count;
    this.#column += count;
  }

  skipBreak(): void {
    this.#offset += this.peek() === "\r" && this.peek(1) === "\n" ? 2 : 1;
    this.#line += 1;
    this.#column = 0;
  }

  /** At the end: counts the line that has no break. */
  endLine(): void {
    if (this.#column === 0) return;
    this.#column = 0;
    this.#line += 1;
  }

  /** `---` or `...` at a line's start, with nothing but a blank behind. */
  atDocumentMark(): boolean {
    if (this.#column !== 0) return false;
    const three = this.text.slice(this.#offset, this.#offset + 3);
    return (three === "---" || three === "...") && isBlankOrEnd(this.peek(3));
  }

  /** The error stands where the reader is; on the first line no number is told. */
  fail(problem: string): YamlSyntaxError {
    return new YamlSyntaxError(problem, this.#line === 0 ? 0 : this.#line + 1, this.#offset);
  }
}

export function isBreak(char: string): boolean {
  return (
    char === "\n" || char === "\r" || char === "\u0085" || char === "\u2028" || char === "\u2029"
  );
}

export function isBlank(char: string): boolean {
  return char === " " || char === "\t";
}

export function isBreakOrEnd(char: string): boolean {
  return char === "" || isBreak(char);
}

export function isBlankOrEnd(char: string): boolean {
  return isBlank(char) || isBreakOrEnd(char);
}
