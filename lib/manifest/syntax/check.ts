/** Whether a document's text has YAML's form; if not, what kubectl says about it. */
import { type Mark, YamlSyntaxError } from "./reader.ts";
import { Scanner } from "./scanner.ts";
import type { Token, TokenKind } from "./token.ts";

const CONTROL = /[^\t\n\r\x20-\x7E\u0085\u00A0-\uFFFD]/;

/** Looks at the first document of the text. */
export function checkSyntax(text: string): YamlSyntaxError | undefined {
  const control = CONTROL.exec(text);
  if (control !== null) {
    return new YamlSyntaxError("control characters are not allowed", 0, control.index);
  }
  try {
    new Checker(text).document();
    return undefined;
  } catch (error) {
    if (error instanceof YamlSyntaxError) return error;
    throw error;
  }
}

class Checker {
  readonly #scanner: Scanner;
  readonly #anchors = new Set<string>();

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  document(): void {
    const first = this.#kind();
    if (first === "stream-end") return;
    if (first === "directive" || first === "document-start") {
      while (this.#kind() === "directive") this.#scanner.next();
      if (this.#kind() !== "document-start") {
        throw this.#expected("did not find expected <document start>");
      }
      this.#scanner.next();
      if (!this.#is("document-start", "document-end", "stream-end")) this.#node(true, false);
    } else this.#node(true, false);
    this.#scanner.peek();
  }

  #kind(): TokenKind {
    return this.#scanner.peek().kind;
  }

  #is(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.#kind());
  }

  /** The parser prints the line before the one where it stumbles; on the first, where it began. */
  #expected(problem: string, context?: Mark): YamlSyntaxError {
    const { mark } = this.#scanner.peek();
    const line = mark.line === 0 ? (context?.line ?? 0) : mark.line;
    return new YamlSyntaxError(problem, line, mark.offset);
  }

  #node(block: boolean, indentless: boolean): void {
    const start = this.#scanner.peek();
    if (start.kind === "alias") {
      this.#alias(this.#scanner.next());
      return;
    }
    let decorated = false;
    while (this.#is("anchor", "tag")) {
      const { name } = this.#scanner.next();
      if (name !== undefined) this.#anchors.add(name);
      decorated = true;
    }
    const kind = this.#kind();
    if (indentless && kind === "block-entry") this.#indentlessSequence();
    else if (kind === "scalar") this.#scanner.next();
    else if (kind === "flow-sequence-start") this.#flowSequence();
    else if (kind === "flow-mapping-start") this.#flowMapping();
    else if (block && kind === "block-sequence-start") this.#blockSequence();
    else if (block && kind === "block-mapping-start") this.#blockMapping();
    else if (!decorated) throw this.#expected("did not find expected node content", start.mark);
  }

  #alias({ name = "", mark }: Token): void {
    if (this.#anchors.has(name)) return;
    throw new YamlSyntaxError(`unknown anchor '${name}' referenced`, 0, mark.offset);
  }

  #blockSequence(): void {
    const { mark } = this.#scanner.next();
    while (this.#is("block-entry")) {
      this.#scanner.next();
      if (!this.#is("block-entry", "block-end")) this.#node(true, false);
    }
    if (!this.#is("block-end")) throw this.#expected("did not find expected '-' indicator", mark);
    this.#scanner.next();
  }

  #indentlessSequence(): void {
    while (this.#is("block-entry")) {
      this.#scanner.next();
      if (!this.#is("block-entry", "key", "value", "block-end")) this.#node(true, false);
    }
  }

  #blockMapping(): void {
    const { mark } = this.#scanner.next();
    while (this.#is("key", "value")) {
      if (this.#is("key")) {
        this.#scanner.next();
        if (!this.#is("key", "value", "block-end")) this.#node(true, true);
      } else throw this.#expected("did not find expected key", mark);
      if (!this.#is("value")) continue;
      this.#scanner.next();
      if (!this.#is("key", "value", "block-end")) this.#node(true, true);
    }
    if (!this.#is("block-end")) throw this.#expected("did not find expected key", mark);
    this.#scanner.next();
  }

  #flowSequence(): void {
    const { mark } = this.#scanner.next();
    for (let first = true; !this.#is("flow-sequence-end"); first = false) {
      if (!first) {
        if (!this.#is("flow-entry")) throw this.#expected("did not find expected ',' or ']'", mark);
        this.#scanner.next();
      }
      if (this.#is("key")) this.#flowPair();
      else if (!this.#is("flow-sequence-end")) this.#node(false, false);
    }
    this.#scanner.next();
  }

  /** `[a: b]`: a mapping of one inside a sequence. */
  #flowPair(): void {
    this.#scanner.next();
    if (!this.#is("value", "flow-entry", "flow-sequence-end")) this.#node(false, false);
    if (!this.#is("value")) return;
    this.#scanner.next();
    if (!this.#is("flow-entry", "flow-sequence-end")) this.#node(false, false);
  }

  #flowMapping(): void {
    const { mark } = this.#scanner.next();
    for (let first = true; !this.#is("flow-mapping-end"); first = false) {
      if (!first) {
        if (!this.#is("flow-entry")) throw this.#expected("did not find expected ',' or '}'", mark);
        this.#scanner.next();
      }
      if (this.#is("key")) {
        this.#scanner.next();
        if (!this.#is("value", "flow-entry", "flow-mapping-end")) this.#node(false, false);
        if (!this.#is("value")) continue;
        this.#scanner.next();
        if (!this.#is("flow-entry", "flow-mapping-end")) this.#node(false, false);
      } else if (!this.#is("flow-mapping-end")) this.#node(false, false);
    }
    this.#scanner.next();
  }
}
