/**
 * A function fits on a screen: 70 lines at most. Tests are tables and are not counted; the methods
 * of an object that a function returns are functions of their own.
 */
import ts from "typescript";
import type { HouseRule, Violation } from "../rule.ts";
import { isGenerated, isTest, lineOf, type SourceFile, walk } from "../source-file.ts";

const LIMIT = 70;
const body = (count: number): string => "  call();\n".repeat(count);

export const functionSize: HouseRule = {
  id: "function-size",
  remedy: "Name a part of it and move the part below.",
  check: (files) => files.filter((file) => !isTest(file) && !isGenerated(file)).flatMap(violations),
  broken: [
    { "lib/deck/a.ts": `export function a() {\n${body(69)}}\n` },
    { "lib/deck/a.ts": `export const a = () => ({\n  b() {\n${body(70)}},\n});\n` },
    { "lib/deck/a.ts": `export const a = () => {\n${body(69)}};\n` },
  ],
  kept: [
    {
      "lib/deck/a.ts": `export const a = () => ({\n  b() {\n${body(50)}},\n  c: () => {\n${body(50)}},\n});\n`,
    },
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
    const size = linesOf(file, node) - methodLines(file, node);
    if (size <= LIMIT) return;
    const name = node.name?.getText() ?? "a function";
    found.push({ path: file.path, line, message: `${name} has ${size} lines, at most ${LIMIT}` });
  });
  return found;
}

const linesOf = (file: SourceFile, node: ts.Node): number =>
  lineOf(file, node.end) - lineOf(file, node.getStart()) + 1;

/** Lines of the methods of the object literal that a function returns at its own level. */
function methodLines(file: SourceFile, node: ts.Node): number {
  return returned(node)
    .flatMap((object) => object.properties)
    .filter((one) => ts.isMethodDeclaration(one) || isFunctionProperty(one))
    .reduce((sum, one) => sum + linesOf(file, one), 0);
}

function isFunctionProperty(property: ts.ObjectLiteralElementLike): boolean {
  return ts.isPropertyAssignment(property) && ts.isFunctionLike(property.initializer);
}

function returned(node: ts.Node): readonly ts.ObjectLiteralExpression[] {
  const found: ts.ObjectLiteralExpression[] = [];
  const add = (value: ts.Expression | undefined): void => {
    let inner = value;
    while (inner !== undefined && ts.isParenthesizedExpression(inner)) inner = inner.expression;
    if (inner !== undefined && ts.isObjectLiteralExpression(inner)) found.push(inner);
  };
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) add(node.body);
  const body = ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
  if (body !== undefined && ts.isBlock(body)) {
    for (const statement of body.statements) {
      if (ts.isReturnStatement(statement)) add(statement.expression);
    }
  }
  return found;
}
