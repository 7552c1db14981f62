/** Lines end at column 100; a text that must stay in one piece may stick out. */
import ts from "typescript";
import type { HouseRule, Violation } from "../rule.ts";
import { isGenerated, type SourceFile, walk } from "../source-file.ts";

const LIMIT = 100;
const long = "x".repeat(110);

export const lineWidth: HouseRule = {
  id: "line-width",
  remedy: "Break the line; a sentence of a comment goes on in the next line.",
  check: (files) => files.filter((file) => !isGenerated(file)).flatMap(violations),
  broken: [{ "lib/deck/a.ts": `// ${long}\n` }, { "lib/deck/a.ts": `export const ${long} = 1;\n` }],
  kept: [
    { "lib/deck/a.ts": `export const a = "${long}";\n` },
    { "lib/deck/a.ts": `export const a = \`\n${long}\n\`;\n` },
    { "lib/deck/a.ts": `export const a = /${long}/;\n` },
    { "lib/deck/a.ts": `// see https://${long}\n` },
  ],
};

function violations(file: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  let texts: ReadonlyMap<number, number> | undefined;
  for (const [index, line] of file.text.split("\n").entries()) {
    if (line.length <= LIMIT || /^\s*(\/\/|\*) .*https?:\/\/\S{40}/.test(line)) continue;
    texts ??= textWidths(file);
    const width = [...line].length;
    if (width - (texts.get(index) ?? 0) <= LIMIT) continue;
    found.push({ path: file.path, line: index + 1, message: `${width} columns` });
  }
  return found;
}

/** How many columns of each line, counted from 0, are the inside of a text or pattern. */
function textWidths(file: SourceFile): ReadonlyMap<number, number> {
  const syntax = file.syntax();
  const widths = new Map<number, number>();
  walk(syntax, (node) => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node) ||
      ts.isRegularExpressionLiteral(node) ||
      ts.isJsxText(node);
    if (!isText) return;
    const first = syntax.getLineAndCharacterOfPosition(node.getStart()).line;
    for (const [offset, piece] of node.getText().split("\n").entries()) {
      widths.set(first + offset, (widths.get(first + offset) ?? 0) + piece.length);
    }
  });
  return widths;
}
