/** A request in the log: one entry a hop, and one for where and why it failed. */
import type { Engine } from "../engine/engine.ts";
import { type NetworkAnswer, type Origin, originOf } from "./request.ts";

export function tell(engine: Engine, from: Origin, { failure, hops }: NetworkAnswer): void {
  const about = { component: "network", verb: "request", key: originOf(from) };
  for (const { detail, kind, name } of hops) {
    engine.record({ ...about, detail: `${kind} ${name}: ${detail}` });
  }
  if (failure === undefined) return;
  const detail = `${failure.hop}: ${failure.reason}: ${failure.why}`;
  engine.record({ ...about, detail });
}
