/** Manifests in a note: comments that had to be repaired, and YAML that kubectl could not read. */

import type { Diagnostic } from "#lib/shared";
import { LIMITS } from "../limit.ts";
import type { Code } from "../syntax/block.ts";
import { manifestOf, repairedYaml } from "../syntax/manifest-text.ts";
import { isTemplate, looksLikeManifest } from "../syntax/yaml-outline.ts";
import { allBlocks, type Check } from "./check.ts";

function repairedComments(code: Code, path: string): Diagnostic[] {
  const { repaired } = repairedYaml(code);
  const first = repaired[0];
  if (first === undefined) return [];
  const lines = code.text.split("\n");
  const column = (lines[first] ?? "").search(/(?<=^|\s)\/\/?/) + code.column;
  const last = repaired.at(-1) ?? first;
  return [
    {
      path,
      line: code.contentLine + first,
      column,
      endLine: code.contentLine + last,
      endColumn: (lines[last] ?? "").length + code.column,
      severity: "info",
      code: "yaml/comment-repaired",
      message: `repaired ${repaired.length} ${repaired.length === 1 ? "comment" : "comments"}: Unexpected // in YAML, expected #`,
    },
  ];
}

/** Deeper or larger than any manifest: refused before anything recursive reads it. */
function tooMuch(code: Code, path: string): Diagnostic | undefined {
  const at = { path, line: code.line, column: code.column, endLine: code.endLine, endColumn: 1 };
  const error = { ...at, severity: "error" } as const;
  if (code.text.length > LIMITS.yamlBlockBytesMax) {
    const limit = LIMITS.yamlBlockBytesMax / 1024;
    const message = `Unexpected YAML of ${Math.ceil(code.text.length / 1024)} KiB, expected at most ${limit} KiB`;
    return { ...error, code: "yaml/too-large", message };
  }
  return undefined;
}

function syntax(code: Code, path: string): Diagnostic[] {
  const big = tooMuch(code, path);
  if (big !== undefined) return [big];
  const { diagnostics } = manifestOf(code);
  return diagnostics
    .filter((diagnostic) => diagnostic.code !== "manifest/not-an-object")
    .slice(0, 3)
    .map((diagnostic) => ({
      ...diagnostic,
      path,
      line: diagnostic.line + code.contentLine - 1,
      endLine: diagnostic.endLine + code.contentLine - 1,
      column: diagnostic.column + code.column - 1,
      endColumn: diagnostic.endColumn + code.column - 1,
      severity: /apiVersion:/.test(code.text) ? "error" : "warning",
    }));
}

export const manifestBlocks: Check = (note) =>
  allBlocks(note).flatMap((block) => {
    if (block.kind !== "code" || !looksLikeManifest(block.language, block.text)) return [];
    if (isTemplate(block.text)) return [];
    return [...repairedComments(block, note.path), ...syntax(block, note.path)];
  });
