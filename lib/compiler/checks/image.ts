/** Pictures that a note shows but nobody handed over; checked only where the files are known. */
import type { Diagnostic } from "#lib/shared";
import type { Paragraph } from "../syntax/block.ts";
import { allBlocks, type Check } from "./check.ts";

const IMAGE = /!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)/g;

function resolved(from: string, target: string): string {
  const parts = target.startsWith("/") ? [] : from.split("/").slice(0, -1);
  for (const part of target.split(/[?#]/)[0]?.split("/") ?? []) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

function missing(block: Paragraph, path: string, files: ReadonlySet<string>): Diagnostic[] {
  return [...block.text.matchAll(IMAGE)].flatMap((found): Diagnostic[] => {
    const target = found[2] ?? "";
    if (/^(?:[a-z]+:|\/\/)/i.test(target) || files.has(resolved(path, decoded(target)))) return [];
    const before = block.text.slice(0, found.index).split("\n");
    const line = block.line + before.length - 1;
    const column = (before.at(-1) ?? "").length + (before.length === 1 ? block.column : 1);
    return [
      {
        path,
        line,
        column,
        endLine: line,
        endColumn: column + found[0].length,
        severity: "warning",
        code: "image/missing",
        message: `Unexpected picture «${target}», expected a file that came with the notes`,
      },
    ];
  });
}

export const missingImages: Check = (note, { files }) => {
  if (files === undefined) return [];
  return allBlocks(note).flatMap((block) =>
    block.kind === "paragraph" && block.text.includes("![") ? missing(block, note.path, files) : [],
  );
};
