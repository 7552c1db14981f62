/**
 * The files of an import, from whatever form they came in: a file that cannot be a note is refused
 * with a diagnostic of its own and never stops the others.
 */
import "server-only";
import { readNoteBytes } from "#lib/compiler";
import type { Diagnostic } from "#lib/shared";
import { unzipNotes } from "./archive.ts";
import type { NoteText } from "./note-change.ts";

export type GivenFile = {
  readonly path: string;
  readonly text?: string | undefined;
  readonly base64?: string | undefined;
};

export type RefusedFile = {
  readonly path: string;
  readonly diagnostics: readonly Diagnostic[];
};

export type ReadFiles = {
  readonly texts: readonly NoteText[];
  readonly refused: readonly RefusedFile[];
};

const NOTE_NAME = /\.(md|markdown|mdx|txt)$/i;

export function readFiles(files: readonly GivenFile[], zip: string | undefined): ReadFiles {
  const refused: RefusedFile[] = [];
  const texts = new Map<string, NoteText>();
  const archive = zip === undefined ? undefined : unzipNotes(Buffer.from(zip, "base64"));
  if (archive?.ok === false)
    refused.push(refuse("archive.zip", archive.error.code, archive.error.message));
  const given = [
    ...files.map((file) => ({ path: file.path, bytes: bytesOf(file) })),
    ...(archive?.ok === true ? archive.value : []),
  ];
  for (const { path: name, bytes } of given) {
    const path = cleanPath(name);
    if (path === null) {
      refused.push(refuse(name, "import/path", "Unexpected path, expected one inside the notes"));
      continue;
    }
    if (!NOTE_NAME.test(path)) {
      const message = "Unexpected kind of file, expected Markdown (.md) or plain text (.txt)";
      refused.push(refuse(path, "import/kind", message));
      continue;
    }
    const read = readNoteBytes(path, bytes);
    if (read.ok) texts.set(path, { path, text: read.value });
    else refused.push({ path, diagnostics: [read.error] });
  }
  return { texts: [...texts.values()], refused };
}

function bytesOf(file: GivenFile): Uint8Array {
  if (file.base64 !== undefined) return Buffer.from(file.base64, "base64");
  return Buffer.from(file.text ?? "", "utf8");
}

function refuse(path: string, code: string, message: string): RefusedFile {
  const place = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { path, diagnostics: [{ path, ...place, severity: "error", code, message }] };
}

/** Null for a path that leaves the notes or names nothing. */
export function cleanPath(path: string): string | null {
  const parts = path.normalize("NFC").replaceAll("\\", "/").split("/");
  const kept = parts.filter((part) => part !== "" && part !== ".");
  const bad = kept.length === 0 || kept.includes("..") || /\p{Cc}/u.test(path);
  const clean = kept.join("/");
  return bad || clean.length > 400 ? null : clean;
}
