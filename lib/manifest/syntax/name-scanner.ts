/**
 * Reads past what a sign and a name make up: directives (`%YAML`), anchors and aliases (`&a`, `*a`)
 * and tags (`!!str`), and refuses what may not follow them.
 */
import { isBlankOrEnd, isBreakOrEnd, type Reader } from "./reader.ts";

export function skipDirective(reader: Reader): void {
  const name = /^%(\w*)/.exec(reader.text.slice(reader.offset))?.[1] ?? "";
  reader.skip(1 + name.length);
  if (name === "") throw reader.fail("could not find expected directive name");
  if (!isBlankOrEnd(reader.peek())) {
    throw reader.fail("found unexpected non-alphabetical character");
  }
  if (name !== "YAML" && name !== "TAG") throw reader.fail("found unknown directive name");
  while (!isBreakOrEnd(reader.peek())) reader.skip();
}

/** The name of the anchor or alias. */
export function skipAnchor(reader: Reader): string {
  const name = /^[\w-]*/.exec(reader.text.slice(reader.offset + 1))?.[0] ?? "";
  reader.skip(1 + name.length);
  const char = reader.peek();
  if (name === "" || !(isBlankOrEnd(char) || "?:,]}%@`".includes(char))) {
    throw reader.fail("did not find expected alphabetic or numeric character");
  }
  return name;
}

export function skipTag(reader: Reader): void {
  const rest = reader.text.slice(reader.offset);
  const tag = /^!<[^>\s]*>|^![\w\-;/?:@&=+$,.!~*'()[\]%]*/.exec(rest)?.[0] ?? "!";
  reader.skip(tag.length);
  if (!isBlankOrEnd(reader.peek())) {
    throw reader.fail("did not find expected whitespace or line break");
  }
}
