/** Bytes of a stranger's file → the text of a note, or the sentence why not, with its place. */
import type { Diagnostic } from "#lib/shared";
import { failure, type Result, success } from "#lib/shared";
import { LIMITS } from "../limit.ts";

type Start = { readonly path: string; readonly line: number; readonly column: number };

export function noteError(start: Start, code: string, message: string): Diagnostic {
  const { path, line, column } = start;
  return {
    path,
    line,
    column,
    endLine: line,
    endColumn: column + 1,
    severity: "error",
    code,
    message,
  };
}

/** Where reading as UTF-8 first fails, found by halving: line and column of that byte. */
function firstInvalid(bytes: Uint8Array, path: string): Start {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      decoder.decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
    decoder.decode(new Uint8Array(0), { stream: false });
  }
  const before = new TextDecoder().decode(bytes.subarray(0, Math.max(0, bad - 1)));
  const lines = before.split("\n");
  return { path, line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

/** The text of a note without byte order mark and with `\n` at the ends of lines. */
export function readNoteBytes(path: string, bytes: Uint8Array): Result<string, Diagnostic> {
  if (bytes.length > LIMITS.noteBytesMax) return failure(tooLarge(path, bytes.length));
  const start = { path, line: 1, column: 1 };
  if (bytes.subarray(0, 8_000).includes(0)) {
    return failure(
      noteError(start, "note/binary", "Unexpected binary file, expected text in UTF-8"),
    );
  }
  try {
    return success(normalEnds(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    const message = "Unexpected byte that is not UTF-8, expected a text saved as UTF-8";
    return failure(noteError(firstInvalid(bytes, path), "note/invalid-utf-8", message));
  }
}

export function tooLarge(path: string, bytes: number): Diagnostic {
  const mebibytes = (bytes / 1024 / 1024).toFixed(1);
  const limit = LIMITS.noteBytesMax / 1024 / 1024;
  const message = `Unexpected note of ${mebibytes} MiB, expected at most ${limit} MiB: split it`;
  return noteError({ path, line: 1, column: 1 }, "note/too-large", message);
}

export function normalEnds(text: string): string {
  const bare = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return bare.includes("\r") ? bare.replace(/\r\n?/g, "\n") : bare;
}
