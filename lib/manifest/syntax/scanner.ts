/**
 * Text → tokens, one by one as they are asked for, with the rules and refusals of the YAML parser
 * that kubectl uses: where a key may stand, what opens a block, which characters start nothing.
 */
import { skipAnchor, skipDirective, skipTag } from "./name-scanner.ts";
import {
  isBlank,
  isBlankOrEnd,
  isBreak,
  isBreakOrEnd,
  type Mark,
  Reader,
  YamlSyntaxError,
} from "./reader.ts";
import { skipBlock, skipPlain, skipQuoted } from "./scalar-scanner.ts";
import { SimpleKeys } from "./simple-keys.ts";
import type { Token, TokenKind } from "./token.ts";

/** Nested deeper than this, a document is refused: no API object comes near it. */
export const DEPTH_MAX = 500;

const NOT_PLAIN = "-?:,[]{}#&*!|>'\"%@`";

export class Scanner {
  readonly #reader: Reader;
  readonly #tokens: Token[] = [];
  readonly #indents: number[] = [];
  readonly #keys: SimpleKeys;
  #indent = -1;
  #parsed = 0;
  #keyAllowed = true;
  #ended = false;

  constructor(text: string) {
    this.#reader = new Reader(text);
    this.#keys = new SimpleKeys(this.#reader);
  }

