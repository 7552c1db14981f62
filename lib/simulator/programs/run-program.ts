/** Runs one command line in a container: the shell, a known program, a server, or nothing. */
import { cleanPath } from "../storage/index.ts";
import { COMMANDS } from "./commands/index.ts";
import type { Process } from "./machine.ts";
import { baseName, endsByItself, isShell, SERVERS } from "./program-table.ts";
import { Shell } from "./shell/shell.ts";
import { startFailure } from "./start-failure.ts";
import { FOREVER, type Task } from "./task.ts";

export function* runProgram(argv: readonly string[], process: Process): Task<number> {
  return yield* run(argv, process, false);
}

/** As the container's first process, which may handle SIGTERM. */
export function* runFirstProgram(argv: readonly string[], process: Process): Task<number> {
  return yield* run(argv, process, true);
}

function* run(argv: readonly string[], process: Process, isMain: boolean): Task<number> {
  const [program = "", ...args] = argv;
  if (startFailure(process.machine.image, program) !== undefined) {
    process.stderr(`sh: ${program}: not found\n`);
    return 127;
  }
  const name = baseName(program);
  if (isShell(name)) return yield* runShell(args, process, isMain);
  if (process.machine.runtime.silent.has(name)) return 0;
  const command = COMMANDS.get(name);
  if (command !== undefined) {
    const status = command(args, process);
    return typeof status === "number" ? status : yield* status;
  }
  if (SERVERS.has(name) && !endsByItself(name, args)) yield FOREVER;
  return 0;
}

function* runShell(args: readonly string[], process: Process, isMain: boolean): Task<number> {
  let endsOnError = false;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (!arg.startsWith("-")) return yield* runFile(arg, args.slice(i + 1), process, isMain);
    if (arg.startsWith("--")) continue;
    if (arg.includes("e")) endsOnError = true;
    if (!arg.includes("c")) continue;
    const script = args[i + 1];
    if (script === undefined) {
      process.stderr("sh: -c requires an argument\n");
      return 2;
    }
    const shell = Shell.of(process, args.slice(i + 2), isMain);
    shell.endsOnError = endsOnError;
    return yield* shell.runAll(script, process);
  }
  // Without a script it reads standard input, which is empty unless something was piped in.
  const script = process.stdin.rest ?? "";
  process.stdin.rest = "";
  return yield* Shell.of(process, [], isMain).runAll(script, process);
}

function* runFile(
  name: string,
  parameters: readonly string[],
  process: Process,
  isMain: boolean,
): Task<number> {
  const script = process.machine.files.read(cleanPath(name, process.cwd));
  if (script === undefined) {
    process.stderr(`sh: can't open '${name}': No such file or directory\n`);
    return 2;
  }
  return yield* Shell.of(process, [name, ...parameters], isMain).runAll(script, process);
}
