/**
 * What a normaliser must know of the run itself: where it ran, and the names, hashes and ports that
 * chance gave to the objects that existed while the case ran.
 */
import { RANDOM_END } from "./masks.ts";

/** An object as it was stored; every version that was seen, in order. */
export type SeenObject = {
  readonly kind: string;
  readonly metadata: {
    readonly name?: string | undefined;
    readonly generateName?: string | undefined;
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly ownerReferences?:
      | readonly { readonly kind: string; readonly name: string }[]
      | undefined;
  };
  readonly spec?: unknown;
};

export type RunPlaces = {
  /** The API server's URL; empty when none was used. */
  readonly server: string;
  readonly home: string;
  readonly work: string;
};

export type RunFacts = RunPlaces & {
  /** The case's own words: its text without what was recorded. */
  readonly source: string;
  /** Random ends of names, with the dash before them. */
  readonly generated: RegExp | undefined;
  /** Names of owners of pods, with a dash and five characters behind them. */
  readonly owned: RegExp | undefined;
  readonly hashes: RegExp | undefined;
  readonly hashNames: ReadonlyMap<string, string>;
  readonly nodePorts: RegExp | undefined;
};

const GENERATE_NAME = /generateName["']?: *["']?([^\s"'},]+)/g;
const POD_OWNERS: ReadonlySet<string> = new Set([
  "ReplicaSet",
  "ReplicationController",
  "DaemonSet",
  "Job",
]);

export function runFacts(
  source: string,
  seen: readonly SeenObject[],
  places: RunPlaces = { server: "", home: "", work: "" },
): RunFacts {
  const owners = new Set(
    seen.filter((one) => POD_OWNERS.has(one.kind)).map((one) => one.metadata.name ?? ""),
  );
  for (const [, prefix] of source.matchAll(GENERATE_NAME)) {
    if (prefix?.endsWith("-")) owners.add(prefix.slice(0, -1));
  }
  const hashNames = numberedHashes(seen);
  const ports = seen.flatMap(portsOf).filter((port) => !new RegExp(`\\b${port}\\b`).test(source));
  return {
    ...places,
    source,
    generated: anyOf(seen.flatMap(randomEnds), "-(", ")\\b"),
    owned: anyOf(owners, "\\b(", `)-${RANDOM_END}\\b`),
    hashes: anyOf(hashNames.keys(), "\\b(", ")\\b"),
    hashNames,
    nodePorts: anyOf(ports, "\\b(", ")\\b"),
  };
}

function randomEnds({ metadata }: SeenObject): readonly string[] {
  const { name = "", generateName = "", ownerReferences = [] } = metadata;
  const end =
    generateName !== "" && name.startsWith(generateName) ? name.slice(generateName.length) : "";
  const ticks = ownerReferences
    .filter((owner) => owner.kind === "CronJob" && name.startsWith(`${owner.name}-`))
    .map((owner) => name.slice(owner.name.length + 1))
    .filter((tick) => /^\d{8}$/.test(tick));
  return end.length === 5 ? [end, ...ticks] : ticks;
}

/** Hashes are numbered for each owner in the order in which they came into being. */
function numberedHashes(seen: readonly SeenObject[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const object of seen) {
    for (const [hash, owner] of hashesOf(object)) {
      if (names.has(hash)) continue;
      const count = (counts.get(owner) ?? 0) + 1;
      counts.set(owner, count);
      names.set(hash, `<hash${count}>`);
    }
  }
  return names;
}

function hashesOf(object: SeenObject): readonly (readonly [hash: string, owner: string])[] {
  const { name = "", labels = {}, ownerReferences = [] } = object.metadata;
  const found: (readonly [string, string])[] = [];
  for (const label of ["pod-template-hash", "controller-revision-hash"]) {
    const value = labels[label] ?? "";
    const hash = value.slice(value.lastIndexOf("-") + 1);
    if (hash.length >= 6) found.push([hash, ownerOf(object, hash)]);
  }
  if (object.kind === "ControllerRevision") {
    for (const owner of ownerReferences.filter((one) => name.startsWith(`${one.name}-`))) {
      const hash = name.slice(owner.name.length + 1);
      if (hash.length >= 6) found.push([hash, owner.name]);
    }
  }
  return found;
}

/** The Deployment, StatefulSet or DaemonSet that a hash belongs to. */
function ownerOf({ metadata }: SeenObject, hash: string): string {
  const { name = "", generateName = "", ownerReferences = [] } = metadata;
  for (const text of [name, generateName]) {
    const at = text.indexOf(`-${hash}`);
    if (at > 0) return text.slice(0, at);
  }
  return ownerReferences[0]?.name ?? name;
}

function portsOf({ kind, spec }: SeenObject): readonly string[] {
  if (kind !== "Service" || typeof spec !== "object" || spec === null) return [];
  const { ports = [], healthCheckNodePort } = spec as {
    readonly ports?: readonly { readonly nodePort?: number }[];
    readonly healthCheckNodePort?: number;
  };
  return [...ports.map((port) => port.nodePort), healthCheckNodePort]
    .filter((port) => port !== undefined && port !== 0)
    .map(String);
}

function anyOf(texts: Iterable<string>, before: string, after: string): RegExp | undefined {
  const quoted = [...new Set(texts)]
    .sort()
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return quoted.length === 0 ? undefined : new RegExp(before + quoted.join("|") + after, "g");
}
