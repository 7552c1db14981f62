/**
 * A small tree of text files: what a volume or a container's own file system holds. Folders above
 * a file come into being with it.
 *
 * Not simulated: modes, owners, links, sizes, binary content.
 */

export type Entry = { readonly name: string; readonly folder: boolean };

export class FileTree {
  readonly #files = new Map<string, string>();
  readonly #folders = new Set<string>(["/"]);

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
    this.#files.set(path, text);
  }

  makeFolder(path: string): void {
    for (let folder = path; !this.#folders.has(folder); folder = parentOf(folder)) {
      this.#folders.add(folder);
    }
  }

  /** Removes a file, or a folder with everything in it. */
  remove(path: string): void {
    this.#files.delete(path);
    if (!this.#folders.has(path)) return;
    const below = path === "/" ? "/" : `${path}/`;
    for (const file of [...this.#files.keys()])
      if (file.startsWith(below)) this.#files.delete(file);
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
