/**
 * curl, in its words and with its exit codes.
 *
 * Not simulated: the progress meter, uploads' bodies, cookies, proxies.
 */
import type { Command, Process, Reply } from "../../machine.ts";
import type { Task } from "../../task.ts";
import {
  addressOf,
  type Call,
  fetchUrl,
  hasFlag,
  LONGEST_MS,
  lastValue,
  readCall,
  STATUS_TEXT,
  succeedsUnseen,
  writeTo,
} from "./call.ts";

const LETTERS = "oHdXmAwubceFTYyrEKxzC";
const NAMES: ReadonlySet<string> = new Set(
  "--connect-timeout --max-time --data --data-raw --header --request --output --write-out --retry --retry-delay --retry-max-time --resolve --user --user-agent --cacert --cert --key --cookie --form --connect-to --max-redirs --url --json".split(
    " ",
  ),
);
const REDIRECTS_MAX = 50;

type Failure = readonly [code: number, text: string];

export const curl: Command = function* (args, process) {
  const call = readCall(args, LETTERS, NAMES);
  const url = lastValue(call, "--url") ?? call.operands[0];
  if (url === undefined) {
    if (hasFlag(call, "--help", "--version", "-V", "-h")) return 0;
    process.stderr("curl: try 'curl --help' or 'curl --manual' for more information\n");
    return 2;
  }
  if (succeedsUnseen(addressOf(url).host, process)) return 0;
  const limitMs = limitOf(call);
  const resolved = lastValue(call, "--resolve")?.split(":");
  const { final, reply } = yield* follow(url, call, limitMs, process, resolved);
  const say = (code: number, text: string) => {
    const isSilent = hasFlag(call, "-s", "--silent") && !hasFlag(call, "-S", "--show-error");
    if (!isSilent) process.stderr(`curl: (${code}) ${text}\n`);
    return code;
  };
  if (!reply.ok) {
    if (process.machine.network.answersAnyName) return 0;
    writeOut(call, process, { status: 0, reply });
    const [code, text] = failureOf(reply, final, call, limitMs);
    return say(code, text);
  }
  const status = reply.status ?? 200;
  if (hasFlag(call, "-v", "--verbose")) process.stderr(verboseText(final, reply, call));
  const fails = status >= 400 && hasFlag(call, "-f", "--fail");
  if (!fails) writeTo(process, lastValue(call, "-o", "--output"), shownText(reply, call));
  writeOut(call, process, { status, reply });
  return fails ? say(22, `The requested URL returned error: ${status}`) : 0;
};

function limitOf(call: Call): number {
  const limit = Number(lastValue(call, "-m", "--max-time") ?? lastValue(call, "--connect-timeout"));
  return Number.isFinite(limit) && limit > 0 ? limit * 1000 : LONGEST_MS;
}

function* follow(
  url: string,
  call: Call,
  limitMs: number,
  process: Process,
  resolved: readonly string[] | undefined,
): Task<{ readonly final: string; readonly reply: Reply }> {
  let final = url;
  for (let turn = 0; ; turn++) {
    const { host } = addressOf(final);
    const sent = sentWith(call, host);
    const at = resolved?.[0] === host ? (resolved[2] ?? host) : host;
    const reply = yield* fetchUrl(final.replace(host, at), limitMs, process, sent);
    const next = reply.headers?.Location;
    if (next === undefined || !hasFlag(call, "-L", "--location") || turn >= REDIRECTS_MAX) {
      return { final, reply };
    }
    final = next.startsWith("/")
      ? `${final.replace(/^([a-z]+:\/\/)?([^/]*).*$/, "$1$2")}${next}`
      : next;
  }
}

function sentWith(call: Call, host: string) {
  const headers: Record<string, string> = {
    Host: host,
    "User-Agent": "curl/8.14.1",
    Accept: "*/*",
  };
  for (const line of [...(call.values.get("-H") ?? []), ...(call.values.get("--header") ?? [])]) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim();
    const key =
      Object.keys(headers).find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
    headers[key] = line.slice(colon + 1).trim();
  }
  const hasBody = lastValue(call, "-d", "--data", "--data-raw", "--json") !== undefined;
  const asked = lastValue(call, "-X", "--request");
  const method = asked ?? (hasFlag(call, "-I", "--head") ? "HEAD" : hasBody ? "POST" : "GET");
  return { method, headers, insecure: hasFlag(call, "-k", "--insecure") };
}

function failureOf(reply: Reply, url: string, call: Call, limitMs: number): Failure {
  const { host, port } = addressOf(url);
  if (reply.failure === "i/o timeout") {
    if (reply.isName === true) return [28, `Resolving timed out after ${limitMs} milliseconds`];
    const isGiven = lastValue(call, "-m", "--max-time", "--connect-timeout") !== undefined;
    if (isGiven) return [28, `Connection timed out after ${limitMs} milliseconds`];
    return [
      28,
      `Failed to connect to ${host} port ${port} after ${limitMs} ms: Could not connect to server`,
    ];
  }
  if (reply.failure === "no such host") return [6, `Could not resolve host: ${host}`];
  if (reply.failure === "certificate") {
    return [60, "SSL certificate problem: self-signed certificate"];
  }
  if (reply.failure !== "connection refused") return [7, reply.failure ?? ""];
  return [7, `Failed to connect to ${host} port ${port} after 0 ms: Could not connect to server`];
}

function headOf({ body = "", headers = {}, status = 200 }: Reply): string {
  const lines = [`HTTP/1.1 ${status} ${STATUS_TEXT[status] ?? ""}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  lines.push(`Content-Length: ${body.length}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

function shownText(reply: Reply, call: Call): string {
  if (hasFlag(call, "-I", "--head")) return headOf(reply);
  const head = hasFlag(call, "-i", "--include") ? headOf(reply) : "";
  return `${head}${reply.body ?? ""}`;
}

function verboseText(url: string, reply: Reply, call: Call): string {
  const { host, path, port } = addressOf(url);
  const ip = reply.ip ?? host;
  const { headers, method } = sentWith(call, host);
  const sent = Object.entries(headers).map(([name, value]) => `> ${name}: ${value}\n`);
  const names =
    host === ip ? "" : `* Host ${host}:${port} was resolved.\n* IPv6: (none)\n* IPv4: ${ip}\n`;
  const answer = headOf(reply)
    .trimEnd()
    .split("\r\n")
    .map((line) => `< ${line}\n`);
  return `${names}*   Trying ${ip}:${port}...\n* Connected to ${host} (${ip}) port ${port}\n> ${method} ${path} HTTP/1.1\n${sent.join("")}> \n* Request completely sent off\n${answer.join("")}< \n* Connection #0 to host ${host} left intact\n`;
}

function writeOut(
  call: Call,
  process: Process,
  { reply, status }: { readonly reply: Reply; readonly status: number },
): void {
  const format = lastValue(call, "-w", "--write-out");
  if (format === undefined) return;
  const code = String(status).padStart(3, "0");
  const values: Readonly<Record<string, string>> = {
    http_code: code,
    response_code: code,
    remote_ip: reply.ip ?? "",
    time_total: (reply.tookMs / 1000).toFixed(6),
    size_download: String(reply.body?.length ?? 0),
    redirect_url: reply.headers?.Location ?? "",
  };
  const text = format.replace(/%\{(\w+)\}/g, (_all, name: string) => values[name] ?? "");
  process.stdout(text.replace(/\\n/g, "\n").replace(/\\t/g, "\t"));
}
