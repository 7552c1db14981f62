/**
 * Words → arguments: variables and substitutions filled in, split at blanks,
 * `*` matched to files.
 */
import type { FileSystem } from "../file-system.ts";
import type { Part, Word } from "./script.ts";

export type ExpandContext = {
  readonly variable: (name: string) => string | undefined;
  readonly substitute: (script: string) => string;
  readonly files: FileSystem;
};

/** One text, not split: for assignments, redirects and here-documents. */
export function expandText(word: Word, context: ExpandContext): string {
  return word.map((part) => partText(part, context)).join("");
}

export function expandWords(words: readonly Word[], context: ExpandContext): readonly string[] {
  return words.flatMap((word) => expandWord(word, context));
}

type Field = { text: string; pattern: string; glob: boolean; quoted: boolean };

function expandWord(word: Word, context: ExpandContext): readonly string[] {
  const fields: Field[] = [];
  let current: Field | undefined;
  const add = (text: string, quoted: boolean) => {
    current ??= { text: "", pattern: "", glob: false, quoted: false };
    current.text += text;
    current.pattern += quoted ? text.replace(/[*?[\]]/g, "\\$&") : text;
    current.glob ||= !quoted && /[*?[]/.test(text);
    current.quoted ||= quoted;
  };
  for (const [index, part] of word.entries()) {
    const text = tilde(partText(part, context), part, index);
    if (part.quoted || part.kind === "text") {
      add(text, part.quoted);
      continue;
    }
    // What came out of a variable or command is split at blanks.
    const pieces = text.split(/([ \t\n]+)/);
    for (const [at, piece] of pieces.entries()) {
      if (at % 2 === 0) {
        if (piece !== "") add(piece, false);
      } else if (current !== undefined) {
        fields.push(current);
        current = undefined;
      }
    }
  }
  if (current !== undefined) fields.push(current);
  return fields
    .filter(({ text, quoted }) => text !== "" || quoted)
    .flatMap((field) => (field.glob ? globbed(field, context.files) : [field.text]));
}

function tilde(text: string, part: Part, index: number): string {
  const leads = index === 0 && part.kind === "text" && !part.quoted;
  return leads && /^~(\/|$)/.test(text) ? `/root${text.slice(1)}` : text;
}

function partText(part: Part, context: ExpandContext): string {
  switch (part.kind) {
    case "text":
      return part.text;
    case "variable": {
      const value = context.variable(part.name);
      return value === undefined || value === "" ? (part.fallback ?? value ?? "") : value;
    }
    case "command":
      return context.substitute(part.script).replace(/\n+$/, "");
  }
}

/** Names that the pattern matches in its folder; the pattern itself where none does. */
function globbed({ text, pattern }: Field, files: FileSystem): readonly string[] {
  const slash = pattern.lastIndexOf("/");
  const folder = slash < 0 ? "." : pattern.slice(0, slash) || "/";
  const expression = pattern
    .slice(slash + 1)
    .replace(/[.+^${}()|]/g, "\\$&")
    .replace(/(\\?)([*?])/g, (_all, slash: string, char: string) =>
      slash === "" ? (char === "*" ? "[^/]*" : "[^/]") : `\\${char}`,
    );
  const matcher = new RegExp(`^${expression}$`);
  const names = (files.list(folder) ?? []).filter(
    (name) => matcher.test(name) && (!name.startsWith(".") || pattern.startsWith(".")),
  );
  const prefix = slash < 0 ? "" : text.slice(0, text.lastIndexOf("/") + 1);
  return names.length === 0 ? [text] : names.map((name) => prefix + name);
}
