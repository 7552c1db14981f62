/** `NAME=value` before a command. */
import type { Assignment, Word } from "./syntax.ts";

const ASSIGNMENT = /^([A-Za-z_][A-Za-z0-9_]*)=/;

/** undefined for a word that is none. */
export function assignmentOf(word: Word): Assignment | undefined {
  const first = word[0];
  if (first?.kind !== "text" || first.quoted) return undefined;
  const match = ASSIGNMENT.exec(first.text);
  if (match === null) return undefined;
  const rest = first.text.slice(match[0].length);
  const value = rest === "" ? word.slice(1) : [{ ...first, text: rest }, ...word.slice(1)];
  return { name: match[1] as string, value };
}
