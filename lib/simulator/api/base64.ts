/** Text (UTF-8) → base64 and back to bytes, without any runtime's help. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

export function base64OfText(text: string): string {
  const bytes = utf8(text);
  let encoded = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.slice(at, at + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    encoded += ALPHABET.charAt((bits >> 18) & 63) + ALPHABET.charAt((bits >> 12) & 63);
    encoded += b === undefined ? "=" : ALPHABET.charAt((bits >> 6) & 63);
    encoded += c === undefined ? "=" : ALPHABET.charAt(bits & 63);
  }
  return encoded;
}

function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(6), tail(0));
    else bytes.push(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
  }
  return bytes;
}

/** One character for each byte. */
export function textOfBase64(base64: string): string {
  let text = "";
  for (let at = 0; at < base64.length; at += 4) {
    const [a = 0, b = 0, c = -1, d = -1] = [...base64.slice(at, at + 4)].map((character) =>
      ALPHABET.indexOf(character),
    );
    text += String.fromCharCode((a << 2) | (b >> 4));
    if (c >= 0) text += String.fromCharCode(((b & 15) << 4) | (c >> 2));
    if (d >= 0) text += String.fromCharCode(((c & 3) << 6) | d);
  }
  return text;
}
