/**
 * The files that a container sees: its own, and the volumes that are mounted over them. The
 * container's own tree is made when it is first looked at.
 */
import { cleanPath, type Entry, type FileTree, parentOf } from "./file-tree.ts";

export type Mount = {
  readonly path: string;
  readonly tree: FileTree;
  /** Where in the volume the mount begins: "" for its root. */
  readonly subPath: string;
  readonly readOnly: boolean;
};

export type Written = "ok" | "read-only" | "is-folder" | "no-folder";

export class ContainerFiles {
  readonly #makeRoot: () => FileTree;
  readonly #mounts: readonly Mount[];
  readonly #readOnlyRoot: boolean;
  #root: FileTree | undefined;

  constructor(makeRoot: () => FileTree, mounts: readonly Mount[], readOnlyRoot: boolean) {
    this.#makeRoot = makeRoot;
    this.#mounts = mounts;
    this.#readOnlyRoot = readOnlyRoot;
  }

  read(path: string): string | undefined {
    const { tree, at } = this.#place(path);
    return tree.read(at);
  }

  exists(path: string): boolean {
    const { tree, at } = this.#place(path);
    return tree.exists(at) || this.#mounts.some((mount) => isWithin(mount.path, path));
  }

  isFolder(path: string): boolean {
    const { tree, at } = this.#place(path);
    return tree.isFolder(at) || (tree.read(at) === undefined && this.#mountsBelow(path));
  }

  list(path: string): readonly Entry[] {
    const { tree, at } = this.#place(path);
    const entries = new Map(tree.list(at).map((entry) => [entry.name, entry]));
    for (const mount of this.#mounts) {
      if (mount.path === path || !isWithin(mount.path, path)) continue;
      const name = mount.path.slice(path === "/" ? 1 : path.length + 1).split("/")[0] ?? "";
      if (!entries.has(name)) entries.set(name, { name, folder: true });
    }
    return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  write(path: string, text: string, append = false): Written {
    const { tree, at, readOnly } = this.#place(path);
    if (readOnly) return "read-only";
    if (tree.isFolder(at)) return "is-folder";
    if (!this.isFolder(parentOf(path))) return "no-folder";
    tree.write(at, append ? (tree.read(at) ?? "") + text : text);
    return "ok";
  }

  makeFolder(path: string): Written {
    const { tree, at, readOnly } = this.#place(path);
    if (readOnly && !tree.isFolder(at)) return "read-only";
    tree.makeFolder(at);
    return "ok";
  }

  /** Makes a file of this size without keeping what is in it. */
  reserve(path: string, bytes: number): Written {
    const written = this.write(path, "");
    if (written !== "ok") return written;
    const { tree, at } = this.#place(path);
    tree.reserve(at, bytes);
    return "ok";
  }

  sizeOf(path: string): number {
    const { tree, at } = this.#place(path);
    return tree.sizeOf(at);
  }

  /** What the container wrote beside its volumes. */
  get ownTree(): FileTree | undefined {
    return this.#root;
  }

  remove(path: string): Written {
    const { tree, at, readOnly } = this.#place(path);
    if (readOnly) return "read-only";
    tree.remove(at);
    return "ok";
  }

  isReadOnly(path: string): boolean {
    return this.#mountOf(path)?.readOnly ?? this.#readOnlyRoot;
  }

  isMounted(path: string): boolean {
    return this.#mountOf(path) !== undefined;
  }

  #mountOf(path: string): Mount | undefined {
    let best: Mount | undefined;
    for (const mount of this.#mounts) {
      if (!isWithin(path, mount.path)) continue;
      if (best === undefined || mount.path.length > best.path.length) best = mount;
    }
    return best;
  }

  #mountsBelow(path: string): boolean {
    return this.#mounts.some((mount) => mount.path !== path && isWithin(mount.path, path));
  }

  #place(path: string): { tree: FileTree; at: string; readOnly: boolean } {
    const mount = this.#mountOf(path);
    if (mount === undefined) {
      this.#root ??= this.#makeRoot();
      return { tree: this.#root, at: path, readOnly: this.#readOnlyRoot };
    }
    const rest = mount.path === "/" ? path : path.slice(mount.path.length);
    return { tree: mount.tree, at: cleanPath(mount.subPath + rest), readOnly: mount.readOnly };
  }
}

/** Whether a path is the folder or lies below it. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === "/" || path.startsWith(`${folder}/`);
}
