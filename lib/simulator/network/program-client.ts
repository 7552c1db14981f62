/** What a pod's programs see of the network, and how long they wait for it. */
import { keyOf } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import type { Engine } from "../engine/engine.ts";
import type { ProgramNetwork, Reply } from "../programs/index.ts";
import { type Dns, resolverOf } from "./dns/index.ts";
import type { NetworkAnswer, NetworkRequest } from "./request.ts";

/** A name server that does not answer is asked twice, five seconds each. */
const DNS_PATIENCE_MS = 10_000;

export function clientOf(
  pod: Pod,
  ask: (request: NetworkRequest) => NetworkAnswer,
  dns: Dns,
  engine: Engine,
): ProgramNetwork {
  const from = { pod: keyOf(pod) };
  const { nameservers, searches } = resolverOf(pod);
  return {
    answersAnyName: false,
    dnsServer: nameservers[0] ?? "",
    searches,
    http: (url, timeoutMs, sent = {}) => replyOf(ask({ from, url, ...sent }), timeoutMs, engine),
    connect: (protocol, host, port, timeoutMs) =>
      replyOf(ask({ from, host, port, protocol }), timeoutMs, engine),
    resolve: (name) => {
      const found = dns.resolve(name, pod);
      return typeof found === "string" ? undefined : found;
    },
    query: (name, type, server) => dns.query(name, type, pod, server),
  };
}

function replyOf(answer: NetworkAnswer, timeoutMs: number, engine: Engine): Reply {
  const { body, failure, headers, hops, ip, ok, status } = answer;
  const hopMs = engine.latencyMs("request", "network") * Math.max(1, hops.length);
  const isSilent = failure?.reason === "i/o timeout";
  const patienceMs = failure?.hop === "dns" ? Math.min(timeoutMs, DNS_PATIENCE_MS) : timeoutMs;
  return {
    ok,
    ...(status === undefined ? {} : { status }),
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers }),
    ...(ip === undefined ? {} : { ip }),
    ...(failure === undefined ? {} : { failure: failure.reason, isName: failure.hop === "dns" }),
    tookMs: isSilent ? patienceMs : hopMs,
  };
}
