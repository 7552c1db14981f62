/** No file of the server can reach a browser: the first statement of each says so. */
import ts from "typescript";
import type { HouseRule } from "../rule.ts";
import { isGenerated, isTest, type SourceFile } from "../source-file.ts";

export const serverOnly: HouseRule = {
  id: "server-only",
  remedy: 'Begin the file with import "server-only";',
  check: (files) =>
    files
      .filter((file) => file.path.startsWith("lib/server/") && !isTest(file) && !isGenerated(file))
      .filter((file) => !beginsServerOnly(file))
      .map((file) => ({ path: file.path, line: 1, message: "reachable from a browser" })),
  broken: [
    { "lib/server/clock.ts": "/** Tells time. */\nexport const now = Date.now;\n" },
    { "lib/server/clock.ts": 'import "node:fs";\nimport "server-only";\n' },
  ],
  kept: [
    {
      "lib/server/clock.ts": '/** Tells time. */\nimport "server-only";\nimport "node:fs";\n',
      "lib/server/clock.test.ts": 'import "vitest";\n',
      "lib/deck/card.ts": "export const a = 1;\n",
    },
  ],
};

function beginsServerOnly(file: SourceFile): boolean {
  const first = file.syntax().statements[0];
  if (first === undefined || !ts.isImportDeclaration(first)) return false;
  return ts.isStringLiteral(first.moduleSpecifier) && first.moduleSpecifier.text === "server-only";
}
