/** What ConfigMaps and Secrets have in common: how much they hold and how they are frozen. */

export const CONTENT_MAX_BYTES = 1_048_576;

export const IMMUTABLE_WHEN_SET = "field is immutable when `immutable` is set";

/** Length of a text in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
