/**
 * A note as sections: each heading with the blocks under it, its path of headings, and whether
 * anything under it can become a card.
 */
import type { Language } from "#lib/shared";
import { LIMITS } from "../limit.ts";
import type { Block, Heading } from "./block.ts";
import { readBlocks } from "./blocks.ts";
import { frontMatterOf } from "./front-matter.ts";
import { type HeadingWords, headingWords } from "./heading.ts";
import { isLinkOnly } from "./inline.ts";
import { languageOfNote } from "./language.ts";
import { linesOf } from "./line.ts";
import { holdsSteps, isRubbishHeading, isSetupHeading, isStub } from "./rubbish.ts";

export type Section = {
  readonly heading: Heading | undefined;
  readonly words: HeadingWords | undefined;
  /** Cleaned headings, outermost first, this one last. */
  readonly headings: readonly string[];
  readonly aliases: readonly string[];
  readonly depth: number;
  readonly blocks: readonly Block[];
  /** Tables of contents, references, goals: read by nobody. */
  readonly rubbish: boolean;
  /** Steps of an installation: what they define and show is read, the steps are not. */
  readonly recipe: boolean;
  /** `<!-- card: off -->` stands in it, or at the head of the note. */
  readonly off: boolean;
  /** A heading with nothing under it, neither text nor further headings. */
  readonly gap: boolean;
};

export type ParsedNote = {
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  readonly sections: readonly Section[];
  /** Lines from which a part was left out because it is nested too deep. */
  readonly cutLines: readonly number[];
};

const OFF = /<!--\s*card:\s*off\s*-->/;

type Open = { heading: Heading | undefined; words: HeadingWords | undefined; blocks: Block[] };

export function parseNote(path: string, text: string): ParsedNote {
  const front = frontMatterOf(text);
  const lines = linesOf(text).slice(front.lines);
  const cutLines: number[] = [];
  const onCut = (line: number) => cutLines.push(line);
  const blocks = readBlocks(lines, { depth: 0, limit: LIMITS.nestingMax, onCut });
  const sections = withPaths(opened(blocks));
  const first = sections.find((section) => section.heading !== undefined);
  const title =
    front.title ?? first?.words?.text ?? path.replace(/^.*\//, "").replace(/\.\w+$/, "");
  return { path, language: languageOfNote(text), title, sections, cutLines };
}

function opened(blocks: readonly Block[]): Open[] {
  const all: Open[] = [{ heading: undefined, words: undefined, blocks: [] }];
  for (const block of blocks) {
    if (block.kind === "heading") {
      all.push({ heading: block, words: headingWords(block.text), blocks: [] });
    } else {
      all.at(-1)?.blocks.push(block);
    }
  }
  return all;
}

function withPaths(all: readonly Open[]): Section[] {
  const path: { depth: number; words: HeadingWords; rubbish: boolean; setup: boolean }[] = [];
  const noteOff = isOff(all[0]?.blocks ?? []);
  return all.map((open, at) => {
    const depth = open.heading?.depth ?? 0;
    while (path.length > 0 && (path.at(-1)?.depth ?? 0) >= depth) path.pop();
    const own = open.words;
    const above = path.at(-1);
    const heading = own?.text ?? "";
    const rubbish = above?.rubbish === true || isRubbish(heading, open.blocks);
    const setup = above?.setup === true || isSetupHeading(heading);
    if (own !== undefined) path.push({ depth, words: own, rubbish, setup });
    const next = all[at + 1]?.heading?.depth ?? 0;
    return {
      heading: open.heading,
      words: own,
      headings: path.map(({ words }) => words.text).filter((text) => text !== ""),
      aliases: path.flatMap(({ words }) => (words.alias === undefined ? [] : [words.alias])),
      depth,
      blocks: open.blocks,
      rubbish,
      recipe: setup && holdsSteps(open.blocks),
      off: noteOff || isOff(open.blocks),
      gap: own !== undefined && !rubbish && !setup && next <= depth && isEmpty(open.blocks),
    };
  });
}

function isOff(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === "html" && OFF.test(block.text));
}

function isRubbish(heading: string, blocks: readonly Block[]): boolean {
  return isRubbishHeading(heading) || isTableOfContents(blocks);
}

/** A list in which every item leads to a heading of the same note. */
function isTableOfContents(blocks: readonly Block[]): boolean {
  const lists = blocks.filter((block) => block.kind === "list");
  if (lists.length !== 1 || blocks.length > 2) return false;
  const items = lists.flatMap((list) => (list.kind === "list" ? list.items : []));
  return items.length > 2 && items.every(({ blocks: [first] }) => isAnchor(first));
}

function isAnchor(block: Block | undefined): boolean {
  if (block?.kind !== "paragraph") return false;
  return /\]\(#/.test(block.text) && isLinkOnly(block.text);
}

function isEmpty(blocks: readonly Block[]): boolean {
  return blocks.every((block) => {
    if (block.kind === "html" || block.kind === "break") return true;
    if (block.kind === "list") return block.items.every(({ blocks: inner }) => isEmpty(inner));
    return block.kind === "paragraph" && isStub(block.text);
  });
}
