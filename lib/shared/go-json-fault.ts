/** What Go's decoder says of text that is no JSON. */

const LITERALS = ["true", "false", "null"];
const END = "unexpected end of JSON input";
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/;

type JsonFault = {
  readonly message: string;
  /** How many characters had been read. */
  readonly offset: number;
};

class Fault extends Error {
  override readonly name = "Fault";
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Undefined for text that is JSON. */
export function goJsonFault(text: string): JsonFault | undefined {
  try {
    const end = skipSpace(text, readValue(text, 0));
    if (end < text.length) throw strange(text, end, "after top-level value");
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return { message: error.message, offset: error.offset };
    throw error;
  }
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (" \t\r\n".includes(text[i] ?? "x")) i += 1;
  return i;
}

function strange(text: string, at: number, where: string): Fault {
  const character = text[at];
  if (character === undefined) return new Fault(END, text.length);
  const shown = character === "'" ? "\\'" : character;
  return new Fault(`invalid character '${shown}' ${where}`, at + 1);
}

function readValue(text: string, start: number): number {
  const at = skipSpace(text, start);
  const character = text[at];
  if (character === "{") return readObject(text, at + 1);
  if (character === "[") return readArray(text, at + 1);
  if (character === '"') return readString(text, at);
  const number = NUMBER.exec(text.slice(at));
  if (number !== null) return at + number[0].length;
  const literal = LITERALS.find((word) => word[0] === character);
  if (literal === undefined) throw strange(text, at, "looking for beginning of value");
  for (const [i, expected] of [...literal].entries()) {
    if (text[at + i] === expected) continue;
    throw strange(text, at + i, `in literal ${literal} (expecting '${expected}')`);
  }
  return at + literal.length;
}

function readObject(text: string, start: number): number {
  let at = skipSpace(text, start);
  if (text[at] === "}") return at + 1;
  for (;;) {
    if (text[at] !== '"') throw strange(text, at, "looking for beginning of object key string");
    at = skipSpace(text, readString(text, at));
    if (text[at] !== ":") throw strange(text, at, "after object key");
    at = skipSpace(text, readValue(text, at + 1));
    if (text[at] === "}") return at + 1;
    if (text[at] !== ",") throw strange(text, at, "after object key:value pair");
    at = skipSpace(text, at + 1);
  }
}

function readArray(text: string, start: number): number {
  let at = skipSpace(text, start);
  if (text[at] === "]") return at + 1;
  for (;;) {
    at = skipSpace(text, readValue(text, at));
    if (text[at] === "]") return at + 1;
    if (text[at] !== ",") throw strange(text, at, "after array element");
    at += 1;
  }
}

function readString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === '"') return at + 1;
    if (character < " ") throw strange(text, at, "in string literal");
    if (character !== "\\") continue;
    at += 1;
    if (!'"\\/bfnrtu'.includes(text[at] ?? "x")) throw strange(text, at, "in string escape code");
  }
  throw new Fault(END, text.length);
}
