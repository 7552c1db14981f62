/** Command lines of clients: flags, flags with a value, operands; and what all clients do alike. */
import { cleanPath } from "../../../storage/index.ts";
import type { Process, Reply, Sent } from "../../machine.ts";
import type { Task } from "../../task.ts";

export type Call = {
  /** `-s`, `--silent`; letters that stand together are told apart. */
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
};

/** `letters` take a value, as the next word or attached; so do the long `names`. */
export function readCall(
  args: readonly string[],
  letters: string,
  names: ReadonlySet<string> = new Set(),
): Call {
  const flags = new Set<string>();
  const values = new Map<string, readonly string[]>();
  const operands: string[] = [];
  const add = (flag: string, value: string) =>
    values.set(flag, [...(values.get(flag) ?? []), value]);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (!arg.startsWith("-") || arg === "-") operands.push(arg);
    else if (arg.startsWith("--")) {
      const equals = arg.indexOf("=");
      if (equals > 0) add(arg.slice(0, equals), arg.slice(equals + 1));
      else if (names.has(arg)) add(arg, args[++i] ?? "");
      else flags.add(arg);
    } else {
      const at = [...arg].findIndex((letter, index) => index > 0 && letters.includes(letter));
      for (const letter of at < 0 ? arg.slice(1) : arg.slice(1, at)) flags.add(`-${letter}`);
      if (at > 0) add(`-${arg[at]}`, arg.slice(at + 1) || (args[++i] ?? ""));
    }
  }
  return { flags, values, operands };
}

/** The last value that was given under one of several names. */
export function lastValue({ values }: Call, ...names: readonly string[]): string | undefined {
  return names.map((name) => values.get(name)?.at(-1)).find((value) => value !== undefined);
}

export function hasFlag({ flags }: Call, ...names: readonly string[]): boolean {
  return names.some((name) => flags.has(name));
}

export function* fetchUrl(
  url: string,
  timeoutMs: number,
  process: Process,
  sent: Sent = {},
): Task<Reply> {
  const reply = process.machine.network.http(url, timeoutMs, sent);
  if (reply.tookMs > 0) yield { ms: reply.tookMs, periodic: process.repeats };
  return reply;
}

export function writeTo(process: Process, target: string | undefined, text: string): void {
  if (target === undefined || target === "-" || target === "/dev/stdout") process.stdout(text);
  else if (target !== "/dev/null")
    process.machine.files.write(cleanPath(target, process.cwd), text);
}

export type Address = { readonly host: string; readonly port: string; readonly path: string };

export function addressOf(url: string): Address {
  const match = /^(?:([a-z]+):\/\/)?([^/:?]*)(?::(\d+))?(.*)$/.exec(url);
  const [, scheme = "http", host = "", port, path = ""] = match ?? [];
  return { host, port: port ?? (scheme === "https" ? "443" : "80"), path: path || "/" };
}

const NUMBERS = /^\d+\.\d+\.\d+\.\d+$/;

/** Where names are not known, clients that use them have nothing to say. */
export function succeedsUnseen(host: string, process: Process): boolean {
  return process.machine.network.answersAnyName && !NUMBERS.test(host);
}

export const STATUS_TEXT: Readonly<Record<number, string>> = {
  200: "OK",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** How long a kernel tries to connect. */
export const LONGEST_MS = 130_000;

const WHOLE_SYSTEMS =
  /\/(agnhost|almalinux|centos|debian|dnsutils|fedora|jessie-dnsutils|netshoot|network-multitool|rockylinux|ubuntu)$/;

/** Small images have busybox's own clients, which speak otherwise than the others. */
export function isBusybox({ machine }: Process): boolean {
  return !WHOLE_SYSTEMS.test(machine.image.repository);
}
