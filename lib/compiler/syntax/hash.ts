/** The short hash that seeds the ids of cards; it depends on the text alone. */

/** Twelve hexadecimal digits: enough for ids, whose collisions are counted up. */
export function shortHash(text: string): string {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  const digits = (word: number) => (word >>> 0).toString(16).padStart(8, "0");
  return (digits(high) + digits(low)).slice(0, 12);
}
