/** Finds the cases below a folder, or takes a single file, in the order of their names. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { failure, type Result, success } from "#lib/shared";
import type { CaseText } from "./pool.ts";

export function readCaseFolder(path: string): Result<readonly CaseText[], string> {
  if (!existsSync(path)) return failure(`${path}: there is no such file or folder`);
  if (statSync(path).isFile()) {
    return success([{ name: nameOf(basename(path)), text: readFileSync(path, "utf8") }]);
  }
  const cases = filesBelow(path, "").map((file) => ({
    name: nameOf(file),
    text: readFileSync(join(path, file), "utf8"),
  }));
  return cases.length === 0 ? failure(`${path}: no case (*.yaml) in this folder`) : success(cases);
}

const nameOf = (file: string): string => file.replace(/\.yaml$/, "");

function filesBelow(root: string, folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(root, path);
      return entry.name.endsWith(".yaml") ? [path] : [];
    });
}
