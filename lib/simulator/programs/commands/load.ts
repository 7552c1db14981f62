/** Programs that take what a node has: memory, and room on the disk. */
import { cleanPath } from "../../storage/index.ts";
import type { Command, Process } from "../machine.ts";
import { FOREVER, type Task } from "../task.ts";
import { bytesOf, durationMs, flagsAndOperands } from "./argument.ts";

const MEMORY_FLAGS: ReadonlySet<string> = new Set(["--vm-bytes", "-mem-total", "--mem-total"]);
const TIME_FLAGS: ReadonlySet<string> = new Set(["--timeout", "-t"]);
/** How long a program takes until it has the memory that it asks for. */
const ALLOCATION_MS = 300;
const ONE_GIB = 2 ** 30;

function optionOf(args: readonly string[], flags: ReadonlySet<string>): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (flags.has(args[index - 1] ?? "")) return arg;
    const equals = arg.indexOf("=");
    if (equals > 0 && flags.has(arg.slice(0, equals))) return arg.slice(equals + 1);
  }
  return undefined;
}

function countOf(args: readonly string[], ...flags: readonly string[]): number {
  return Number(optionOf(args, new Set(flags)) ?? 0) || 0;
}

/** Asks for memory, for a time or for ever; more than the limit ends the container. */
export const stress: Command = function* (args, process: Process) {
  const { engine, memory } = process.machine;
  const workers = countOf(args, "--vm", "-m");
  const wanted = optionOf(args, MEMORY_FLAGS);
  const cpu = countOf(args, "--cpu", "-c");
  const io = countOf(args, "--io", "-i");
  const hdd = countOf(args, "--hdd", "-d");
  process.stdout(
    `stress: info: [1] dispatching hogs: ${cpu} cpu, ${io} io, ${Math.max(workers, wanted === undefined ? 0 : 1)} vm, ${hdd} hdd\n`,
  );
  if (wanted !== undefined) {
    yield { ms: ALLOCATION_MS };
    const startBytes = bytesOf(wanted) * Math.max(1, workers);
    memory.follow({ startBytes }, engine.nowMs);
  }
  const limit = durationMs(optionOf(args, TIME_FLAGS) ?? "");
  if (limit === undefined) {
    yield FOREVER;
    return 0;
  }
  yield { ms: limit };
  memory.follow({ startBytes: 0 }, engine.nowMs);
  process.stdout(`stress: info: [1] successful run completed in ${Math.round(limit / 1000)}s\n`);
  return 0;
};

/** Reads something endless as one line: takes more and more memory until it is ended. */
export function* swallow({ machine }: Process): Task<number> {
  machine.memory.follow({ startBytes: 0, bytesPerSecond: ONE_GIB }, machine.engine.nowMs);
  yield FOREVER;
  return 0;
}

/** Copies bytes that nobody will read: the file is made as large as it would be. */
export const dd: Command = (args, process) => {
  const settings = new Map(args.map((arg) => [arg.split("=")[0] ?? "", arg.split("=")[1] ?? ""]));
  const block = bytesOf(settings.get("bs") ?? "512");
  const count = Number(settings.get("count") ?? 1);
  const bytes = block * count;
  const target = settings.get("of");
  if (target !== undefined && target !== "/dev/null") {
    const path = cleanPath(target, process.cwd);
    const seek = Number(settings.get("seek") ?? 0) * block;
    const written = process.machine.files.reserve(path, seek + bytes);
    if (written !== "ok") {
      const why = written === "read-only" ? "Read-only file system" : "No such file or directory";
      process.stderr(`dd: can't open '${target}': ${why}\n`);
      return 1;
    }
  }
  process.stderr(`${count}+0 records in\n${count}+0 records out\n`);
  return 0;
};

/** `fallocate -l SIZE FILE`, `truncate -s SIZE FILE`. */
export const allocate: Command = (args, process) => {
  const size = optionOf(args, new Set(["-l", "-s", "--length", "--size"]));
  const name = flagsAndOperands(args)
    .operands.filter((one) => one !== size)
    .at(-1);
  if (size === undefined || name === undefined) return 1;
  const written = process.machine.files.reserve(cleanPath(name, process.cwd), bytesOf(size));
  if (written === "ok") return 0;
  process.stderr(`fallocate: ${name}: cannot open\n`);
  return 1;
};
