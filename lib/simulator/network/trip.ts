/** One request on its way: who asks, what for, and where it has been. */
import type { Pod } from "../api/types.generated.ts";
import type {
  Failure,
  Hop,
  HopKind,
  NetworkAnswer,
  NetworkRequest,
  Origin,
  Target,
} from "./request.ts";

/** Where a request comes from, as nodes and policies see it. */
export type Place = {
  /** A pod's key, `node/NAME`, or `outside`. */
  readonly name: string;
  readonly ip: string;
  readonly pod: Pod | undefined;
  /** The node whose rules it meets first; none for the world outside. */
  readonly node: string | undefined;
  /** Processes of the node itself, and pods on its network. */
  readonly isOnHost: boolean;
};

export type Trip = {
  readonly request: NetworkRequest;
  readonly from: Place;
  readonly target: Target;
  readonly hops: Hop[];
  /** What the next one takes for its client: rewritten where the way asks for it. */
  sourceIp: string;
  /** The address that the client connects to. */
  ip: string;
};

export const OUTSIDE_IP = "203.0.113.1";

export function nameOf(from: Origin): string {
  if (from === "outside") return from;
  return "pod" in from ? from.pod : `node/${from.node}`;
}

export function hop(trip: Trip, kind: HopKind, name: string, detail: string): void {
  trip.hops.push({ kind, name, detail });
}

export function failed(
  hops: readonly Hop[],
  at: HopKind,
  reason: string,
  why: string,
  pod?: string,
): NetworkAnswer {
  const failure: Failure = { hop: at, reason, why, ...(pod === undefined ? {} : { pod }) };
  return { ok: false, hops, failure };
}

export function failedAt(
  trip: Trip,
  at: HopKind,
  reason: string,
  why: string,
  pod?: string,
): NetworkAnswer {
  const ip = trip.ip === "" ? {} : { ip: trip.ip };
  return { ...failed(trip.hops, at, reason, why, pod), ...ip };
}

/** An answer that somebody on the way gives for the program. */
export function answered(
  trip: Trip,
  status: number,
  body: string,
  headers?: Readonly<Record<string, string>>,
): NetworkAnswer {
  const { hops, ip } = trip;
  return { ok: true, status, body, hops, ip, ...(headers === undefined ? {} : { headers }) };
}
