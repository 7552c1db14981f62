/**
 * wget as busybox has it, and as GNU has it.
 *
 * Not simulated: progress bars, times, retries.
 */
import type { Command, Process, Reply } from "../../machine.ts";
import { durationMs } from "../argument.ts";
import {
  addressOf,
  fetchUrl,
  hasFlag,
  isBusybox,
  LONGEST_MS,
  lastValue,
  readCall,
  STATUS_TEXT,
  succeedsUnseen,
  writeTo,
} from "./call.ts";

const NAMES: ReadonlySet<string> = new Set(
  "--timeout --tries --header --output-document --user-agent --post-data --connect-timeout".split(
    " ",
  ),
);

export const wget: Command = function* (args, process) {
  const call = readCall(args, "OTtPUYo", NAMES);
  const [url] = call.operands;
  if (url === undefined) {
    process.stderr("wget: missing URL\n");
    return 1;
  }
  if (succeedsUnseen(addressOf(url).host, process)) return 0;
  const given = lastValue(call, "-T", "--timeout", "--connect-timeout") ?? "";
  const headers = { Host: addressOf(url).host, ...headersOf(call.values.get("--header") ?? []) };
  const sent = { headers, insecure: hasFlag(call, "--no-check-certificate") };
  let target = url;
  let reply = yield* fetchUrl(target, durationMs(given) ?? LONGEST_MS, process, sent);
  for (let turn = 0; turn < 5 && reply.headers?.Location !== undefined; turn++) {
    target = reply.headers.Location;
    reply = yield* fetchUrl(target, durationMs(given) ?? LONGEST_MS, process, {
      ...sent,
      headers: { ...headers, Host: addressOf(target).host },
    });
  }
  if (!reply.ok && process.machine.network.answersAnyName) return 0;
  const isQuiet = hasFlag(call, "-q", "--quiet");
  const output = lastValue(call, "-O", "--output-document") ?? fileNameOf(target);
  const code = isBusybox(process)
    ? sayBusybox(target, reply, isQuiet, output, process)
    : sayGnu(target, reply, isQuiet, output, process);
  if (code === 0 && !hasFlag(call, "--spider")) writeTo(process, output, reply.body ?? "");
  return code;
};

function headersOf(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines.map((line) => {
      const [name = "", ...value] = line.split(":");
      return [name.trim(), value.join(":").trim()];
    }),
  );
}

function fileNameOf(url: string): string {
  const name = addressOf(url).path.split("/").at(-1) ?? "";
  return name === "" ? "index.html" : name;
}

function sayBusybox(
  url: string,
  reply: Reply,
  isQuiet: boolean,
  output: string,
  process: Process,
): number {
  const { host, port } = addressOf(url);
  const ip = reply.ip ?? host;
  if (!isQuiet && reply.isName !== true) process.stderr(`Connecting to ${host} (${ip}:${port})\n`);
  const status = reply.status ?? 200;
  if (reply.ok && status < 400) {
    if (isQuiet) return 0;
    process.stderr(output === "-" ? "writing to stdout\n" : `saving to '${output}'\n`);
    process.stderr(output === "-" ? "written to stdout\n" : `'${output}' saved\n`);
    return 0;
  }
  const failures: Readonly<Record<string, string>> = {
    "no such host": `bad address '${host}'`,
    "connection refused": `can't connect to remote host (${ip}): Connection refused`,
    "i/o timeout": reply.isName === true ? `bad address '${host}'` : "download timed out",
    certificate: "error getting response: Connection reset by peer",
  };
  const why = reply.ok
    ? `server returned error: HTTP/1.1 ${status} ${STATUS_TEXT[status] ?? ""}`
    : (failures[reply.failure ?? ""] ?? reply.failure);
  process.stderr(`wget: ${why}\n`);
  return 1;
}

function sayGnu(
  url: string,
  reply: Reply,
  isQuiet: boolean,
  output: string,
  process: Process,
): number {
  const { host, port } = addressOf(url);
  const say = (text: string) => {
    if (!isQuiet) process.stderr(text);
  };
  if (reply.isName === true) {
    const why =
      reply.failure === "no such host"
        ? "Name or service not known"
        : "Temporary failure in name resolution";
    say(
      `Resolving ${host} (${host})... failed: ${why}.\nwget: unable to resolve host address ‘${host}’\n`,
    );
    return 4;
  }
  const ip = reply.ip ?? host;
  if (host !== ip) say(`Resolving ${host} (${host})... ${ip}\n`);
  const name = host === ip ? `${host}:${port}` : `${host} (${host})|${ip}|:${port}`;
  if (!reply.ok) {
    const isSilent = reply.failure === "i/o timeout";
    say(
      `Connecting to ${name}... failed: ${isSilent ? "Connection timed out" : "Connection refused"}.\n`,
    );
    return reply.failure === "certificate" ? 5 : 4;
  }
  const status = reply.status ?? 200;
  say(
    `Connecting to ${name}... connected.\nHTTP request sent, awaiting response... ${status} ${STATUS_TEXT[status] ?? ""}\n`,
  );
  if (status >= 400) {
    say(`ERROR ${status}: ${STATUS_TEXT[status] ?? ""}.\n`);
    return 8;
  }
  const size = reply.body?.length ?? 0;
  say(`Length: ${size} [text/html]\nSaving to: ‘${output === "-" ? "STDOUT" : output}’\n\n`);
  return 0;
}
