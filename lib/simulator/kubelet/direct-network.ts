/**
 * How programs reach others where there is neither a name service nor a proxy: addresses are
 * dialled as they are, and requests by name count as answered.
 */
import type { ProgramNetwork, Reply } from "../programs/index.ts";
import type { Dialled } from "./node-context.ts";

const GIVES_UP_MS = 3000;

export function directNetwork(dial: (ip: string, port: number) => Dialled): ProgramNetwork {
  const reply = (host: string, port: number, path: string, timeoutMs: number): Reply => {
    const dialled = dial(host, port);
    if (dialled === "refused") return { ok: false, failure: "connection refused", tookMs: 0 };
    if (dialled === "unreachable")
      return { ok: false, failure: "i/o timeout", tookMs: Math.min(timeoutMs, GIVES_UP_MS) };
    const answer = dialled.http(path);
    if (answer === undefined) return { ok: false, failure: "i/o timeout", tookMs: timeoutMs };
    return { ok: true, ...answer, tookMs: 0 };
  };
  return {
    answersAnyName: true,
    dnsServer: "10.96.0.10",
    http: (url, timeoutMs) => {
      const match = /^(?:[a-z]+:\/\/)?([^/:]+)(?::(\d+))?(\/.*)?$/.exec(url);
      return reply(match?.[1] ?? "", Number(match?.[2] ?? 80), match?.[3] ?? "/", timeoutMs);
    },
    connect: (_protocol, host, port, timeoutMs) => reply(host, port, "/", timeoutMs),
    searches: [],
    resolve: () => undefined,
    query: () => "i/o timeout",
  };
}
