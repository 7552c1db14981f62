/** Node ports: those asked for if they are free, kept over updates, otherwise drawn. */
import { badRequest } from "../../../api/error.ts";
import { type FieldError, invalid } from "../../../api/field-error.ts";
import type { Service, ServicePort, ServiceSpec } from "../../../api/types.generated.ts";
import type { Engine } from "../../../engine/engine.ts";
import { needsHealthCheck, needsNodePort } from "./type-change.ts";

const FIRST = 30_000;
const COUNT = 2768;
const TRIES_MAX = 5000;
const LAST = FIRST + COUNT - 1;

type Refuse = (error: FieldError) => Error;

export function withNodePorts(
  given: ServiceSpec,
  old: ServiceSpec | undefined,
  others: readonly Service[],
  engine: Engine,
  refuse: Refuse,
): ServiceSpec {
  if (!needsNodePort(given)) return given;
  const spec = withKeptPorts(given, old);
  const taken = new Set(others.flatMap(({ spec: other }) => numbersOf(other)));
  const book = new PortBook(taken, new Set(old === undefined ? [] : numbersOf(old)), engine);
  const draws = spec.type !== "LoadBalancer" || spec.allocateLoadBalancerNodePorts !== false;
  const byPort = new Map<number, number>();
  // An update may give ports of several protocols one number; a new Service may not.
  const mine = new Set<number>();
  const ports = (spec.ports ?? []).map((port, index) => {
    const field = `spec.ports[${index}].nodePort`;
    const { nodePort: asked = 0 } = port;
    if (asked === 0 && !draws) return port;
    // A port that is open for two protocols has one number on the nodes.
    const shared = byPort.get(port.port);
    if (shared !== undefined && (asked === 0 || asked === shared)) {
      return { ...port, nodePort: shared };
    }
    const number = asked !== 0 ? asked : (requested(port.port, spec.ports ?? []) ?? book.draw());
    const isShared =
      (asked === 0 && byPort.has(port.port)) || (old !== undefined && mine.has(number));
    const fault = isShared ? undefined : book.take(number);
    mine.add(number);
    if (fault !== undefined) throw refuse(invalid(field, number, fault));
    byPort.set(port.port, shared ?? number);
    return { ...port, nodePort: number };
  });
  const withPorts = spec.ports === undefined ? spec : { ...spec, ports };
  return withHealthCheckPort(withPorts, old, book, refuse);
}

function requested(port: number, ports: readonly ServicePort[]): number | undefined {
  return ports.find((one) => one.port === port && (one.nodePort ?? 0) !== 0)?.nodePort;
}

function numbersOf({ healthCheckNodePort = 0, ports = [] }: ServiceSpec): readonly number[] {
  const numbers = ports.map(({ nodePort = 0 }) => nodePort);
  return [...numbers, healthCheckNodePort].filter((number) => number !== 0);
}

/** Ports that name no number keep the one that their name had, unless it is used elsewhere. */
function withKeptPorts(spec: ServiceSpec, old: ServiceSpec | undefined): ServiceSpec {
  if (old === undefined || !needsNodePort(old) || spec.ports === undefined) return spec;
  const before = new Map((old.ports ?? []).map(({ name = "", nodePort }) => [name, nodePort]));
  const mine = new Set(numbersOf(spec));
  const used = new Set(numbersOf(old).filter((number) => mine.has(number)));
  const ports = spec.ports.map((port) => {
    const kept = before.get(port.name ?? "") ?? 0;
    if ((port.nodePort ?? 0) !== 0 || kept === 0 || used.has(kept)) return port;
    return { ...port, nodePort: kept };
  });
  return { ...spec, ports };
}

function withHealthCheckPort(
  spec: ServiceSpec,
  old: ServiceSpec | undefined,
  book: PortBook,
  refuse: Refuse,
): ServiceSpec {
  if (!needsHealthCheck(spec)) return spec;
  const asked = spec.healthCheckNodePort ?? 0;
  const number = asked !== 0 ? asked : (old?.healthCheckNodePort ?? book.draw());
  const fault = number === old?.healthCheckNodePort ? undefined : book.take(number);
  if (fault === undefined) return { ...spec, healthCheckNodePort: number };
  const why = `failed to allocate requested HealthCheck NodePort ${number}: ${fault}`;
  throw refuse(invalid("spec.healthCheckNodePort", number, why));
}

class PortBook {
  readonly #taken: Set<number>;
  readonly #own: ReadonlySet<number>;
  readonly #engine: Engine;

  constructor(taken: Set<number>, own: ReadonlySet<number>, engine: Engine) {
    this.#taken = taken;
    this.#own = own;
    this.#engine = engine;
  }

  /** Why the number cannot be had; undefined when it now is. */
  take(number: number): string | undefined {
    if (this.#own.has(number)) return undefined;
    if (number < FIRST || number > LAST) {
      return `provided port is not in the valid range. The range of valid ports is ${FIRST}-${LAST}`;
    }
    if (this.#taken.has(number)) return "provided port is already allocated";
    this.#taken.add(number);
    return undefined;
  }

  /** A free number; `take` reserves it. */
  draw(): number {
    const stream = this.#engine.random("node-ports");
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const number = FIRST + stream.below(COUNT);
      if (!this.#taken.has(number) && !this.#own.has(number)) return number;
    }
    throw badRequest("range is full");
  }
}
