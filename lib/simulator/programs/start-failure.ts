/** Why a command cannot be started in an image, in runc's words. */
import type { Image } from "./image-registry.ts";
import { baseName, COMMON_PROGRAMS } from "./program-table.ts";

const PROGRAM_FOLDERS: ReadonlySet<string> = new Set([
  "",
  "/bin/",
  "/usr/bin/",
  "/sbin/",
  "/usr/sbin/",
  "/usr/local/bin/",
]);

/** undefined when the image has the program. */
export function startFailure(image: Image, program: string): string | undefined {
  const name = baseName(program);
  if (image.entry.bins?.some((bin) => baseName(bin) === name)) return undefined;
  const folder = program.slice(0, program.length - name.length);
  if (image.entry.noShell !== true && PROGRAM_FOLDERS.has(folder) && COMMON_PROGRAMS.has(name)) {
    return undefined;
  }
  if (program.includes("/")) {
    return `exec: ${quote(program)}: stat ${program}: no such file or directory`;
  }
  return `exec: ${quote(program)}: executable file not found in $PATH`;
}

/** A text in double quotes as Go's %q writes it. */
export function quote(text: string): string {
  return JSON.stringify(text);
}
