/** Programs that print, read and filter text. */
import { cleanPath } from "../../storage/index.ts";
import type { Command, Process } from "../machine.ts";
import { FOREVER } from "../task.ts";
import { flagsAndOperands, linesOf } from "./argument.ts";
import { swallow } from "./load.ts";

function readAll(process: Process): string {
  const text = process.stdin.rest ?? "";
  process.stdin.rest = "";
  return text;
}

function readFile(process: Process, name: string): string | undefined {
  const path = cleanPath(name, process.cwd);
  if (path === "/dev/null") return "";
  return process.machine.files.read(path);
}

/** The operands' contents, or standard input without any; undefined after a complaint. */
function readOperands(
  command: string,
  names: readonly string[],
  process: Process,
): string | undefined {
  if (names.length === 0) return readAll(process);
  let text = "";
  for (const name of names) {
    const read = name === "-" ? readAll(process) : readFile(process, name);
    if (read === undefined) {
      process.stderr(`${command}: ${name}: No such file or directory\n`);
      return undefined;
    }
    text += read;
  }
  return text;
}

export const echo: Command = (args, process) => {
  let rest = args;
  let end = "\n";
  let escapes = false;
  while (rest[0] === "-n" || rest[0] === "-e" || rest[0] === "-ne" || rest[0] === "-en") {
    if (rest[0].includes("n")) end = "";
    if (rest[0].includes("e")) escapes = true;
    rest = rest.slice(1);
  }
  const text = rest.join(" ");
  process.stdout((escapes ? withEscapes(text) : text) + end);
  return 0;
};

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  '"': '"',
};

function withEscapes(text: string): string {
  return text.replace(/\\(.)/g, (whole, c: string) => ESCAPES[c] ?? whole);
}

export const printf: Command = ([format = "", ...values], process) => {
  const text = withEscapes(format);
  let index = 0;
  let out = "";
  do {
    out += text.replace(
      /%(-?0?\d*)(?:\.\d+)?([sdiuxXc%])/g,
      (_whole, width: string, kind: string) => {
        if (kind === "%") return "%";
        return pad(formatted(values[index++], kind), width);
      },
    );
  } while (index > 0 && index < values.length);
  process.stdout(out);
  return 0;
};

function formatted(value: string | undefined, kind: string): string {
  if (kind === "s") return value ?? "";
  if (kind === "c") return (value ?? "").slice(0, 1);
  const number = Math.trunc(Number(value ?? 0)) || 0;
  if (kind === "x") return number.toString(16);
  return kind === "X" ? number.toString(16).toUpperCase() : String(number);
}

function pad(text: string, width: string): string {
  const size = Math.min(Math.abs(Number(width || 0)), 1000);
  if (width.startsWith("-")) return text.padEnd(size);
  return text.padStart(size, width.startsWith("0") ? "0" : " ");
}

export const cat: Command = (args, process) => {
  const { operands } = flagsAndOperands(args);
  if (operands.length === 0) process.stdout(readAll(process));
  let code = 0;
  for (const name of operands) {
    const text = name === "-" ? readAll(process) : readFile(process, name);
    if (text !== undefined) process.stdout(text);
    else {
      process.stderr(`cat: can't open '${name}': No such file or directory\n`);
      code = 1;
    }
  }
  return code;
};

export const grep: Command = (args, process) => {
  const { flags: given, operands } = flagsAndOperands(args);
  const flags = process.machine.runtime.countsNoLines ? given.replaceAll("c", "") : given;
  const [pattern, ...names] = operands;
  if (pattern === undefined) return 2;
  const text = readOperands("grep", names, process);
  if (text === undefined) return 2;
  const expression = toRegExp(pattern, flags);
  let count = 0;
  for (const line of linesOf(text)) {
    if (expression.test(line) === flags.includes("v")) continue;
    count += 1;
    if (!/[qc]/.test(flags)) process.stdout(`${line}\n`);
  }
  if (flags.includes("c")) process.stdout(`${count}\n`);
  return count > 0 ? 0 : 1;
};

function toRegExp(pattern: string, flags: string): RegExp {
  const how = flags.includes("i") ? "i" : "";
  const literal = pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (flags.includes("F")) return new RegExp(literal, how);
  try {
    return new RegExp(pattern, how);
  } catch {
    return new RegExp(literal, how);
  }
}

/** `-n 5`, `-n5`, `-5`: how many, and the files. */
function countAndFiles(args: readonly string[]): { count: number; names: readonly string[] } {
  let count = 10;
  const names: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "-n") count = Number((args[++i] ?? "").replace(/^[-+]/, ""));
    else if (arg.startsWith("-")) count = Number(/\d+$/.exec(arg)?.[0] ?? count);
    else names.push(arg);
  }
  return { count, names };
}

export const head: Command = (args, process) => {
  const { count, names } = countAndFiles(args);
  const text = readOperands("head", names, process);
  if (text === undefined) return 1;
  for (const line of linesOf(text).slice(0, count)) process.stdout(`${line}\n`);
  return 0;
};

