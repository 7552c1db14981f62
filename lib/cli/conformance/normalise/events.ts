/** The final events of a case as a recording tells them: one line each, grouped by their object. */
import type { RunFacts } from "./run-facts.ts";
import { replaceValues } from "./values.ts";

/** An Event of the API, the part that is compared. */
export type StoredEvent = {
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
  readonly involvedObject: {
    readonly kind?: string | undefined;
    readonly name?: string | undefined;
    readonly namespace?: string | undefined;
  };
  readonly type?: string | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
  readonly source?: { readonly component?: string | undefined } | undefined;
  readonly reportingComponent?: string | undefined;
  readonly firstTimestamp?: string | null | undefined;
  readonly eventTime?: string | null | undefined;
};

/** An event in a recording; `namespace` is left out for `default` and where there is none. */
export type RecordedEvent = {
  readonly object: string;
  readonly namespace?: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly from: string;
};

/** A node's own start-up, and other components' first breath, say nothing about a case. */
const STARTUP_REASONS: ReadonlySet<string> = new Set([
  "RegisteredNode",
  "RemovingNode",
  "Starting",
  "NodeReady",
  "NodeHasSufficientMemory",
  "NodeHasNoDiskPressure",
  "NodeHasSufficientPID",
  "NodeAllocatableEnforced",
  "InvalidDiskCapacity",
  "DeletingNode",
  "CIDRAssignmentFailed",
  "CIDRNotAvailable",
]);
/** Events of these may stand before the scheduler's, which comes first nevertheless. */
const AFTER_SCHEDULED: ReadonlySet<string> = new Set(["kubelet", "taint-eviction-controller"]);

export function isToldByRecordings(event: StoredEvent): boolean {
  if (event.involvedObject.kind === "Node" && STARTUP_REASONS.has(event.reason ?? "")) return false;
  if (event.reason === "FailedToCreateEndpoint") return false;
  return componentOf(event) !== "ipallocator-repair-controller";
}

export function normaliseEvents(
  events: readonly StoredEvent[],
  facts: RunFacts,
): readonly RecordedEvent[] {
  const groups = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const { kind, namespace = "", name } = event.involvedObject;
    const id = `${kind}/${namespace}/${name}`;
    groups.set(id, [...(groups.get(id) ?? []), event]);
  }
  const told = [...groups.values()].map((group) => {
    const ordered = sortReasons(scheduledFirst(byFirstTime(group)), facts);
    return { key: sortKey(ordered, facts), events: distinct(ordered, facts) };
  });
  return told
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .flatMap((group) => group.events);
}

const componentOf = (event: StoredEvent): string =>
  event.source?.component || event.reportingComponent || "";

/** To the second, then by the end of the name, which counts up within one run. */
function byFirstTime(events: readonly StoredEvent[]): readonly StoredEvent[] {
  const time = (event: StoredEvent): string => {
    const at = (event.firstTimestamp || event.eventTime || "").slice(0, 19);
    return `${at} ${event.metadata.name.slice(event.metadata.name.lastIndexOf(".") + 1)}`;
  };
  return events.toSorted((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0));
}

function scheduledFirst(events: readonly StoredEvent[]): readonly StoredEvent[] {
  const ordered: StoredEvent[] = [];
  for (const event of events) {
    let at = ordered.length;
    while (event.reason === "Scheduled" && at > 0) {
      const before = ordered[at - 1];
      if (before === undefined || !AFTER_SCHEDULED.has(before.source?.component ?? "")) break;
      at -= 1;
    }
    ordered.splice(at, 0, event);
  }
  return ordered;
}

/** Consecutive events of one reason are sorted by message. */
function sortReasons(events: readonly StoredEvent[], facts: RunFacts): readonly StoredEvent[] {
  const runs: StoredEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0]?.reason === event.reason) last?.push(event);
    else runs.push([event]);
  }
  const message = (event: StoredEvent): string => replaceValues(event.message ?? "", facts);
  return runs.flatMap((run) =>
    run.toSorted((a, b) => (message(a) < message(b) ? -1 : message(a) > message(b) ? 1 : 0)),
  );
}

function sortKey(events: readonly StoredEvent[], facts: RunFacts): string {
  const { kind = "", namespace = "", name = "" } = events[0]?.involvedObject ?? {};
  const lines = events.map(
    (event) => `${event.reason ?? ""} ${replaceValues(event.message ?? "", facts)}`,
  );
  return [`${kind}/${namespace}/${replaceValues(name, facts)}`, ...lines].join("\n");
}

function distinct(events: readonly StoredEvent[], facts: RunFacts): readonly RecordedEvent[] {
  const told = new Map<string, RecordedEvent>();
  for (const event of events) {
    const { kind = "", name = "", namespace = "" } = event.involvedObject;
    const recorded: RecordedEvent = {
      object: replaceValues(`${kind}/${name}`, facts),
      ...(namespace === "" || namespace === "default" ? {} : { namespace }),
      type: event.type ?? "",
      reason: event.reason ?? "",
      message: replaceValues(event.message ?? "", facts),
      from: componentOf(event),
    };
    const id = JSON.stringify(recorded);
    if (!told.has(id)) told.set(id, recorded);
  }
  return [...told.values()];
}
