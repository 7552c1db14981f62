/**
 * The order in which Go's YAML prints keys: letters by code point,
 * digits by value, others first.
 */

const LETTER = /^\p{L}$/u;

export function compareKeys(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const x = a[at] ?? "";
    const y = b[at] ?? "";
    if (x !== y) return compareAt(a, b, at, x, y);
  }
  return a.length - b.length;
}

function compareAt(a: readonly string[], b: readonly string[], at: number, x: string, y: string) {
  const xLetter = LETTER.test(x);
  const yLetter = LETTER.test(y);
  if (xLetter && yLetter) return byCodePoint(x, y);
  if (xLetter || yLetter) return yLetter ? -1 : 1;
  // A zero counts as a digit only where it continues a number that both keys have begun.
  const continued = (x === "0" || y === "0") && followsNonZeroDigit(a, at);
  const left = numberAt(a, at, continued);
  const right = numberAt(b, at, continued);
  return left.value - right.value || left.end - right.end || byCodePoint(x, y);
}

function followsNonZeroDigit(text: readonly string[], at: number): boolean {
  for (let back = at - 1; back >= 0 && isDigit(text[back]); back -= 1) {
    if (text[back] !== "0") return true;
  }
  return false;
}

function numberAt(text: readonly string[], at: number, continued: boolean) {
  let value = continued ? 1 : 0;
  let end = at;
  for (; isDigit(text[end]); end += 1) value = value * 10 + Number(text[end]);
  return { value, end };
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= "0" && char <= "9";
}

function byCodePoint(x: string, y: string): number {
  return (x.codePointAt(0) ?? 0) - (y.codePointAt(0) ?? 0);
}
