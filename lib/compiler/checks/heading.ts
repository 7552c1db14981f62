/** Headings that stand twice in a note, of which one is empty: the gap hides behind the other. */
import type { Diagnostic } from "#lib/shared";
import type { Section } from "../syntax/section.ts";
import type { Check } from "./check.ts";

function diagnostic(path: string, empty: Section, full: Section): Diagnostic[] {
  const { heading } = empty;
  if (heading === undefined) return [];
  const other = full.heading?.line ?? 1;
  return [
    {
      path,
      line: heading.line,
      column: heading.column,
      endLine: heading.endLine,
      endColumn: heading.column + heading.depth + 1 + heading.text.length,
      severity: "warning",
      code: "heading/duplicate-hides-gap",
      message: `Unexpected empty heading «${empty.words?.text ?? ""}», expected its text here or none: line ${other} has the same heading`,
    },
  ];
}

export const duplicateHeadings: Check = ({ path, sections }) => {
  const full = new Map<string, Section>();
  for (const section of sections) {
    const text = section.words?.text ?? "";
    if (text !== "" && !section.gap && !section.rubbish && !full.has(text)) full.set(text, section);
  }
  return sections.flatMap((section) => {
    const other = full.get(section.words?.text ?? "");
    return section.gap && other !== undefined ? diagnostic(path, section, other) : [];
  });
};
