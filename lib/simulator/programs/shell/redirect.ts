/** Where a command reads from and writes to. */
import type { Output } from "../machine.ts";
import type { Task } from "../task.ts";
import type { Io, ShellApi } from "./builtin.ts";
import { expandText } from "./expand.ts";
import type { Redirect } from "./syntax.ts";

/** Undefined when a file cannot be opened; that has been said then. */
export function* openRedirects(
  redirects: readonly Redirect[],
  io: Io,
  shell: ShellApi,
): Task<Io | undefined> {
  let { stdin, stdout, stderr } = io;
  for (const { from, operator, target } of redirects) {
    const text = yield* expandText(target, shell);
    if (operator === "text") stdin = { rest: text };
    else if (operator === "&") {
      if (from === 2) stderr = text === "1" ? stdout : stderr;
      else if (text === "2") stdout = stderr;
    } else if (operator === "<") {
      const read = text === "/dev/null" ? "" : shell.machine.files.read(shell.absolute(text));
      if (read === undefined) {
        const why = shell.machine.runtime.speaksGo
          ? `open ${text}: no such file or directory`
          : `sh: can't open ${text}: no such file`;
        io.stderr(`${why}\n`);
        return undefined;
      }
      stdin = { rest: read };
    } else {
      const output = open(text, operator === ">>", io, shell);
      if (output === undefined) return undefined;
      if (from !== 2) stdout = output;
      if (from === 2 || from === "both") stderr = output;
    }
  }
  return { stdin, stdout, stderr };
}

function open(name: string, append: boolean, io: Io, shell: ShellApi): Output | undefined {
  const path = shell.absolute(name);
  if (path === "/dev/null") return () => undefined;
  if (path === "/dev/stdout" || path === "/proc/1/fd/1") return io.stdout;
  if (path === "/dev/stderr" || path === "/proc/1/fd/2") return io.stderr;
  const { files } = shell.machine;
  const written = files.write(path, "", append);
  if (written === "ok") return (text) => void files.write(path, text, true);
  const why = {
    "read-only": "Read-only file system",
    "is-folder": "Is a directory",
    "no-folder": "nonexistent directory",
  };
  if (!shell.machine.runtime.speaksGo) io.stderr(`sh: can't create ${name}: ${why[written]}\n`);
  else {
    const fault = written === "read-only" ? why[written] : "no such file or directory";
    io.stderr(`open ${name}: ${fault}\n`);
  }
  return undefined;
}
