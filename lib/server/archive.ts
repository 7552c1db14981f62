/**
 * Notes out of a zip archive. What the archive claims about itself bounds what is unpacked, so that
 * a small file cannot become a large one unnoticed.
 */
import "server-only";
import { unzipSync } from "fflate";
import { failure, type Result, success } from "#lib/shared";

export type ArchivedFile = { readonly path: string; readonly bytes: Uint8Array };
export type ArchiveProblem = { readonly code: string; readonly message: string };

const MAX_ENTRIES = 5000;
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;
const MAX_ENTRY_BYTES = 8 * 1024 * 1024;
const MAX_RATIO = 100;
/** Below this size a high ratio harms nobody. */
const RATIO_FLOOR_BYTES = 64 * 1024;
const IGNORED = /(^|\/)(__MACOSX|node_modules|\.[^/]+)(\/|$)/;
const WANTED = /\.(md|markdown|mdx|txt)$/i;

class ArchiveRefused extends Error {
  override readonly name = "ArchiveRefused";
  constructor(readonly problem: ArchiveProblem) {
    super(problem.message);
  }
}

export function unzipNotes(bytes: Uint8Array): Result<readonly ArchivedFile[], ArchiveProblem> {
  const totals = { entries: 0, bytes: 0 };
  try {
    const files = unzipSync(bytes, { filter: (entry) => admit(entry, totals) });
    return success(Object.entries(files).map(([path, content]) => ({ path, bytes: content })));
  } catch (error) {
    if (error instanceof ArchiveRefused) return failure(error.problem);
    return failure({
      code: "import/zip",
      message: "Unexpected content, expected a zip archive that can be read",
    });
  }
}

function admit(
  entry: { readonly name: string; readonly size: number; readonly originalSize: number },
  totals: { entries: number; bytes: number },
): boolean {
  const { name, size, originalSize } = entry;
  totals.entries += 1;
  if (totals.entries > MAX_ENTRIES) {
    throw refusal("import/zip-entries", `more than ${MAX_ENTRIES} entries`, "fewer");
  }
  const ratio = originalSize / Math.max(1, size);
  if (originalSize > RATIO_FLOOR_BYTES && ratio > MAX_RATIO) {
    const found = `${name} growing ${Math.round(ratio)} times when unpacked`;
    throw refusal("import/zip-bomb", found, `at most ${MAX_RATIO} times`);
  }
  if (name.endsWith("/") || IGNORED.test(name) || !WANTED.test(name)) return false;
  totals.bytes += originalSize;
  if (originalSize > MAX_ENTRY_BYTES || totals.bytes > MAX_TOTAL_BYTES) {
    const found = `${name} of ${originalSize} bytes`;
    throw refusal("import/zip-size", found, `at most ${MAX_TOTAL_BYTES} bytes of notes`);
  }
  return true;
}

function refusal(code: string, found: string, expected: string): ArchiveRefused {
  return new ArchiveRefused({ code, message: `Unexpected ${found}, expected ${expected}` });
}