  get #inFlow(): boolean {
    return this.#keys.inFlow;
  }

  peek(): Token {
    while (!this.#isHeadCertain()) this.#fetch();
    const [head] = this.#tokens;
    if (head === undefined) throw new YamlSyntaxError("unexpected end of tokens", 0, 0);
    return head;
  }

  next(): Token {
    const token = this.peek();
    this.#tokens.shift();
    this.#parsed += 1;
    return token;
  }

  /** Whether the first token can still become the content of a key. */
  #isHeadCertain(): boolean {
    if (this.#tokens.length === 0) return false;
    if (this.#ended) return true;
    return !this.#keys.canBegin(this.#parsed);
  }

  #fetch(): void {
    const reader = this.#reader;
    this.#skipToToken();
    this.#unroll(reader.column);
    const char = reader.peek();
    const next = reader.peek(1);
    if (char === "") this.#streamEnd();
    else if (reader.column === 0 && char === "%") this.#directive();
    else if (reader.atDocumentMark()) {
      this.#documentMark(char === "-" ? "document-start" : "document-end");
    } else if (char === "[") this.#flowStart("flow-sequence-start");
    else if (char === "{") this.#flowStart("flow-mapping-start");
    else if (char === "]") this.#flowEnd("flow-sequence-end");
    else if (char === "}") this.#flowEnd("flow-mapping-end");
    else if (char === ",") this.#flowEntry();
    else if (char === "-" && isBlankOrEnd(next)) this.#blockEntry();
    else if (char === "?" && (this.#inFlow || isBlankOrEnd(next))) this.#key();
    else if (char === ":" && (this.#inFlow || isBlankOrEnd(next))) this.#value();
    else if (char === "*" || char === "&") this.#anchor(char === "*" ? "alias" : "anchor");
    else if (char === "!") this.#tag();
    else if ((char === "|" || char === ">") && !this.#inFlow) this.#blockScalar();
    else if (char === "'" || char === '"') this.#quoted();
    else if (this.#startsPlain(char, next)) this.#plain();
    else throw reader.fail("found character that cannot start any token");
  }

  #startsPlain(char: string, next: string): boolean {
    if (!isBlank(char) && !NOT_PLAIN.includes(char)) return true;
    if (char === "-" && !isBlank(next)) return true;
    return !this.#inFlow && (char === "?" || char === ":") && !isBlankOrEnd(next);
  }

  #skipToToken(): void {
    const reader = this.#reader;
    while (true) {
      if (reader.column === 0 && reader.peek() === "\uFEFF") reader.skip();
      while (
        reader.peek() === " " ||
        ((this.#inFlow || !this.#keyAllowed) && reader.peek() === "\t")
      ) {
        reader.skip();
      }
      if (reader.peek() === "#") while (!isBreakOrEnd(reader.peek())) reader.skip();
      if (!isBreak(reader.peek())) return;
      reader.skipBreak();
      if (!this.#inFlow) this.#keyAllowed = true;
    }
  }

  #push(kind: TokenKind, mark: Mark = this.#reader.mark, name?: string): void {
    this.#tokens.push(name === undefined ? { kind, mark } : { kind, mark, name });
  }

  #saveKey(): void {
    if (!this.#keyAllowed) return;
    const required = !this.#inFlow && this.#indent === this.#reader.column;
    this.#keys.save(required, this.#parsed + this.#tokens.length);
  }

  /** Opens a block where the column is deeper; `at` is the place in the queue. */
  #roll(column: number, kind: TokenKind, mark: Mark, at = this.#tokens.length): void {
    if (this.#inFlow || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#checkDepth();
    this.#indent = column;
    this.#tokens.splice(at, 0, { kind, mark });
  }

  #checkDepth(): void {
    if (this.#indents.length + this.#keys.depth <= DEPTH_MAX) return;
    throw this.#reader.fail(`exceeded max depth of ${DEPTH_MAX}`);
  }

  #unroll(column: number): void {
    if (this.#inFlow) return;
    while (this.#indent > column) {
      this.#push("block-end");
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #reset(): void {
    this.#unroll(-1);
    this.#keys.remove();
    this.#keyAllowed = false;
  }

  #streamEnd(): void {
    this.#reader.endLine();
    this.#reset();
    this.#push("stream-end");
    this.#ended = true;
  }

  #directive(): void {
    this.#reset();
    const { mark } = this.#reader;
    skipDirective(this.#reader);
    this.#push("directive", mark);
  }

  #documentMark(kind: TokenKind): void {
    this.#reset();
    this.#push(kind);
    this.#reader.skip(3);
  }

  #flowStart(kind: TokenKind): void {
    this.#saveKey();
    this.#keys.enterFlow();
    this.#checkDepth();
    this.#keyAllowed = true;
    this.#push(kind);
    this.#reader.skip();
  }

  #flowEnd(kind: TokenKind): void {
    this.#keys.remove();
    this.#keys.leaveFlow();
    this.#keyAllowed = false;
    this.#push(kind);
    this.#reader.skip();
  }

  #flowEntry(): void {
    this.#keys.remove();
    this.#keyAllowed = true;
    this.#push("flow-entry");
    this.#reader.skip();
  }

  #blockEntry(): void {
    const { mark } = this.#reader;
    if (!this.#inFlow) {
      if (!this.#keyAllowed) {
        throw this.#reader.fail("block sequence entries are not allowed in this context");
      }
      this.#roll(mark.column, "block-sequence-start", mark);
    }
    this.#keys.remove();
    this.#keyAllowed = true;
    this.#push("block-entry");
    this.#reader.skip();
  }

  #key(): void {
    const { mark } = this.#reader;
    if (!this.#inFlow) {
      if (!this.#keyAllowed) {
        throw this.#reader.fail("mapping keys are not allowed in this context");
      }
      this.#roll(mark.column, "block-mapping-start", mark);
    }
    this.#keys.remove();
    this.#keyAllowed = !this.#inFlow;
    this.#push("key");
    this.#reader.skip();
  }

  #value(): void {
    const key = this.#keys.take();
    const { mark } = this.#reader;
    if (key !== undefined) {
      const at = key.tokenNumber - this.#parsed;
      this.#tokens.splice(at, 0, { kind: "key", mark: key.mark });
      this.#roll(key.mark.column, "block-mapping-start", key.mark, at);
      this.#keyAllowed = false;
    } else {
      if (!this.#inFlow) {
        if (!this.#keyAllowed) {
          throw this.#reader.fail("mapping values are not allowed in this context");
        }
        this.#roll(mark.column, "block-mapping-start", mark);
      }
      this.#keyAllowed = !this.#inFlow;
    }
    this.#push("value");
    this.#reader.skip();
  }

  #anchor(kind: "alias" | "anchor"): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const { mark } = this.#reader;
    this.#push(kind, mark, skipAnchor(this.#reader));
  }

  #tag(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const { mark } = this.#reader;
    skipTag(this.#reader);
    this.#push("tag", mark);
  }

  #blockScalar(): void {
    this.#keys.remove();
    this.#keyAllowed = true;
    const { mark } = this.#reader;
    skipBlock(this.#reader, this.#indent);
    this.#push("scalar", mark);
  }

  #quoted(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const { mark } = this.#reader;
    skipQuoted(this.#reader);
    this.#push("scalar", mark);
  }

  #plain(): void {
    this.#saveKey();
    this.#keyAllowed = false;
    const { mark } = this.#reader;
    if (skipPlain(this.#reader, this.#indent + 1, this.#inFlow)) this.#keyAllowed = true;
    this.#push("scalar", mark);
  }
}
