/** A function fits on a screen: 70 lines at most. Tests are tables and are not counted. */
import ts from "typescript";
import { LARGE_FUNCTIONS } from "../exception.ts";
import type { HouseRule, Violation } from "../rule.ts";
import { isGenerated, isTest, lineOf, type SourceFile, walk } from "../source-file.ts";

const LIMIT = 70;
const LARGE_LIMIT = 100;
const body = (count: number): string => "  call();\n".repeat(count);

export const functionSize: HouseRule = {
  id: "function-size",
  remedy: "Name a part of it and move the part below.",
  check: (files) => files.filter((file) => !isTest(file) && !isGenerated(file)).flatMap(violations),
  broken: [
    { "lib/deck/a.ts": `export function a() {\n${body(69)}}\n` },
    { "lib/deck/a.ts": `export const a = () => {\n${body(69)}};\n` },
  ],
  kept: [
    {
      "lib/deck/a.ts": `export function a() {\n${body(68)}}\n`,
      "lib/deck/a.test.ts": `describe("a", () => {\n${body(90)}});\n`,
    },
  ],
};

function violations(file: SourceFile): readonly Violation[] {
  if (file.text.split("\n").length <= LIMIT) return [];
  const found: Violation[] = [];
  walk(file.syntax(), (node) => {
    if (!ts.isFunctionLike(node)) return;
    const line = lineOf(file, node.getStart());
    const size = lineOf(file, node.end) - line + 1;
    if (size <= (LARGE_FUNCTIONS.has(file.path) ? LARGE_LIMIT : LIMIT)) return;
    const name = node.name?.getText() ?? "a function";
    found.push({ path: file.path, line, message: `${name} has ${size} lines, at most ${LIMIT}` });
  });
  return found;
}
