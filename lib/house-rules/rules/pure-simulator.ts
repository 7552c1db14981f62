/**
 * The simulator is a function of its seed and inputs: no clock, chance, promise or locale in it.
 */
import ts from "typescript";
import type { HouseRule, Violation } from "../rule.ts";
import { isGenerated, isTest, lineOf, type SourceFile, walk } from "../source-file.ts";

const GLOBALS: ReadonlyMap<string, string> = new Map([
  ["Date", "Time is an input: use the engine's clock and api/time.ts."],
  ["Promise", "The simulator runs to completion: no promises."],
  ["setTimeout", "Put an entry into the engine's queue."],
  ["setInterval", "Put an entry into the engine's queue."],
  ["queueMicrotask", "Put an entry into the engine's queue."],
  ["performance", "Time is an input: use the engine's clock."],
  ["Intl", "Locales differ between machines: compare with <."],
  ["process", "The simulator knows no runtime."],
  ["globalThis", "The simulator knows no runtime."],
  ["crypto", "Draw from a named random stream."],
]);
const MEMBERS = /^(localeCompare|toLocale[A-Z]\w*)$/;

export const pureSimulator: HouseRule = {
  id: "pure-simulator",
  remedy: "Everything that differs from run to run comes in through the engine.",
  check: (files) => files.filter(isSimulator).flatMap(violations),
  broken: [
    "export const a = Date.now();",
    "export const a = (): unknown => new Date(0);",
    "export type A = { readonly at: Date };",
    "export const a = Math.random();",
    "export async function a(): Promise<void> {}",
    "export const a = async () => 1;",
    "setTimeout(() => 1, 5);",
    'export const a = "a".localeCompare("b");',
    "export const a = (5).toLocaleString();",
    "export const a = process.env;",
    "export const a = globalThis;",
  ].map((text) => ({ "lib/simulator/engine/a.ts": text })),
  kept: [
    {
      "lib/simulator/engine/a.ts":
        '// Date.now() would be wrong here\nexport const a = { process: "Date", Date: 1 }.process;',
      "lib/simulator/engine/a.test.ts": "export const a = Date.now();",
      "lib/simulator/engine/b.ts": "export const a = (process: number) => process + 1;",
      "lib/cli/a.ts": "export const a = Date.now();",
      "lib/simulator/controllers/cron.ts":
        'import { Cron } from "croner";\nexport const a = new Cron("* * * * *").nextRun(new Date(0));',
    },
  ],
};

function isSimulator(file: SourceFile): boolean {
  return file.path.startsWith("lib/simulator/") && !isTest(file) && !isGenerated(file);
}

function violations(file: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  const refuse = (node: ts.Node, message: string): void => {
    found.push({ path: file.path, line: lineOf(file, node.getStart()), message });
  };
  // croner speaks in dates; one file translates (rule one-importer).
  const declared = declaredNames(file);
  const speaksDates = /from "croner"/.test(file.text);
  walk(file.syntax(), (node) => {
    if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node)) {
      refuse(node, "The simulator runs to completion: no async, no await.");
    }
    if (!ts.isIdentifier(node)) return;
    if (isMember(node)) {
      if (MEMBERS.test(node.text)) refuse(node, `${node.text}: compare with <.`);
      if (node.parent.getText() === "Math.random") refuse(node, "Draw from a named random stream.");
      return;
    }
    const why = GLOBALS.get(node.text);
    if (why === undefined || declared.has(node.text) || isKey(node)) return;
    if (node.text === "Date" && speaksDates) return;
    refuse(node, `${node.text}: ${why}`);
  });
  return found;
}

/** A name that the file gives away itself is no global there. */
function declaredNames(file: SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  walk(file.syntax(), (node) => {
    const declares =
      ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);
    if (declares && ts.isIdentifier(node.name)) names.add(node.name.text);
  });
  return names;
}

const isMember = (node: ts.Identifier): boolean =>
  ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;

function isKey(node: ts.Identifier): boolean {
  const { parent } = node;
  const named =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isPropertyDeclaration(parent);
  if (named) return parent.name === node;
  return ts.isBindingElement(parent) && parent.propertyName === node;
}
