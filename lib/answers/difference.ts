/** One thing in which an answer differs from the right one, and the words for it. */
import { unreachable } from "#lib/shared";

export type Difference =
  | { readonly kind: "missing"; readonly what: string }
  | { readonly kind: "unexpected"; readonly what: string }
  | { readonly kind: "instead"; readonly found: string; readonly expected: string }
  | { readonly kind: "spelling"; readonly found: string; readonly expected: string }
  | { readonly kind: "unit"; readonly found: string; readonly expected: string }
  | { readonly kind: "type"; readonly found: string; readonly expected: string }
  | {
      readonly kind: "place";
      readonly what: string;
      readonly found: number;
      readonly expected: number;
    }
  | { readonly kind: "word-order" }
  | { readonly kind: "unreadable"; readonly why: string };

export function sayDifference(difference: Difference, language: "en" | "ja"): string {
  return language === "ja" ? sayInJapanese(difference) : sayInEnglish(difference);
}

function sayInEnglish(difference: Difference): string {
  switch (difference.kind) {
    case "missing":
      return `missing: ${difference.what}`;
    case "unexpected":
      return `not expected: ${difference.what}`;
    case "instead":
      return `${difference.found} instead of ${difference.expected}`;
    case "spelling":
      return `spelling: ${difference.found}, expected ${difference.expected}`;
    case "unit":
      return `unit: ${difference.found}, expected ${difference.expected}`;
    case "type":
      return `type: ${difference.found}, expected ${difference.expected}`;
    case "place":
      return `${difference.what}: at ${difference.found}, expected at ${difference.expected}`;
    case "word-order":
      return "the order of the words";
    case "unreadable":
      return `cannot be read: ${difference.why}`;
    default:
      return unreachable(difference);
  }
}

function sayInJapanese(difference: Difference): string {
  switch (difference.kind) {
    case "missing":
      return `不足: ${difference.what}`;
    case "unexpected":
      return `余分: ${difference.what}`;
    case "instead":
      return `${difference.expected} ではなく ${difference.found} になっている`;
    case "spelling":
      return `つづり: ${difference.found} → ${difference.expected}`;
    case "unit":
      return `単位: ${difference.found} → ${difference.expected}`;
    case "type":
      return `型: ${difference.found} → ${difference.expected}`;
    case "place":
      return `${difference.what}: ${difference.found} 番目 → 正しくは ${difference.expected} 番目`;
    case "word-order":
      return "語順が違う";
    case "unreadable":
      return `読み取れない: ${difference.why}`;
    default:
      return unreachable(difference);
  }
}
