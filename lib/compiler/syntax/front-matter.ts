/** The block of keys at the head of a note (`---` or `+++`): opaque, except for its title. */

export type FrontMatter = {
  readonly title: string | undefined;
  /** Lines that it takes, its fences included. */
  readonly lines: number;
};

export function frontMatterOf(text: string): FrontMatter {
  const found = /^(---|\+\+\+)[ \t]*\n([\s\S]*?)\n\1[ \t]*(?:\n|$)/.exec(text);
  if (found === null) return { title: undefined, lines: 0 };
  const body = found[2] ?? "";
  const title = /^title\s*[:=]\s*(.+)$/m
    .exec(body)?.[1]
    ?.trim()
    .replace(/^(["'])(.*)\1$/, "$2");
  return { title, lines: found[0].trimEnd().split("\n").length };
}
