/** A file is read in one sitting: 300 lines of code at most, data tables not counted. */
import ts from "typescript";
import type { HouseRule } from "../rule.ts";
import { isGenerated, isTest, type SourceFile } from "../source-file.ts";

const LIMIT = 300;
const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

export const fileSize: HouseRule = {
  id: "file-size",
  remedy: "Give each thing of the kind a file of its own.",
  check: (files) =>
    files
      .filter((file) => !isTest(file) && !isGenerated(file) && codeLines(file) > LIMIT)
      .map((file) => ({
        path: file.path,
        line: 1,
        message: `${codeLines(file)} lines of code, at most ${LIMIT}`,
      })),
  broken: [{ "lib/deck/a.ts": lines(301, "call();") }],
  kept: [
    {
      "lib/deck/a.ts": lines(300, "call();"),
      "lib/deck/table.ts": `const a = [\n${lines(500, "  { a: 1 },")}];\n`,
      "lib/deck/a.generated.ts": lines(900, "call();"),
    },
  ],
};

function codeLines(file: SourceFile): number {
  const total = file.text.split("\n").length - (file.text.endsWith("\n") ? 1 : 0);
  return total <= LIMIT ? total : total - tableLines(file);
}

/** Lines of top-level constants that are nothing but literals. */
function tableLines(file: SourceFile): number {
  const syntax = file.syntax();
  const lineAt = (offset: number): number => syntax.getLineAndCharacterOfPosition(offset).line;
  let count = 0;
  for (const statement of syntax.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const values = statement.declarationList.declarations.map((one) => one.initializer);
    if (values.every((value) => value !== undefined && isData(value))) {
      count += lineAt(statement.end) - lineAt(statement.getStart()) + 1;
    }
  }
  return count;
}

function isData(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isBlock(node)) return false;
  let data = true;
  ts.forEachChild(node, (child) => {
    data = data && isData(child);
  });
  return data;
}
