/**
 * Turns what a learner dropped or chose into an import: notes as text, a zip as it is. Text that is
 * not UTF-8 goes up as bytes, so that the answer can say what is wrong with it.
 */

export type NoteFile = {
  readonly path: string;
  readonly text?: string;
  readonly base64?: string;
};

export type ReadFiles = {
  readonly files: readonly NoteFile[];
  readonly zip?: string;
  /** Files that are no notes, by name. */
  readonly skipped: readonly string[];
};

type Named = { readonly path: string; readonly file: File };

const NOTE_NAME = /\.(md|markdown|mdx|txt)$/i;
const ZIP_NAME = /\.zip$/i;
const HIDDEN = /(^|\/)(\.|__MACOSX\/|node_modules\/)/;

export function named(files: Iterable<File>): readonly Named[] {
  return [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** Files of a drop, folders walked through. */
export async function dropped(transfer: DataTransfer): Promise<readonly Named[]> {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry())
    .filter((entry) => entry !== null);
  if (entries.length === 0) return named(transfer.files);
  return (await Promise.all(entries.map((entry) => walk(entry, "")))).flat();
}

async function walk(entry: FileSystemEntry, above: string): Promise<readonly Named[]> {
  const path = `${above}${entry.name}`;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    return [{ path, file }];
  }
  const found: Named[] = [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return found;
    for (const child of some) found.push(...(await walk(child, `${path}/`)));
  }
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(parts.join(""));
}

async function noteFile({ path, file }: Named): Promise<NoteFile> {
  try {
    const bytes = await file.arrayBuffer();
    return { path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { path, base64: await base64(file) };
  }
}

export async function readFiles(
  chosen: readonly Named[],
  onProgress: (done: number, total: number) => void,
): Promise<ReadFiles> {
  const wanted = chosen.filter(({ path }) => NOTE_NAME.test(path) && !HIDDEN.test(path));
  const zip = chosen.find(({ path }) => ZIP_NAME.test(path));
  const files: NoteFile[] = [];
  for (const one of wanted) {
    files.push(await noteFile(one));
    onProgress(files.length, wanted.length);
  }
  const skipped = chosen
    .filter((one) => !wanted.includes(one) && one !== zip && !HIDDEN.test(one.path))
    .map(({ path }) => path);
  return zip ? { files, zip: await base64(zip.file), skipped } : { files, skipped };
}
