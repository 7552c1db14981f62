/** What a program sees of an answer, and how long it waited for it. */
import type { Engine } from "../engine/engine.ts";
import type { Reply } from "../programs/index.ts";
import type { NetworkAnswer } from "./request.ts";

export function replyOf(answer: NetworkAnswer, timeoutMs: number, engine: Engine): Reply {
  const { body, failure, hops, ok, status } = answer;
  const hopMs = engine.latencyMs("request", "network") * Math.max(1, hops.length);
  const tookMs = failure?.reason === "i/o timeout" ? timeoutMs : hopMs;
  return {
    ok,
    ...(status === undefined ? {} : { status }),
    ...(body === undefined ? {} : { body }),
    ...(failure === undefined ? {} : { failure: failure.reason }),
    tookMs,
  };
}
