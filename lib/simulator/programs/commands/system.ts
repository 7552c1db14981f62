/** Programs about time, environment, users, processes and load. */

import { formatTime } from "../../api/time.ts";
import { hash128 } from "../../engine/hash.ts";
import type { Command } from "../machine.ts";
import { startFailure } from "../start-failure.ts";
import { FOREVER, runTask } from "../task.ts";
import { durationMs } from "./argument.ts";

export const succeed: Command = () => {
  return 0;
};

export const fail: Command = () => {
  return 1;
};

export const forever: Command = function* () {
  yield FOREVER;
  return 0;
};

export const sleep: Command = function* (args, process) {
  if (args.length === 0) {
    process.stderr("sleep: missing operand\n");
    return 1;
  }
  let totalMs = 0;
  for (const arg of args) {
    const ms = durationMs(arg);
    if (ms === undefined) {
      process.stderr(`sleep: invalid number '${arg}'\n`);
      return 1;
    }
    totalMs += ms;
  }
  if (totalMs === Number.POSITIVE_INFINITY) yield FOREVER;
  if (totalMs > 0) yield { ms: totalMs, periodic: process.repeats };
  return 0;
};

export const timeout: Command = function* (args, process) {
  const start = args.findIndex((arg) => !arg.startsWith("-"));
  const limitMs = durationMs(args[start] ?? "");
  const argv = args.slice(start + 1);
  if (limitMs === undefined || argv.length === 0) return 1;
  const { engine } = process.machine;
  let code: number | undefined;
  let wake: (() => void) | undefined;
  const running = runTask(engine, "container", process.machine.run(argv, process), (status) => {
    code = status;
    wake?.();
  });
  if (code !== undefined) return code;
  process.machine.life.jobs.add(running);
  const timer = engine.after(limitMs, "container", () => wake?.(), process.repeats);
  yield {
    until(wakeUp) {
      wake = wakeUp;
    },
  };
  timer.cancel();
  running.stop();
  process.machine.life.jobs.delete(running);
  return code ?? 143;
};

export const env: Command = function* (args, process) {
  const inner = new Map(process.env);
  let at = 0;
  for (; args[at]?.includes("=") === true; at++) {
    const [name = "", ...value] = (args[at] ?? "").split("=");
    inner.set(name, value.join("="));
  }
  const argv = args.slice(at);
  if (argv.length > 0 && argv[0] !== "-0") {
    return yield* process.machine.run(argv, { ...process, env: inner });
  }
  for (const [name, value] of inner) process.stdout(`${name}=${value}\n`);
  return 0;
};

export const printenv: Command = (args, process) => {
  if (args.length === 0) {
    for (const [name, value] of process.env) process.stdout(`${name}=${value}\n`);
    return 0;
  }
  let code = 0;
  for (const name of args) {
    const value = process.env.get(name) ?? "";
    if (value === "") code = 1;
    else process.stdout(`${value}\n`);
  }
  return code;
};

const DAYS = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const date: Command = (args, process) => {
  const ms = process.machine.engine.nowMs;
  const iso = formatTime(ms);
  const [year, month, day] = iso.slice(0, 10).split("-") as [string, string, string];
  const clock = iso.slice(11, 19);
  const format = args.find((arg) => arg.startsWith("+"));
  if (format === undefined) {
    const weekday = DAYS[Math.floor(ms / 86_400_000) % 7];
    const text = `${weekday} ${MONTHS[Number(month) - 1]} ${day.replace(/^0/, " ")} ${clock} UTC ${year}`;
    process.stdout(`${text}\n`);
    return 0;
  }
  const fields: Readonly<Record<string, string>> = {
    s: String(Math.floor(ms / 1000)),
    Y: year,
    m: month,
    d: day,
    H: clock.slice(0, 2),
    M: clock.slice(3, 5),
    S: clock.slice(6, 8),
    T: clock,
    F: iso.slice(0, 10),
    N: "000000000",
  };
  process.stdout(`${format.slice(1).replace(/%(.)/g, (whole, c: string) => fields[c] ?? whole)}\n`);
  return 0;
};

export const hostname: Command = (args, { machine, stdout }) => {
  stdout(args[0] === "-i" || args[0] === "-I" ? `${machine.podIp}\n` : `${machine.hostname}\n`);
  return 0;
};

export const whoami: Command = (_args, { machine, stdout, stderr }) => {
  if (machine.user.uid === 0) {
    stdout("root\n");
    return 0;
  }
  stderr(`whoami: unknown uid ${machine.user.uid}\n`);
  return 1;
};

export const id: Command = ([flag], { machine, stdout }) => {
  const { uid, gid, groups } = machine.user;
  const name = (number: number) => (number === 0 ? "0(root)" : String(number));
  if (flag === "-u") stdout(`${uid}\n`);
  else if (flag === "-g") stdout(`${gid}\n`);
  else if (flag === "-G") stdout(`${groups.join(" ")}\n`);
  else stdout(`uid=${name(uid)} gid=${name(gid)} groups=${groups.map(name).join(",")}\n`);
  return 0;
};

export const uname: Command = (_args, process) => {
  process.stdout("Linux\n");
  return 0;
};

export const nproc: Command = (_args, process) => {
  process.stdout("4\n");
  return 0;
};

export const which: Command = (args, process) => {
  const name = args.find((arg) => !arg.startsWith("-")) ?? "";
  if (startFailure(process.machine.image, name) !== undefined) return 1;
  process.stdout(name.includes("/") ? `${name}\n` : `/bin/${name}\n`);
  return 0;
};

export const kill: Command = (args, process) => {
  if (args.at(-1) !== "1") return 0;
  // The kernel does not deliver SIGKILL to the first process from inside.
  if (args[0] !== "-9" && args[0] !== "-KILL") process.machine.terminate();
  return 0;
};

export const md5sum: Command = (args, process) => {
  const name = args.find((arg) => !arg.startsWith("-"));
  const text =
    name === undefined ? (process.stdin.rest ?? "") : (process.machine.files.read(name) ?? "");
  process.stdout(`${hash128(text)}  ${name ?? "-"}\n`);
  return 0;
};

/** The one Perl program of the Job examples: 2,000 digits of pi, of which the first are told. */
export const perl: Command = function* (args, process) {
  if (!args.some((arg) => arg.includes("print") && arg.includes("bpi("))) return 0;
  yield { ms: 2000 };
  process.stdout(
    "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798\n",
  );
  return 0;
};
