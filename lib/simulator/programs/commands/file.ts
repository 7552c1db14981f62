/** Programs that look at files and change them. */

import { cleanPath, parentOf, type Written } from "../../storage/index.ts";
import type { Command, Process } from "../machine.ts";
import { baseName } from "../program-table.ts";
import { flagsAndOperands } from "./argument.ts";

const at = (process: Process, path: string) => cleanPath(path, process.cwd);

const WHY: Readonly<Record<Exclude<Written, "ok">, string>> = {
  "read-only": "Read-only file system",
  "is-folder": "Is a directory",
  "no-folder": "No such file or directory",
};

export const ls: Command = (args, process) => {
  const { flags, operands } = flagsAndOperands(args);
  const { files } = process.machine;
  let code = 0;
  for (const name of operands.length === 0 ? ["."] : operands) {
    const path = at(process, name);
    if (!files.exists(path)) {
      process.stderr(`ls: ${name}: No such file or directory\n`);
      code = 1;
    } else if (!files.isFolder(path)) process.stdout(`${name}\n`);
    else {
      for (const entry of files.list(path)) {
        if (/[aA]/.test(flags) || !entry.name.startsWith(".")) process.stdout(`${entry.name}\n`);
      }
    }
  }
  return code;
};

export const mkdir: Command = (args, process) => {
  for (const name of flagsAndOperands(args).operands) {
    const written = process.machine.files.makeFolder(at(process, name));
    if (written === "ok") continue;
    process.stderr(`mkdir: can't create directory '${name}': ${WHY[written]}\n`);
    return 1;
  }
  return 0;
};

export const touch: Command = (args, process) => {
  for (const name of flagsAndOperands(args).operands) {
    const path = at(process, name);
    const { files } = process.machine;
    const isKept = files.isFolder(path) && !files.isReadOnly(path);
    const written = isKept ? "ok" : files.write(path, "", true);
    if (written === "ok") continue;
    process.stderr(`touch: ${name}: ${WHY[written]}\n`);
    return 1;
  }
  return 0;
};

export const rm: Command = (args, process) => {
  const { flags, operands } = flagsAndOperands(args);
  const { files } = process.machine;
  for (const name of operands) {
    const path = at(process, name);
    if (!files.exists(path)) {
      if (flags.includes("f")) continue;
      process.stderr(`rm: can't remove '${name}': No such file or directory\n`);
      return 1;
    }
    if (files.isFolder(path) && !/[rR]/.test(flags)) {
      process.stderr(`rm: '${name}' is a directory\n`);
      return 1;
    }
    const written = path === "/" ? "ok" : files.remove(path);
    if (written === "ok") continue;
    process.stderr(`rm: can't remove '${name}': ${WHY[written]}\n`);
    return 1;
  }
  return 0;
};

function copyInto(command: string, args: readonly string[], process: Process): number {
  const { operands } = flagsAndOperands(args);
  const { files } = process.machine;
  if (operands.length < 2) {
    process.stderr(`${command}: missing operand\n`);
    return 1;
  }
  const target = at(process, operands.at(-1) ?? "");
  for (const name of operands.slice(0, -1)) {
    const from = at(process, name);
    const text = files.read(from);
    if (text === undefined) {
      process.stderr(`${command}: can't stat '${name}': No such file or directory\n`);
      return 1;
    }
    const to = files.isFolder(target) ? cleanPath(baseName(name), target) : target;
    const written = files.write(to, text);
    if (written !== "ok") {
      process.stderr(`${command}: can't create '${to}': ${WHY[written]}\n`);
      return 1;
    }
    if (command === "mv") files.remove(from);
  }
  return 0;
}

export const cp: Command = (args, process) => {
  return copyInto("cp", args, process);
};

export const mv: Command = (args, process) => {
  return copyInto("mv", args, process);
};

export const tee: Command = (args, process) => {
  const { flags, operands } = flagsAndOperands(args);
  const text = process.stdin.rest ?? "";
  process.stdin.rest = "";
  process.stdout(text);
  for (const name of operands) {
    process.machine.files.write(at(process, name), text, flags.includes("a"));
  }
  return 0;
};

export const pwd: Command = (_args, process) => {
  process.stdout(`${process.cwd}\n`);
  return 0;
};

export const basename: Command = ([path = "", suffix = ""], process) => {
  const name = baseName(path);
  const cut = suffix !== "" && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
  process.stdout(`${cut}\n`);
  return 0;
};

export const dirname: Command = ([path = ""], process) => {
  process.stdout(`${path.includes("/") ? parentOf(path) : "."}\n`);
  return 0;
};

export const find: Command = (args, process) => {
  const start = args[0] !== undefined && !args[0].startsWith("-") ? args[0] : ".";
  const { files } = process.machine;
  const named = args.indexOf("-name");
  const wanted = named < 0 ? undefined : args[named + 1];
  const visit = (shown: string, path: string) => {
    if (wanted === undefined || wanted === baseName(shown)) process.stdout(`${shown}\n`);
    if (!files.isFolder(path)) return;
    for (const { name } of files.list(path)) {
      visit(shown.endsWith("/") ? shown + name : `${shown}/${name}`, cleanPath(name, path));
    }
  };
  if (!files.exists(at(process, start))) {
    process.stderr(`find: ${start}: No such file or directory\n`);
    return 1;
  }
  visit(start, at(process, start));
  return 0;
};
