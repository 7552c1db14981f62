/**
 * Answers in words: case, width, punctuation, emphasis and spaces do not count; a slip of the
 * finger is forgiven and named, but never in a digit.
 */
import { type Finding, RIGHT } from "./judgement.ts";
import { readDuration, sameDuration, sameQuantity } from "./value.ts";

/** Longer answers are not searched for slips. */
const LONGEST_COMPARED = 200;
const CJK = /[\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Han}]/u;

/** What remains of an answer when everything that does not count is taken away. */
export function normaliseText(text: string): string {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[`*"'“”‘’「」『』]/g, "")
    .replace(/(^|\s)_+|_+(\s|$)/g, "$1$2")
    .replace(/[、。，．,;:!?()[\]・]+/g, " ")
    .replace(/\.+(?=\s|$)/g, " ")
    // サーバー and サーバ are the same word.
    .replace(/(\p{Script=Katakana})ー(?!\p{Script=Katakana})/gu, "$1")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^(the|an?) (?=\S)/, "");
  return CJK.test(plain) ? plain.replace(/ /g, "") : plain;
}

export function judgeText(expected: string, typed: string): Finding {
  const wanted = unquote(expected);
  const given = unquote(typed);
  if (sameQuantity(wanted, given) || sameDuration(wanted, given)) return RIGHT;
  const right = normaliseText(wanted);
  const found = normaliseText(given);
  if (right === found) return RIGHT;
  const difference = { found: given, expected: wanted };
  if (lacksUnit(wanted, given)) {
    return { verdict: "almost", differences: [{ kind: "unit", ...difference }] };
  }
  if (isSlip(right, found)) {
    return { verdict: "almost", differences: [{ kind: "spelling", ...difference }] };
  }
  return { verdict: "wrong", differences: [{ kind: "instead", ...difference }] };
}

/** Without the quotes, backticks or emphasis around the whole of it. */
export function unquote(text: string): string {
  return text
    .normalize("NFKC")
    .trim()
    .replace(/^(\*\*|[*_"'`])(.*)\1$/s, "$2");
}

/** The number alone where a span of time was asked for. */
function lacksUnit(wanted: string, given: string): boolean {
  if (readDuration(wanted) === undefined || !/^\d+(\.\d+)?$/.test(given)) return false;
  return Number.parseFloat(wanted) === Number(given);
}

/** One wrong letter in five, two in ten; digits must be right. */
export function isSlip(right: string, found: string): boolean {
  if (right.length > LONGEST_COMPARED || found.length > LONGEST_COMPARED) return false;
  if (right.replace(/\D/g, "") !== found.replace(/\D/g, "")) return false;
  const allowed = right.length >= 10 ? 2 : right.length >= 5 ? 1 : 0;
  if (Math.abs(right.length - found.length) > allowed) return false;
  return allowed > 0 && editDistance(right, found) <= allowed;
}

/** Letters to insert, delete, replace or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + Number(!same));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(beforeLast, j - 2) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] as number;
}
