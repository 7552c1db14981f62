/** nc as busybox has it, and as OpenBSD has it. */
import type { Command } from "../../machine.ts";
import { durationMs } from "../argument.ts";
import { hasFlag, isBusybox, LONGEST_MS, lastValue, readCall, succeedsUnseen } from "./call.ts";

export const nc: Command = function* (args, process) {
  const call = readCall(args, "wipseqIO");
  if (hasFlag(call, "-l")) {
    yield { until: () => undefined };
    return 0;
  }
  const [host, port] = call.operands;
  if (host === undefined || port === undefined) return 1;
  if (succeedsUnseen(host, process)) return 0;
  const limit = durationMs(lastValue(call, "-w") ?? "") ?? LONGEST_MS;
  const protocol = hasFlag(call, "-u") ? "udp" : "tcp";
  const reply = process.machine.network.connect(protocol, host, Number(port), limit);
  if (reply.tookMs > 0) yield { ms: reply.tookMs, periodic: process.repeats };
  const isVerbose = hasFlag(call, "-v");
  const ip = reply.ip ?? host;
  const small = isBusybox(process);
  if (reply.ok) {
    const text = small
      ? `${host} (${ip}:${port}) open\n`
      : `Connection to ${host} (${ip}) ${port} port [${protocol}/*] succeeded!\n`;
    if (isVerbose) process.stderr(text);
    return 0;
  }
  const at = small
    ? `${host} (${ip}:${port}): `
    : `connect to ${host} (${ip}) port ${port} (${protocol}) `;
  const why: Readonly<Record<string, string>> = {
    "no such host": small
      ? `bad address '${host}'`
      : `getaddrinfo for host "${host}" port ${port}: Name or service not known`,
    "connection refused": small ? `${at}Connection refused` : `${at}failed: Connection refused`,
    "i/o timeout": small
      ? `${at}Connection timed out`
      : `${at}timed out: Operation now in progress`,
  };
  if (small || isVerbose) process.stderr(`nc: ${why[reply.failure ?? ""] ?? reply.failure}\n`);
  return 1;
};
