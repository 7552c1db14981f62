/** Clients: wget, curl, nc, nslookup, ping, getent; worded as busybox and curl word it. */
import { cleanPath } from "../../storage/index.ts";
import type { Command, Process, Reply } from "../machine.ts";
import type { Task } from "../task.ts";
import { durationMs } from "./argument.ts";

const STATUS_TEXT: Readonly<Record<number, string>> = {
  200: "OK",
  301: "Moved Permanently",
  302: "Found",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

const LONGEST_MS = 130_000;

/** Flags that take the next word as their value. */
const WITH_VALUE: ReadonlySet<string> = new Set(
  "-O -o -T -t -P -U -H -d -X -m -A -w -u -b -c -e -F -Y --connect-timeout --max-time --data --header --request --output --write-out --retry --retry-delay --timeout --tries --resolve --user".split(
    " ",
  ),
);

type Call = {
  readonly url: string | undefined;
  readonly values: ReadonlyMap<string, string>;
  readonly flags: readonly string[];
};

function readCall(args: readonly string[]): Call {
  const values = new Map<string, string>();
  const flags: string[] = [];
  let url: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const equals = arg.startsWith("--") ? arg.indexOf("=") : -1;
    const attached = /^(-[OoTtPm])(.+)$/.exec(arg);
    if (equals > 0) values.set(arg.slice(0, equals), arg.slice(equals + 1));
    else if (WITH_VALUE.has(arg)) values.set(arg, args[++i] ?? "");
    else if (attached !== null && !arg.startsWith("--"))
      values.set(attached[1] ?? "", attached[2] ?? "");
    else if (arg.startsWith("-")) flags.push(arg);
    else url ??= arg;
  }
  return { url, values, flags };
}

function* fetchUrl(url: string, timeoutMs: number, process: Process): Task<Reply> {
  const reply = process.machine.network.http(url, timeoutMs);
  if (reply.tookMs > 0) yield { ms: reply.tookMs, periodic: process.repeats };
  return reply;
}

function write(process: Process, target: string | undefined, text: string): void {
  if (target === undefined || target === "-" || target === "/dev/stdout") process.stdout(text);
  else if (target !== "/dev/null")
    process.machine.files.write(cleanPath(target, process.cwd), text);
}

