/**
 * What the shell does itself.
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
 */
import type { Task } from "../task.ts";
import type { Builtin, Io, ShellApi as Shell } from "./builtin.ts";
import { Jump } from "./jump.ts";
import { parseScript } from "./parser.ts";

export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [":", nothing],
  ["cd", changeFolder],
  ["exit", exit],
  ["return", leaveFunction],
  ["break", (args) => leaveLoop("break", args)],
  ["continue", (args) => leaveLoop("continue", args)],
  ["export", exportNames],
  ["local", exportNames],
  ["readonly", exportNames],
  ["unset", unset],
  ["set", setOptions],
  ["shift", shift],
  ["eval", evaluateText],
  [".", source],
  ["source", source],
  ["exec", execute],
  ["read", readLine],
  ["trap", trap],
  ["wait", wait],
  ["type", which],
  ["command", command],
]);

function nothing(): number {
  return 0;
}

function changeFolder([name]: readonly string[], shell: Shell, io: Io): number {
  const path = shell.absolute(name ?? shell.variables.get("HOME") ?? "/root");
  if (!shell.machine.files.isFolder(path)) {
    io.stderr(`sh: cd: can't cd to ${name}: No such file or directory\n`);
    return 1;
  }
  shell.cwd = path;
  shell.variables.set("PWD", path);
  return 0;
}

function statusOf(text: string | undefined, shell: Shell): number {
  return text === undefined ? shell.lastStatus : Number(text) & 255;
}

function exit([status]: readonly string[], shell: Shell, io: Io): number {
  if (status !== undefined && !/^\d+$/.test(status)) {
    io.stderr(`sh: exit: Illegal number: ${status}\n`);
    throw new Jump("exit", 2);
  }
  throw new Jump("exit", statusOf(status, shell));
}

function leaveFunction([status]: readonly string[], shell: Shell): number {
  throw new Jump("return", statusOf(status, shell));
}

function leaveLoop(kind: "break" | "continue", [count]: readonly string[]): number {
  throw new Jump(kind, Math.max(1, Number(count ?? 1)));
}

function exportNames(args: readonly string[], shell: Shell): number {
  for (const arg of args) {
    if (arg.startsWith("-")) continue;
    const equals = arg.indexOf("=");
    const name = equals < 0 ? arg : arg.slice(0, equals);
    if (equals >= 0) shell.variables.set(name, arg.slice(equals + 1));
    shell.exported.add(name);
  }
  return 0;
}

function unset(args: readonly string[], shell: Shell): number {
  for (const name of args) {
    shell.variables.delete(name);
    shell.exported.delete(name);
    shell.functions.delete(name);
  }
  return 0;
}

function setOptions(args: readonly string[], shell: Shell): number {
  for (const [index, arg] of args.entries()) {
    if (arg === "--" || !/^[-+]/.test(arg)) {
      shell.parameters = args.slice(arg === "--" ? index + 1 : index);
      break;
    }
    const on = arg.startsWith("-");
    if (arg.includes("e")) shell.endsOnError = on;
    if (arg.includes("u")) shell.failsOnUnset = on;
    if (arg.includes("x")) shell.prints = on;
    if (arg.includes("o")) break;
  }
  return 0;
}

function shift([count]: readonly string[], shell: Shell): number {
  shell.parameters = shell.parameters.slice(Number(count ?? 1));
  return 0;
}

function* evaluateText(args: readonly string[], shell: Shell, io: Io): Task<number> {
  return yield* shell.runScript(parseScript(args.join(" ")), io);
}

function* source([name]: readonly string[], shell: Shell, io: Io): Task<number> {
  const text = shell.machine.files.read(shell.absolute(name ?? ""));
  if (text === undefined) {
    io.stderr(`sh: .: can't open '${name}': No such file or directory\n`);
    return 1;
  }
  return yield* shell.runScript(parseScript(text), io);
}

function* execute(args: readonly string[], shell: Shell, io: Io): Task<number> {
  if (args.length === 0) return 0;
  const { life } = shell.machine;
  if (shell.isMain) {
    life.program = args;
    life.onTerm = undefined;
  }
  shell.traps.clear();
  throw new Jump("exit", yield* shell.runProgram(args, io));
}

function readLine(args: readonly string[], shell: Shell, io: Io): number {
  const { rest } = io.stdin;
  const names = args.filter((arg) => !arg.startsWith("-"));
  if (rest === undefined || rest === "") return 1;
  const end = rest.indexOf("\n");
  const line = end < 0 ? rest : rest.slice(0, end);
  io.stdin.rest = end < 0 ? "" : rest.slice(end + 1);
  const words = line.trim().split(/[ \t]+/);
  for (const [index, name] of (names.length === 0 ? ["REPLY"] : names).entries()) {
    const isLast = index === Math.max(names.length, 1) - 1;
    shell.variables.set(name, isLast ? words.slice(index).join(" ") : (words[index] ?? ""));
  }
  return 0;
}

function trap(args: readonly string[], shell: Shell): number {
  const [action, ...signals] = args;
  if (action === undefined) return 0;
  for (const signal of signals) {
    const name = signal === "15" ? "TERM" : signal === "0" ? "EXIT" : signal.replace(/^SIG/, "");
    if (action === "-") shell.traps.delete(name);
    else shell.traps.set(name, action);
    if (name !== "TERM" || !shell.isMain) continue;
    const onTerm = () => {
      shell.pendingTerm = true;
      shell.wakeWait?.();
    };
    shell.machine.life.onTerm = action === "-" ? undefined : onTerm;
  }
  return 0;
}

function* wait(_args: readonly string[], shell: Shell): Task<number> {
  for (const job of shell.jobs) {
    if (job.status !== undefined) continue;
    yield {
      until(wake) {
        job.waiting.push(wake);
        shell.wakeWait = wake;
      },
    };
    shell.wakeWait = undefined;
    if (shell.pendingTerm) return 143;
  }
  return 0;
}

function* which(args: readonly string[], shell: Shell, io: Io): Task<number> {
  const name = args.find((arg) => !arg.startsWith("-")) ?? "";
  if (BUILTINS.has(name) || shell.functions.has(name)) {
    io.stdout(`${name}\n`);
    return 0;
  }
  return yield* shell.runProgram(["which", name], io);
}

function* command(args: readonly string[], shell: Shell, io: Io): Task<number> {
  if (args[0] === "-v" || args[0] === "-V") return yield* which(args, shell, io);
  return yield* shell.runProgram(args, io);
}
