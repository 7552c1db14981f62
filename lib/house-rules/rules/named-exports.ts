/** An index says by name what a layer gives, so that nothing leaves it unseen. */
import ts from "typescript";
import type { HouseRule } from "../rule.ts";
import { isGenerated, lineOf } from "../source-file.ts";

export const namedExports: HouseRule = {
  id: "named-exports",
  remedy: "Name each export.",
  check: (files) =>
    files
      .filter((file) => !isGenerated(file) && /export\s+(type\s+)?\*/.test(file.text))
      .flatMap((file) =>
        file
          .syntax()
          .statements.filter((one) => ts.isExportDeclaration(one))
          .filter((one) => one.exportClause === undefined || !ts.isNamedExports(one.exportClause))
          .map((one) => ({
            path: file.path,
            line: lineOf(file, one.getStart()),
            message: one.getText(),
          })),
      ),
  broken: [
    { "lib/deck/index.ts": 'export * from "./card.ts";\n' },
    { "lib/deck/index.ts": 'export * as card from "./card.ts";\n' },
    { "lib/deck/index.ts": 'export type * from "./card.ts";\n' },
  ],
  kept: [
    { "lib/deck/index.ts": '// export * is banned\nexport { a, type B } from "./card.ts";\n' },
  ],
};
