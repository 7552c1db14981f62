/** Hashes that are equal in every runtime; for seeds and for comparing logs, never for secrets. */

const PRIME = 0x01000193;

/** FNV-1a over UTF-16 code units, mixed; an unsigned 32-bit number. */
export function hash32(text: string, basis = 0x811c9dc5): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  }
  return mixed(hash);
}

/** FNV-1a as Go's `hash/fnv` New32a gives it for ASCII text. */
export function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ (text.charCodeAt(i) & 0xff), PRIME);
  }
  return hash >>> 0;
}

/** 128 bits in hexadecimal: `hash32` with four bases, in one walk over the text. */
export function hash128(text: string): string {
  let [a, b, c, d] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, PRIME);
    b = Math.imul(b ^ unit, PRIME);
    c = Math.imul(c ^ unit, PRIME);
    d = Math.imul(d ^ unit, PRIME);
  }
  return [a, b, c, d].map((hash) => mixed(hash).toString(16).padStart(8, "0")).join("");
}

function mixed(hash: number): number {
  const folded = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (folded ^ (folded >>> 13)) >>> 0;
}
