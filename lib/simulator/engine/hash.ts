/** Hashes that are equal in every runtime; for seeds and for comparing logs, never for secrets. */

/** FNV-1a over UTF-16 code units, mixed; an unsigned 32-bit number. */
export function hash32(text: string, basis = 0x811c9dc5): number {
  let hash = basis;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash >>> 0;
}

/** FNV-1a as Go's `hash/fnv` New32a gives it for ASCII text. */
export function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ (text.charCodeAt(i) & 0xff), 0x01000193);
  }
  return hash >>> 0;
}

/** 128 bits in hexadecimal: four runs of FNV-1a with different bases. */
export function hash128(text: string): string {
  const bases = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  return bases.map((basis) => hash32(text, basis).toString(16).padStart(8, "0")).join("");
}
