/** What a check is: it reads a parsed note and says what its writer should know. */
import type { Diagnostic } from "#lib/shared";
import type { Block } from "../syntax/block.ts";
import type { ParsedNote } from "../syntax/section.ts";

export type CheckContext = {
  /** Paths of all files that came with the notes; undefined when nobody knows. */
  readonly files: ReadonlySet<string> | undefined;
};

export type Check = (note: ParsedNote, context: CheckContext) => readonly Diagnostic[];

/** Every block of a note, those inside lists and quotes as well. */
export function blocksOf(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind === "list")
      return [block, ...block.items.flatMap((item) => blocksOf(item.blocks))];
    return block.kind === "quote" ? [block, ...blocksOf(block.blocks)] : [block];
  });
}

export function allBlocks(note: ParsedNote): Block[] {
  return note.sections.flatMap((section) => blocksOf(section.blocks));
}
