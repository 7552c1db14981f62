/** `ls`, `pwd`, `cd`, `mkdir`, `rm`, `touch`, `cp`, `mv`: what one does with files. */
import {
  type CommandInput,
  type CommandResult,
  printed,
  readOptions,
  refused,
  type ShellCommand,
  textOf,
} from "./command.ts";

export const lsCommand: ShellCommand = {
  name: "ls",
  run: ({ args, files }) => {
    const { words, letters } = readOptions(args, "la1hRtr");
    let stderr = "";
    const blocks = (words.length === 0 ? ["."] : words).flatMap((path) => {
      const names = files.list(path);
      if (names !== undefined) {
        const shown = names.filter((name) => letters.has("a") || !name.startsWith("."));
        const title = words.length > 1 ? [`${path}:`] : [];
        return [[...title, ...shown]];
      }
      if (files.exists(path)) return [[path]];
      stderr += `ls: cannot access '${path}': No such file or directory\n`;
      return [];
    });
    const stdout = blocks.map(textOf).join("\n");
    return { stdout, stderr, exitCode: stderr === "" ? 0 : 2 };
  },
};

export const pwdCommand: ShellCommand = {
  name: "pwd",
  run: ({ files }) => printed(`${files.cwd}\n`),
};

export const cdCommand: ShellCommand = {
  name: "cd",
  run: ({ args: [path = "~"], files }) => {
    if (!files.isFolder(path)) {
      const why = files.exists(path) ? "Not a directory" : "No such file or directory";
      return refused(`bash: cd: ${path}: ${why}`);
    }
    files.cwd = files.resolve(path);
    return printed("");
  },
};

export const mkdirCommand: ShellCommand = {
  name: "mkdir",
  run: ({ args, files }) => {
    const { words, letters } = readOptions(args, "pv");
    if (words.length === 0) return refused("mkdir: missing operand");
    let stderr = "";
    for (const path of words) {
      if (letters.has("p")) files.makeFolder(path);
      else if (files.exists(path)) {
        stderr += `mkdir: cannot create directory '${path}': File exists\n`;
      } else if (!files.canWrite(path)) {
        stderr += `mkdir: cannot create directory '${path}': No such file or directory\n`;
      } else files.makeFolder(path);
    }
    return { stdout: "", stderr, exitCode: stderr === "" ? 0 : 1 };
  },
};

export const rmCommand: ShellCommand = {
  name: "rm",
  run: ({ args, files }) => {
    const { words, letters } = readOptions(args, "rRfiv");
    let stderr = "";
    for (const path of words) {
      if (files.isFolder(path) && !letters.has("r") && !letters.has("R")) {
        stderr += `rm: cannot remove '${path}': Is a directory\n`;
      } else if (files.exists(path)) files.remove(path);
      else if (!letters.has("f")) {
        stderr += `rm: cannot remove '${path}': No such file or directory\n`;
      }
    }
    return { stdout: "", stderr, exitCode: stderr === "" ? 0 : 1 };
  },
};

export const touchCommand: ShellCommand = {
  name: "touch",
  run: ({ args, files }) => {
    const missing = args.find((path) => !files.exists(path) && !files.canWrite(path));
    if (missing !== undefined) {
      return refused(`touch: cannot touch '${missing}': No such file or directory`);
    }
    for (const path of args) if (!files.exists(path)) files.write(path, "");
    return printed("");
  },
};

export const cpCommand: ShellCommand = { name: "cp", run: (input) => copy("cp", input, false) };

export const mvCommand: ShellCommand = { name: "mv", run: (input) => copy("mv", input, true) };

function copy(name: string, { args, files }: CommandInput, removing: boolean): CommandResult {
  const { words } = readOptions(args, "rRfav");
  const target = words.at(-1);
  if (target === undefined || words.length < 2) return refused(`${name}: missing file operand`);
  for (const source of words.slice(0, -1)) {
    const text = files.read(source);
    if (text === undefined) {
      return refused(`${name}: cannot stat '${source}': No such file or directory`);
    }
    const to = files.isFolder(target) ? `${target}/${source.split("/").at(-1) ?? ""}` : target;
    if (!files.canWrite(to)) {
      return refused(`${name}: cannot create regular file '${to}': No such file or directory`);
    }
    files.write(to, text);
    if (removing && files.resolve(source) !== files.resolve(to)) files.remove(source);
  }
  return printed("");
}