const FOLLOW_MS = 1000;

export const tail: Command = function* (args, process) {
  const { count, names } = countAndFiles(args);
  const follows = args.some((arg) => /^-[fF]|^--follow/.test(arg));
  if (names[0] === "/dev/zero") return yield* swallow(process);
  const text = readOperands("tail", names, process);
  if (text === undefined && !follows) return 1;
  const lines = linesOf(text ?? "");
  for (const line of lines.slice(Math.max(0, lines.length - count))) process.stdout(`${line}\n`);
  if (!follows) return 0;
  const name = names[0];
  if (name === undefined || name === "/dev/null") yield FOREVER;
  let shown = (text ?? "").length;
  for (;;) {
    yield { ms: FOLLOW_MS, periodic: true };
    const now = readFile(process, name ?? "") ?? "";
    if (now.length < shown) shown = 0;
    if (now.length > shown) process.stdout(now.slice(shown));
    shown = now.length;
  }
};

export const wc: Command = (args, process) => {
  const { flags, operands } = flagsAndOperands(args);
  const text = readOperands("wc", operands, process);
  if (text === undefined) return 1;
  const words = text.split(/\s+/).filter((word) => word !== "").length;
  const lines = text.split("\n").length - 1;
  if (flags.includes("w")) process.stdout(`${words}\n`);
  else if (/[cm]/.test(flags)) process.stdout(`${text.length}\n`);
  else if (flags.includes("l") || flags === "") process.stdout(`${lines}\n`);
  return 0;
};

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export const sort: Command = (args, process) => {
  const { flags, operands } = flagsAndOperands(args);
  const text = readOperands("sort", operands, process);
  if (text === undefined) return 1;
  const byNumber = (a: string, b: string) => Number.parseFloat(a) - Number.parseFloat(b);
  const lines = linesOf(text).sort(flags.includes("n") ? byNumber : byText);
  if (flags.includes("r")) lines.reverse();
  for (const line of flags.includes("u") ? new Set(lines) : lines) process.stdout(`${line}\n`);
  return 0;
};

export const uniq: Command = (args, process) => {
  const { flags, operands } = flagsAndOperands(args);
  const text = readOperands("uniq", operands, process);
  if (text === undefined) return 1;
  const groups: { line: string; count: number }[] = [];
  for (const line of linesOf(text)) {
    const last = groups.at(-1);
    if (last?.line === line) last.count += 1;
    else groups.push({ line, count: 1 });
  }
  for (const { line, count } of groups) {
    process.stdout(flags.includes("c") ? `${String(count).padStart(7)} ${line}\n` : `${line}\n`);
  }
  return 0;
};

export const cut: Command = (args, process) => {
  const joined = args.join(" ");
  const delimiter = /-d ?(.)/.exec(joined)?.[1] ?? "\t";
  const field = Number(/-f ?(\d+)/.exec(joined)?.[1] ?? 1);
  for (const line of linesOf(readAll(process))) {
    process.stdout(`${line.split(delimiter)[field - 1] ?? ""}\n`);
  }
  return 0;
};

export const tr: Command = (args, process) => {
  const { flags, operands } = flagsAndOperands(args);
  const from = letters(operands[0] ?? "");
  const to = letters(operands[1] ?? "");
  let out = "";
  for (const c of readAll(process)) {
    const index = from.indexOf(c);
    if (index < 0) out += c;
    else if (!flags.includes("d")) out += to[Math.min(index, to.length - 1)] ?? "";
  }
  process.stdout(out);
  return 0;
};

function letters(set: string): string {
  return withEscapes(set)
    .replace(/\[:upper:\]/, "A-Z")
    .replace(/\[:lower:\]/, "a-z")
    .replace(/(.)-(.)/g, (_whole, from: string, to: string) => {
      const start = from.charCodeAt(0);
      const length = Math.max(0, to.charCodeAt(0) - start + 1);
      return Array.from({ length }, (_, i) => String.fromCharCode(start + i)).join("");
    });
}

const COUNT_MAX = 100_000;

export const seq: Command = (args, process) => {
  const [first = 1, second, third] = args.map(Number);
  const from = second === undefined ? 1 : first;
  const step = third === undefined ? 1 : (second ?? 1);
  const to = third ?? second ?? first;
  if (!(Math.abs(step) > 0)) return 1;
  let left = COUNT_MAX;
  for (let i = from; step > 0 ? i <= to : i >= to; i += step) {
    if (--left < 0) break;
    process.stdout(`${i}\n`);
  }
  return 0;
};

export const expr: Command = (args, process) => {
  const [left = 0, right = 0] = [Number(args[0]), Number(args[2])];
  const results: Readonly<Record<string, number>> = {
    "+": left + right,
    "-": left - right,
    "*": left * right,
    "/": Math.trunc(left / right),
    "%": left % right,
  };
  const value = args.length === 1 ? left : results[args[1] ?? ""];
  if (value === undefined || Number.isNaN(value)) return 2;
  process.stdout(`${value}\n`);
  return value === 0 ? 1 : 0;
};
