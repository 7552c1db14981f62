/**
 * Files, folders and zip archives → notes, with strangers' archives bounded: entries, ratio and
 * unpacked size. What cannot be read is a diagnostic; the rest is compiled.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { Unzip, UnzipInflate } from "fflate";
import { compilerLimits, readNoteBytes } from "#lib/compiler";
import type { Note } from "#lib/deck";
import { type Diagnostic, failure, type Result, success } from "#lib/shared";

export const ARCHIVE_LIMITS = {
  entriesMax: 5_000,
  /** Unpacked bytes of everything read from one archive. */
  unpackedBytesMax: 200 * 1024 * 1024,
  /** Unpacked over packed bytes of an archive larger than `ratioFromBytes` unpacked. */
  ratioMax: 100,
  ratioFromBytes: 10 * 1024 * 1024,
  archiveBytesMax: 100 * 1024 * 1024,
} as const;

export type NoteSource = {
  readonly notes: readonly Note[];
  readonly diagnostics: readonly Diagnostic[];
  /** Paths of all files that were seen, notes or not. */
  readonly files: readonly string[];
};

const NOTE_FILE = /\.(?:md|markdown|mdx|txt)$/i;
const SKIPPED_FOLDER = /^(?:\.git|node_modules|\.obsidian|\.trash|__MACOSX)$/;

class Reading {
  readonly notes: Note[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly files: string[] = [];

  add(path: string, bytes: Uint8Array): void {
    const text = readNoteBytes(path, bytes);
    if (text.ok) this.notes.push({ path, text: text.value });
    else this.diagnostics.push(text.error);
  }

  refuse(path: string, code: string, message: string): void {
    const place = { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
    this.diagnostics.push({ ...place, severity: "error", code, message });
  }

  file(place: string, path: string): void {
    this.files.push(path);
    if (!NOTE_FILE.test(path)) return;
    const { size } = statSync(place);
    if (size > compilerLimits.noteBytesMax) {
      const mebibytes = (size / 1024 / 1024).toFixed(1);
      const limit = compilerLimits.noteBytesMax / 1024 / 1024;
      const message = `Unexpected note of ${mebibytes} MiB, expected at most ${limit} MiB: split it`;
      this.refuse(path, "note/too-large", message);
    } else {
      this.add(path, readFileSync(place));
    }
  }

  folder(place: string, path: string): void {
    const entries = readdirSync(place, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory() && !SKIPPED_FOLDER.test(entry.name)) {
        this.folder(join(place, entry.name), inner);
      } else if (entry.isFile()) {
        this.file(join(place, entry.name), inner);
      }
    }
  }

  archive(name: string, bytes: Uint8Array): string | undefined {
    if (bytes.length > ARCHIVE_LIMITS.archiveBytesMax) {
      return `${name}: Unexpected archive of ${bytes.length} bytes, expected at most ${ARCHIVE_LIMITS.archiveBytesMax}`;
    }
    const unpacked = unpack(bytes);
    if (!unpacked.ok) return `${name}: ${unpacked.error}`;
    for (const { path, content } of unpacked.value) {
      this.files.push(path);
      if (content !== undefined) this.add(path, content);
    }
    return undefined;
  }
}

type Entry = { readonly path: string; readonly content: Uint8Array | undefined };

class TooMuch extends Error {
  override readonly name = "TooMuch";
}

/** An entry's path inside the archive, or nothing when it would leave it. */
function safePath(name: string): string | undefined {
  const parts = name.replaceAll("\\", "/").split("/");
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name) || parts.includes("..")) return undefined;
  return parts.filter((part) => part !== "" && part !== ".").join("/");
}

/** Unpacks in small steps and stops at the first limit, before a bomb has grown. */
export function unpack(bytes: Uint8Array): Result<readonly Entry[], string> {
  const entries: { path: string; parts: Uint8Array[]; isNote: boolean }[] = [];
  let total = 0;
  let fed = 0;
  const unzip = new Unzip((file) => {
    if (entries.length >= ARCHIVE_LIMITS.entriesMax) {
      throw new TooMuch(
        `Unexpected number of entries, expected at most ${ARCHIVE_LIMITS.entriesMax}`,
      );
    }
    const path = safePath(file.name);
    if (path === undefined || path === "" || file.name.endsWith("/")) return;
    const isNote =
      NOTE_FILE.test(path) && !path.split("/").some((part) => SKIPPED_FOLDER.test(part));
    const entry = { path, parts: [] as Uint8Array[], isNote };
    entries.push(entry);
    if (!isNote) return;
    file.ondata = (error, chunk) => {
      if (error !== null) throw new TooMuch(`Unexpected content of ${path}: ${error.message}`);
      total += chunk.length;
      checkSize(total, Math.max(1, fed));
      entry.parts.push(chunk);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
      throw new TooMuch("Unexpected file, expected a zip archive");
    for (let at = 0; at < bytes.length; at += 16_384) {
      const step = bytes.subarray(at, at + 16_384);
      fed += step.length;
      unzip.push(step, at + 16_384 >= bytes.length);
    }
  } catch (error) {
    return failure(error instanceof Error ? error.message : "Unexpected archive");
  }
  return success(
    entries.map(({ path, parts, isNote }) => ({
      path,
      content: isNote ? joined(parts) : undefined,
    })),
  );
}

function checkSize(unpacked: number, packed: number): void {
  if (unpacked > ARCHIVE_LIMITS.unpackedBytesMax) {
    const limit = ARCHIVE_LIMITS.unpackedBytesMax;
    throw new TooMuch(`Unexpected size when unpacked, expected at most ${limit} bytes`);
  }
  if (unpacked > ARCHIVE_LIMITS.ratioFromBytes && unpacked / packed > ARCHIVE_LIMITS.ratioMax) {
    const { ratioMax } = ARCHIVE_LIMITS;
    throw new TooMuch(
      `Unexpected compression of more than ${ratioMax} to 1: this looks like a zip bomb`,
    );
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Reads every place; a place that does not exist or cannot be unpacked ends the reading. */
export function readNoteSources(places: readonly string[]): Result<NoteSource, string> {
  const reading = new Reading();
  for (const place of places) {
    const stat = statSync(place, { throwIfNoEntry: false });
    if (stat === undefined) return failure(`${place}: no such file or folder`);
    if (stat.isDirectory()) reading.folder(place, "");
    else if (/\.zip$/i.test(place)) {
      const problem = reading.archive(place, readFileSync(place));
      if (problem !== undefined) return failure(problem);
    } else if (stat.isFile()) {
      reading.files.push(basename(place));
      reading.file(place, basename(place));
    }
  }
  return success(reading);
}
