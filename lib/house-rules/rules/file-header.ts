/** Every file of lib/ opens with what it keeps true, so that a reader knows whether to read on. */
import ts from "typescript";
import type { HouseRule } from "../rule.ts";
import { isGenerated, isTest, type SourceFile } from "../source-file.ts";

export const fileHeader: HouseRule = {
  id: "file-header",
  remedy: "Open the file with one to three sentences: what it keeps true or produces.",
  check: (files) =>
    files
      .filter((file) => file.path.startsWith("lib/") && !isTest(file) && !isGenerated(file))
      .filter((file) => !isIndex(file) && !hasHeader(file))
      .map((file) => ({ path: file.path, line: 1, message: "no comment at the top" })),
  broken: [
    { "lib/deck/a.ts": "export const a = 1;\n" },
    { "lib/deck/a.ts": 'import "./b.ts";\n\nexport const a = 1;\n// late\n' },
  ],
  kept: [
    { "lib/deck/a.ts": "/** Keeps a. */\nexport const a = 1;\n" },
    { "lib/deck/a.ts": 'import "server-only";\n\n/** Keeps a. */\nimport "./b.ts";\n' },
    { "lib/deck/a.ts": 'import "./b.ts";\n\n/** Keeps a. */\nexport const a = 1;\n' },
    { "lib/deck/index.ts": 'export { a } from "./a.ts";\n' },
  ],
};

/** A list of names from elsewhere says all it has to say. */
const isIndex = (file: SourceFile): boolean =>
  file.path.endsWith("/index.ts") &&
  file.syntax().statements.every((one) => ts.isExportDeclaration(one));

function hasHeader(file: SourceFile): boolean {
  const { statements } = file.syntax();
  const body = statements.findIndex((statement) => !ts.isImportDeclaration(statement));
  const top = body === -1 ? statements : statements.slice(0, body + 1);
  if (statements.length === 0) return /^\s*(\/\/|\/\*)/.test(file.text);
  return top.some((one) => ts.getLeadingCommentRanges(file.text, one.pos) !== undefined);
}
