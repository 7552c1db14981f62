/**
 * A small tree of text files: what a volume or a container's own file system holds. Folders above
 * a file come into being with it.
 *
 * A file may be larger than its text: what is written to take up room is counted, not kept.
 *
 * Not simulated: modes, owners, links, binary content.
 */

export type Entry = { readonly name: string; readonly folder: boolean };

export class FileTree {
  readonly #files = new Map<string, string>();
  readonly #folders = new Set<string>(["/"]);
  /** What files take besides their texts. */
  readonly #padding = new Map<string, number>();
  #bytes = 0;
  /** Told by how much the tree became larger, or smaller. */
  onGrowth: ((bytes: number) => void) | undefined;

  constructor(files: Readonly<Record<string, string>> = {}, folders: readonly string[] = []) {
    for (const folder of folders) this.makeFolder(folder);
    for (const path in files) this.write(path, files[path] ?? "");
  }

  read(path: string): string | undefined {
    return this.#files.get(path);
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  exists(path: string): boolean {
    return this.#files.has(path) || this.#folders.has(path);
  }

  write(path: string, text: string): void {
    this.makeFolder(parentOf(path));
    const before = this.#files.get(path)?.length ?? 0;
    this.#files.set(path, text);
    this.#grow(text.length - before);
  }

  /** Makes a file take so much room, whatever its text is. */
  reserve(path: string, bytes: number): void {
    if (!this.#files.has(path)) this.write(path, "");
    const before = this.#padding.get(path) ?? 0;
    const padding = Math.max(0, bytes - (this.#files.get(path)?.length ?? 0));
    this.#padding.set(path, padding);
    this.#grow(padding - before);
  }

  /** All files together. */
  get bytes(): number {
    return this.#bytes;
  }

  get fileCount(): number {
    return this.#files.size;
  }

  sizeOf(path: string): number {
    return (this.#files.get(path)?.length ?? 0) + (this.#padding.get(path) ?? 0);
  }

  #grow(bytes: number): void {
    if (bytes === 0) return;
    this.#bytes += bytes;
    this.onGrowth?.(bytes);
  }

  #drop(path: string): void {
    this.#grow(-this.sizeOf(path));
    this.#files.delete(path);
    this.#padding.delete(path);
  }

  makeFolder(path: string): void {
    for (let folder = path; !this.#folders.has(folder); folder = parentOf(folder)) {
      this.#folders.add(folder);
    }
  }

  /** Removes a file, or a folder with everything in it. */
  remove(path: string): void {
    if (this.#files.has(path)) this.#drop(path);
    if (!this.#folders.has(path)) return;
    const below = path === "/" ? "/" : `${path}/`;
    for (const file of [...this.#files.keys()]) if (file.startsWith(below)) this.#drop(file);
    for (const folder of [...this.#folders]) {
      if (folder.startsWith(below)) this.#folders.delete(folder);
    }
    if (path !== "/") this.#folders.delete(path);
    else this.#folders.add("/");
  }

  /** Takes over everything that another tree holds. */
  become(other: FileTree): void {
    this.remove("/");
    for (const [path, text] of other.#files) this.write(path, text);
  }

  /** A folder of the tree, or one file, as a tree of its own. */
  copyOf(path: string): FileTree {
    const copy = new FileTree();
    const below = path === "/" ? "" : path;
    for (const [file, text] of this.#files) {
      if (file === path || file.startsWith(`${below}/`)) copy.write(file, text);
    }
    return copy;
  }

  /** What lies directly in a folder, by name. */
  list(path: string): readonly Entry[] {
    const entries: Entry[] = [];
    const name = (child: string) => child.slice(child.lastIndexOf("/") + 1);
    for (const file of this.#files.keys()) {
      if (parentOf(file) === path) entries.push({ name: name(file), folder: false });
    }
    for (const folder of this.#folders) {
      if (folder !== "/" && parentOf(folder) === path) {
        entries.push({ name: name(folder), folder: true });
      }
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

/** Absolute and without `.`, `..` and doubled slashes. */
export function cleanPath(path: string, folder = "/"): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${folder}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
