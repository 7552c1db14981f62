/** The files of a terminal: absolute paths, folders, a current folder; all in memory. */

export const HOME = "/root";

/** More than this is refused, so that no line fills the page's memory. */
const BYTES_MAX = 20_000_000;

export class FileSystem {
  readonly #files = new Map<string, string>();
  readonly #folders = new Set<string>(["/", HOME, "/tmp"]);
  cwd = HOME;

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  /** `~`, `.` and `..` resolved, relative to the current folder. */
  resolve(path: string): string {
    const home = path === "~" || path.startsWith("~/") ? HOME + path.slice(1) : path;
    const parts: string[] = [];
    for (const part of (home.startsWith("/") ? home : `${this.cwd}/${home}`).split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(part);
    }
    return `/${parts.join("/")}`;
  }

  read(path: string): string | undefined {
    return this.#files.get(this.resolve(path));
  }

  isFolder(path: string): boolean {
    return this.#folders.has(this.resolve(path));
  }

  exists(path: string): boolean {
    return this.isFolder(path) || this.#files.has(this.resolve(path));
  }

  /** False where the folder is missing, a folder is in the way, or there is no room. */
  canWrite(path: string): boolean {
    const whole = this.resolve(path);
    return (
      this.#folders.has(parentOf(whole)) && !this.#folders.has(whole) && this.#bytes() < BYTES_MAX
    );
  }

  /** Makes the folders on the way. */
  write(path: string, text: string): void {
    const whole = this.resolve(path);
    this.makeFolder(parentOf(whole));
    this.#files.set(whole, text.slice(0, BYTES_MAX));
  }

  makeFolder(path: string): void {
    for (let whole = this.resolve(path); whole !== "/"; whole = parentOf(whole)) {
      this.#folders.add(whole);
    }
  }

  /** A file, or a folder with all that is in it. */
  remove(path: string): void {
    const whole = this.resolve(path);
    const inside = (other: string) => other === whole || other.startsWith(`${whole}/`);
    for (const file of [...this.#files.keys()]) if (inside(file)) this.#files.delete(file);
    for (const folder of [...this.#folders]) if (inside(folder)) this.#folders.delete(folder);
  }

  /** Names in a folder, sorted; undefined when it is none. */
  list(path: string): readonly string[] | undefined {
    const whole = this.resolve(path);
    if (!this.#folders.has(whole)) return undefined;
    const prefix = whole === "/" ? "/" : `${whole}/`;
    const names = [...this.#files.keys(), ...this.#folders]
      .filter((other) => other.startsWith(prefix) && other !== prefix && other !== whole)
      .map((other) => other.slice(prefix.length))
      .filter((name) => !name.includes("/"));
    return [...new Set(names)].sort();
  }

  /** Files below a folder, as paths relative to it; undefined when it is no folder. */
  listDeep(path: string): readonly string[] | undefined {
    const whole = this.resolve(path);
    if (!this.#folders.has(whole)) return undefined;
    const prefix = whole === "/" ? "/" : `${whole}/`;
    return [...this.#files.keys()]
      .filter((file) => file.startsWith(prefix))
      .map((file) => file.slice(prefix.length))
      .sort();
  }

  #bytes(): number {
    let total = 0;
    for (const text of this.#files.values()) total += text.length;
    return total;
  }
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}
