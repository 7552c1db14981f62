/**
 * Field selectors as text: `metadata.name=web,status.phase!=Running`. Which fields a kind offers
 * is the server's business.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
 */
import { SelectorError } from "./label-selector-text.ts";

export type FieldRequirement = {
  readonly field: string;
  readonly equal: boolean;
  readonly value: string;
};

/** Throws SelectorError with the server's words. */
export function parseFieldSelector(text: string): readonly FieldRequirement[] {
  const requirements: FieldRequirement[] = [];
  for (const term of splitTerms(text).sort()) {
    if (term === "") continue;
    const match = /^(.*?)(!=|==|=)(.*)$/s.exec(term);
    if (match === null) {
      throw new SelectorError(`invalid selector: '${text}'; can't understand '${term}'`);
    }
    const [, field = "", operator, value = ""] = match;
    requirements.push({ field, equal: operator !== "!=", value: unescapeValue(value) });
  }
  return requirements;
}

// A backslash keeps a comma from ending the term.
function splitTerms(text: string): string[] {
  return text.match(/(?:\\.|[^,\\]|\\$)+/gs) ?? [];
}

function unescapeValue(value: string): string {
  let text = "";
  for (let i = 0; i < value.length; i++) {
    const char = value[i] ?? "";
    if (char === "," || char === "=") {
      const code = char.charCodeAt(0);
      throw new SelectorError(`invalid field selector: unescaped character in value: ${code}`);
    }
    if (char !== "\\") {
      text += char;
      continue;
    }
    const next = value[++i];
    if (next !== "\\" && next !== "," && next !== "=") {
      throw new SelectorError(`invalid field selector: invalid escape sequence: \\${next ?? ""}`);
    }
    text += next;
  }
  return text;
}
