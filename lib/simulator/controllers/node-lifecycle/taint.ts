/**
 * The taints that a node's state asks for.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/#node-kubernetes-io-not-ready
 */
import type { Node, NodeCondition, Taint } from "../../api/types.generated.ts";

type Effect = Taint["effect"];

/** Condition → its status → the taint's key. */
const KEYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Ready: { False: "node.kubernetes.io/not-ready", Unknown: "node.kubernetes.io/unreachable" },
  MemoryPressure: { True: "node.kubernetes.io/memory-pressure" },
  DiskPressure: { True: "node.kubernetes.io/disk-pressure" },
  PIDPressure: { True: "node.kubernetes.io/pid-pressure" },
  NetworkUnavailable: { True: "node.kubernetes.io/network-unavailable" },
};
const CORDON = "node.kubernetes.io/unschedulable";

const OWN: Readonly<Partial<Record<Effect, ReadonlySet<string>>>> = {
  NoSchedule: new Set([CORDON, ...Object.values(KEYS).flatMap((keys) => Object.values(keys))]),
  NoExecute: new Set(Object.values(KEYS.Ready ?? {})),
};

/** Keeps new pods away: the node's taints as they should be; the same list when they are. */
export function withSoftTaints({ spec, status }: Node, now: string): readonly Taint[] {
  const soft = (status.conditions ?? []).flatMap(keyOf);
  if (spec.unschedulable === true) soft.push(CORDON);
  return withTaints(spec.taints ?? NONE, "NoSchedule", soft, now);
}

/** Lets the pods go that are there, unless nobody is to be let go. */
export function withHardTaints(
  { status }: Node,
  given: readonly Taint[],
  mayEvict: boolean,
  now: string,
): readonly Taint[] {
  const ready = (status.conditions ?? []).filter(({ type }) => type === "Ready");
  return withTaints(given, "NoExecute", mayEvict ? ready.flatMap(keyOf) : [], now);
}

/** Pods are already asked to leave it, for whichever of the two reasons. */
export function isHardTainted({ spec }: Node): boolean {
  return (spec.taints ?? []).some(
    ({ effect, key }) => effect === "NoExecute" && OWN.NoExecute?.has(key) === true,
  );
}

const NONE: readonly Taint[] = [];

function keyOf({ type, status }: NodeCondition): readonly string[] {
  const key = KEYS[type]?.[status];
  return key === undefined ? [] : [key];
}

function withTaints(
  given: readonly Taint[],
  effect: Effect,
  keys: readonly string[],
  now: string,
): readonly Taint[] {
  const isOwn = (taint: Taint) => taint.effect === effect && OWN[effect]?.has(taint.key) === true;
  const missing = keys.filter(
    (key) => !given.some((one) => one.effect === effect && one.key === key),
  );
  const kept = given.filter((taint) => !isOwn(taint) || keys.includes(taint.key));
  if (missing.length === 0 && kept.length === given.length) return given;
  return [...kept, ...missing.map((key) => ({ effect, key, timeAdded: now }))];
}
