/**
 * Which of a Service's endpoints a connection goes to: one after the other, or always the same for
 * one client. https://kubernetes.io/docs/reference/networking/virtual-ips/#session-affinity
 */
import { keyOf } from "../api/object.ts";
import type { Service, ServicePort } from "../api/types.generated.ts";
import type { Engine } from "../engine/engine.ts";
import type { Backend } from "./service-table.ts";

/** How long a client keeps its endpoint, unless the Service says. */
const AFFINITY_SECONDS = 10_800;

export class Balancer {
  readonly #engine: Engine;
  /** How many connections there were, by Service and port. */
  readonly #turns = new Map<string, number>();
  readonly #affinities = new Map<string, { readonly ip: string; readonly untilMs: number }>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  choose(
    service: Service,
    port: ServicePort,
    backends: readonly Backend[],
    client: string,
  ): Backend | undefined {
    const key = `${keyOf(service)}:${port.port}`;
    if (service.spec.sessionAffinity !== "ClientIP") return this.inTurn(key, backends)[0];
    const { nowMs } = this.#engine;
    const bound = this.#affinities.get(`${key}/${client}`);
    const kept =
      bound !== undefined && bound.untilMs > nowMs
        ? backends.find(({ ip }) => ip === bound.ip)
        : undefined;
    const chosen = kept ?? this.inTurn(key, backends)[0];
    const seconds =
      service.spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? AFFINITY_SECONDS;
    if (chosen !== undefined)
      this.#affinities.set(`${key}/${client}`, { ip: chosen.ip, untilMs: nowMs + seconds * 1000 });
    return chosen;
  }

  /** All of them, beginning with the next in turn; the plain world begins with the first. */
  inTurn<T>(key: string, list: readonly T[]): readonly T[] {
    if (list.length < 2) return list;
    const engine = this.#engine;
    const first =
      engine.world === 0 ? 0 : engine.random(`network/${engine.world}/${key}`).below(list.length);
    const turn = this.#turns.get(key) ?? first;
    this.#turns.set(key, turn + 1);
    const start = turn % list.length;
    return [...list.slice(start), ...list.slice(0, start)];
  }
}