function hostOf(url: string): string {
  return url.replace(/^[a-z]+:\/\//, "").split("/")[0] ?? url;
}

const ADDRESS = /^\d+\.\d+\.\d+\.\d+(:\d+)?$/;

function succeedsUnseen(url: string, process: Process): boolean {
  return process.machine.network.answersAnyName && !ADDRESS.test(hostOf(url));
}

export const wget: Command = function* (args, process) {
  const { url, values, flags } = readCall(args);
  if (url === undefined) {
    process.stderr("wget: missing URL\n");
    return 1;
  }
  if (succeedsUnseen(url, process)) return 0;
  const limit = durationMs(values.get("-T") ?? values.get("--timeout") ?? "") ?? LONGEST_MS;
  const reply = yield* fetchUrl(url, limit, process);
  const host = hostOf(url);
  if (!reply.ok && process.machine.network.answersAnyName) return 0;
  if (!reply.ok) {
    const [name = host] = host.split(":");
    const failures: Readonly<Record<string, string>> = {
      "no such host": `bad address '${name}'`,
      "connection refused": `can't connect to remote host (${name}): Connection refused`,
      "i/o timeout": "download timed out",
    };
    process.stderr(`wget: ${failures[reply.failure ?? ""] ?? reply.failure}\n`);
    return 1;
  }
  const status = reply.status ?? 200;
  if (status >= 400) {
    process.stderr(
      `wget: server returned error: HTTP/1.1 ${status} ${STATUS_TEXT[status] ?? ""}\n`,
    );
    return 1;
  }
  const isQuiet = flags.some((flag) => /^-[a-zA-Z]*q/.test(flag));
  const isSpider = flags.includes("--spider");
  if (!isQuiet) process.stderr(`Connecting to ${host}\n`);
  const joined = flags.find((flag) => /^-q?O-$/.test(flag));
  const target = joined !== undefined ? "-" : (values.get("-O") ?? fileNameOf(url));
  if (!isSpider) write(process, target, reply.body ?? "");
  return 0;
};

function fileNameOf(url: string): string {
  const name =
    url
      .replace(/^[a-z]+:\/\//, "")
      .split("/")
      .slice(1)
      .at(-1) ?? "";
  return name === "" ? "index.html" : name;
}

export const curl: Command = function* (args, process) {
  const { url, values, flags } = readCall(args);
  const has = (letter: string, long: string) =>
    flags.some((flag) => flag === long || (/^-[a-zA-Z]+$/.test(flag) && flag.includes(letter)));
  if (url === undefined) {
    if (flags.includes("--help") || flags.includes("--version")) return 0;
    process.stderr("curl: try 'curl --help' for more information\n");
    return 2;
  }
  if (succeedsUnseen(url, process)) return 0;
  const limit = Number(
    values.get("-m") ?? values.get("--max-time") ?? values.get("--connect-timeout"),
  );
  const limitMs = Number.isFinite(limit) && limit > 0 ? limit * 1000 : LONGEST_MS;
  const reply = yield* fetchUrl(url, limitMs, process);
  const isSilent = has("s", "--silent") && !has("S", "--show-error");
  if (!reply.ok && process.machine.network.answersAnyName) return 0;
  if (!reply.ok) {
    const [name = "", port = "80"] = hostOf(url).split(":");
    const failures: Readonly<Record<string, readonly [number, string]>> = {
      "no such host": [6, `Could not resolve host: ${name}`],
      "connection refused": [
        7,
        `Failed to connect to ${name} port ${port} after 0 ms: Could not connect to server`,
      ],
      "i/o timeout": [28, `Connection timed out after ${limitMs} milliseconds`],
    };
    const [code, text] = failures[reply.failure ?? ""] ?? [7, reply.failure ?? ""];
    if (!isSilent) process.stderr(`curl: (${code}) ${text}\n`);
    return code;
  }
  const status = reply.status ?? 200;
  if (status >= 400 && has("f", "--fail")) {
    if (!isSilent) process.stderr(`curl: (22) The requested URL returned error: ${status}\n`);
    return 22;
  }
  const head = `HTTP/1.1 ${status} ${STATUS_TEXT[status] ?? ""}\r\n\r\n`;
  const isHead = has("I", "--head");
  const body = (isHead || has("i", "--include") ? head : "") + (isHead ? "" : (reply.body ?? ""));
  write(process, values.get("-o") ?? values.get("--output"), body);
  const after = values.get("-w") ?? values.get("--write-out");
  if (after !== undefined) {
    process.stdout(after.replace(/%\{http_code\}/g, String(status)).replace(/\\n/g, "\n"));
  }
  return 0;
};

export const nc: Command = function* (args, process) {
  const { flags, values } = readCall(args.map((arg) => (arg === "-w" ? "-T" : arg)));
  const operands = args.filter((arg, index) => !arg.startsWith("-") && args[index - 1] !== "-w");
  if (flags.some((flag) => flag.includes("l"))) {
    yield { until: () => undefined };
    return 0;
  }
  const [host, port] = operands;
  if (host === undefined || port === undefined) return 1;
  if (succeedsUnseen(host, process)) return 0;
  const limit = durationMs(values.get("-T") ?? "") ?? LONGEST_MS;
  const reply = process.machine.network.tcp(host, Number(port), limit);
  if (reply.tookMs > 0) yield { ms: reply.tookMs, periodic: process.repeats };
  const isVerbose = flags.some((flag) => flag.includes("v"));
  if (reply.ok) {
    if (isVerbose) process.stderr(`${host} (${host}:${port}) open\n`);
    return 0;
  }
  const why: Readonly<Record<string, string>> = {
    "no such host": `bad address '${host}'`,
    "connection refused": `${host} (${host}:${port}): Connection refused`,
    "i/o timeout": `${host} (${host}:${port}): Connection timed out`,
  };
  process.stderr(`nc: ${why[reply.failure ?? ""] ?? reply.failure}\n`);
  return 1;
};

export const nslookup: Command = (args, process) => {
  const name = args.find((arg) => !arg.startsWith("-")) ?? "";
  if (succeedsUnseen(name, process)) return 0;
  const { dnsServer, resolve } = process.machine.network;
  process.stdout(`Server:\t\t${dnsServer}\nAddress:\t${dnsServer}:53\n\n`);
  const found = resolve(name);
  if (found === undefined) {
    process.stdout(`** server can't find ${name}: NXDOMAIN\n`);
    return 1;
  }
  for (const ip of found.ips) process.stdout(`Name:\t${found.name}\nAddress: ${ip}\n`);
  return 0;
};

export const getent: Command = ([database, name], process) => {
  if (database !== "hosts" || name === undefined) return 2;
  if (succeedsUnseen(name, process)) return 0;
  const found = process.machine.network.resolve(name);
  if (found === undefined) return 2;
  process.stdout(`${found.ips[0] ?? ""}  ${found.name}  ${name}\n`);
  return 0;
};
