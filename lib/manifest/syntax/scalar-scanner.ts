/** Steps over one scalar: plain, quoted or block; what it holds is of no interest here. */
import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd, type Reader } from "./reader.ts";

/** True when the scalar spans lines, so that a key may follow. */
export function skipPlain(reader: Reader, indent: number, inFlow: boolean): boolean {
  let leadingBlanks = false;
  while (!reader.atDocumentMark() && reader.peek() !== "#") {
    while (!isBlankOrEnd(reader.peek()) && !endsPlain(reader, inFlow)) {
      leadingBlanks = false;
      reader.skip();
    }
    if (!isBlank(reader.peek()) && !isBreak(reader.peek())) break;
    while (isBlank(reader.peek()) || isBreak(reader.peek())) {
      if (isBreak(reader.peek())) {
        reader.skipBreak();
        leadingBlanks = true;
        continue;
      }
      if (leadingBlanks && reader.column < indent && reader.peek() === "\t") {
        throw reader.fail("found a tab character that violates indentation");
      }
      reader.skip();
    }
    if (!inFlow && reader.column < indent) break;
  }
  return leadingBlanks;
}

function endsPlain(reader: Reader, inFlow: boolean): boolean {
  const char = reader.peek();
  if (char === ":" && isBlankOrEnd(reader.peek(1))) return true;
  return inFlow && ",?[]{}".includes(char);
}

const ESCAPES = "0abtnvfre \"'\\N_LP\t";
const HEX_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

export function skipQuoted(reader: Reader): void {
  const quote = reader.peek();
  reader.skip();
  while (true) {
    if (reader.atDocumentMark()) throw reader.fail("found unexpected document indicator");
    if (reader.peek() === "") throw reader.fail("found unexpected end of stream");
    skipQuotedWord(reader, quote);
    if (reader.peek() === quote) break;
    while (isBlank(reader.peek()) || isBreak(reader.peek())) {
      if (isBreak(reader.peek())) reader.skipBreak();
      else reader.skip();
    }
  }
  reader.skip();
}

function skipQuotedWord(reader: Reader, quote: string): void {
  while (!isBlankOrEnd(reader.peek())) {
    const char = reader.peek();
    if (char === quote) {
      if (quote !== "'" || reader.peek(1) !== "'") return;
      reader.skip(2);
    } else if (char === "\\" && quote === '"') {
      if (isBreak(reader.peek(1))) {
        reader.skip();
        reader.skipBreak();
        return;
      }
      skipEscape(reader);
    } else reader.skip();
  }
}

function skipEscape(reader: Reader): void {
  const char = reader.peek(1);
  const length = HEX_LENGTHS[char];
  if (length === undefined && (char === "" || !ESCAPES.includes(char))) {
    throw reader.fail("found unknown escape character");
  }
  reader.skip(2);
  if (length === undefined) return;
  const digits = reader.text.slice(reader.offset, reader.offset + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits)) {
    throw reader.fail("did not find expected hexdecimal number");
  }
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
    throw reader.fail("found invalid Unicode character escape code");
  }
  reader.skip(length);
}

/** `parent` is the indentation around the scalar, -1 at the top. */
export function skipBlock(reader: Reader, parent: number): void {
  reader.skip();
  const increment = readBlockHead(reader);
  while (isBlank(reader.peek())) reader.skip();
  if (reader.peek() === "#") while (!isBreakOrEnd(reader.peek())) reader.skip();
  if (!isBreakOrEnd(reader.peek())) {
    throw reader.fail("did not find expected comment or line break");
  }
  if (isBreak(reader.peek())) reader.skipBreak();
  const given = increment > 0 ? Math.max(parent, 0) + increment : 0;
  const indent = skipBlockBreaks(reader, given, parent);
  while (reader.column === indent && reader.peek() !== "") {
    while (!isBreakOrEnd(reader.peek())) reader.skip();
    if (isBreak(reader.peek())) reader.skipBreak();
    skipBlockBreaks(reader, indent, parent);
  }
}

function readBlockHead(reader: Reader): number {
  let increment = 0;
  for (let turn = 0; turn < 2; turn += 1) {
    const char = reader.peek();
    if (char === "0") throw reader.fail("found an indentation indicator equal to 0");
    if (/^[1-9]$/.test(char) && increment === 0) increment = Number(char);
    else if (char !== "+" && char !== "-") break;
    reader.skip();
  }
  return increment;
}

/** Steps over indentation and empty lines; finds the indentation where it is not given (0). */
function skipBlockBreaks(reader: Reader, given: number, parent: number): number {
  let widest = 0;
  while (true) {
    while ((given === 0 || reader.column < given) && reader.peek() === " ") reader.skip();
    widest = Math.max(widest, reader.column);
    if ((given === 0 || reader.column < given) && reader.peek() === "\t") {
      throw reader.fail("found a tab character where an indentation space is expected");
    }
    if (!isBreak(reader.peek())) break;
    reader.skipBreak();
  }
  return given === 0 ? Math.max(widest, parent + 1, 1) : given;
}
