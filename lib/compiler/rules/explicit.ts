/** Words that all explicit card syntaxes share: where a mark may stand, and what it never means. */

/** Code spans hold `::` of addresses and paths; a mark inside them is no mark. */
export function outsideCode(raw: string, mark: RegExp): number {
  const masked = raw.replace(/`[^`]*`/g, (code) => "\uE000".repeat(code.length));
  return masked.search(mark);
}
