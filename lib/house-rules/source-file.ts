/** A file as the house rules see it: its path from the repository's root, its text, its syntax. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export type SourceFile = {
  readonly path: string;
  readonly text: string;
  /** Parsed at the first call only. */
  readonly syntax: () => ts.SourceFile;
};

export function sourceFile(path: string, text: string): SourceFile {
  let parsed: ts.SourceFile | undefined;
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const syntax = (): ts.SourceFile => {
    parsed ??= ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true, kind);
    return parsed;
  };
  return { path, text, syntax };
}

/** All code of the product below these folders, in the order of the paths. */
export function readSourceFiles(root: string, folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap((folder) => paths(root, folder))
    .map((path) => {
      return sourceFile(path, readFileSync(join(root, path), "utf8"));
    });
}

function paths(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.name !== "node_modules" && entry.name !== "generated")
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return paths(root, path);
      return /\.(tsx?|mjs|cjs)$/.test(entry.name) ? [path] : [];
    });
}

export const isGenerated = (file: SourceFile): boolean => /\.generated\.ts$/.test(file.path);
export const isTest = (file: SourceFile): boolean => /\.(test|spec)\.tsx?$/.test(file.path);

/** Lines and columns count from 1. */
export function lineOf(file: SourceFile, offset: number): number {
  return file.syntax().getLineAndCharacterOfPosition(offset).line + 1;
}

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
