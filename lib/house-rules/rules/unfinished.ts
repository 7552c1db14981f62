/** What is not done is an issue or a `Not simulated` line, never a mark in the code. */
import ts from "typescript";
import type { HouseRule, Violation } from "../rule.ts";
import { isGenerated, lineOf, type SourceFile, walk } from "../source-file.ts";

const MARK = /(^|[\s*/(])(TODO|FIXME|XXX|HACK)(\([^)]*\))?:|^[\s*/]*(TODO|FIXME|XXX|HACK)\b/m;

export const unfinished: HouseRule = {
  id: "unfinished",
  remedy: "Do it, open an issue, or write «Not simulated: …» into the file's header.",
  check: (files) => files.filter((file) => !isGenerated(file)).flatMap(violations),
  broken: [
    { "lib/deck/a.ts": "// TO" + "DO: later\nexport const a = 1;\n" },
    { "lib/deck/a.ts": "export const a = 1; // FIX" + "ME\n" },
    { "lib/deck/a.ts": "export function a() {\n  /* TO" + "DO(me): later */\n  return 1;\n}\n" },
  ],
  kept: [
    { "lib/deck/a.ts": 'export const a = "TO' + 'DO: is a heading";\n' },
    { "lib/deck/a.ts": "// A heading that says TO" + "DO makes a gap.\nexport const a = 1;\n" },
  ],
};

function violations(file: SourceFile): readonly Violation[] {
  if (!/TODO|FIXME|XXX|HACK/.test(file.text)) return [];
  return comments(file)
    .filter(({ text }) => MARK.test(text))
    .map(({ text, start }) => ({
      path: file.path,
      line: lineOf(file, start),
      message: text.split("\n")[0]?.slice(0, 60) ?? "",
    }));
}

/** Every comment of a file once. */
function comments(file: SourceFile): readonly { text: string; start: number }[] {
  const ranges = new Map<number, number>();
  const add = (found: readonly ts.CommentRange[] | undefined): void => {
    for (const { pos, end } of found ?? []) ranges.set(pos, end);
  };
  walk(file.syntax(), (node) => {
    add(ts.getLeadingCommentRanges(file.text, node.pos));
    add(ts.getTrailingCommentRanges(file.text, node.end));
  });
  add(ts.getLeadingCommentRanges(file.text, file.syntax().endOfFileToken.pos));
  return [...ranges].map(([start, end]) => ({ text: file.text.slice(start, end), start }));
}
