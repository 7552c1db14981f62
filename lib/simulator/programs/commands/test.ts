/** `test` and `[`: conditions on files, texts and numbers. */
import { cleanPath } from "../../storage/index.ts";
import type { Command, Process } from "../machine.ts";

export const test: Command = (args, process) => {
  return holds(args, process) ? 0 : 1;
};

export const bracket: Command = (args, process) => {
  if (args.at(-1) !== "]") {
    process.stderr("sh: [: missing ]\n");
    return 2;
  }
  return holds(args.slice(0, -1), process) ? 0 : 1;
};

function holds(args: readonly string[], process: Process): boolean {
  const or = args.indexOf("-o");
  if (or > 0) return holds(args.slice(0, or), process) || holds(args.slice(or + 1), process);
  const and = args.indexOf("-a");
  if (and > 0) return holds(args.slice(0, and), process) && holds(args.slice(and + 1), process);
  if (args[0] === "!") return !holds(args.slice(1), process);
  const [first = "", second = "", third = ""] = args;
  if (args.length <= 1) return first !== "";
  if (args.length === 2) return isTrueOf(first, second, process);
  return compares(first, second, third);
}

function isTrueOf(operator: string, operand: string, process: Process): boolean {
  const { files } = process.machine;
  const path = cleanPath(operand, process.cwd);
  switch (operator) {
    case "-z":
      return operand === "";
    case "-n":
      return operand !== "";
    case "-d":
      return files.isFolder(path);
    case "-f":
      return files.read(path) !== undefined;
    case "-s":
      return (files.read(path) ?? "") !== "";
    case "-e":
    case "-r":
    case "-x":
      return files.exists(path);
    case "-w":
      return files.exists(path) && !files.isReadOnly(path);
    default:
      return false;
  }
}

function compares(left: string, operator: string, right: string): boolean {
  const difference = Number(left) - Number(right);
  switch (operator) {
    case "=":
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "-eq":
      return difference === 0;
    case "-ne":
      return difference !== 0;
    case "-lt":
      return difference < 0;
    case "-le":
      return difference <= 0;
    case "-gt":
      return difference > 0;
    case "-ge":
      return difference >= 0;
    default:
      return false;
  }
}
