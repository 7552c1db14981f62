/** The events of an object, oldest first, as the last part of `describe`. */
import { type KubeObject, parseTime } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { ServerError } from "../command/error.ts";
import { humanDuration } from "../text/duration.ts";
import { type Describe, fieldsOf } from "./describer.ts";

type EventObject = KubeObject & {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly eventTime?: string | null;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly source?: { readonly component?: string };
  readonly reportingComponent?: string;
  readonly series?: { readonly count: number; readonly lastObservedTime: string };
  readonly involvedObject?: { readonly fieldPath?: string };
};

export function writeEvents({ object, context, out, showEvents }: Describe): void {
  if (!showEvents) return;
  const events = findEvents(context, object);
  if (events.length === 0) {
    out.line(0, "Events:\t<none>");
    return;
  }
  out.flush();
  out.line(0, "Events:");
  out.line(1, "Type\tReason\tAge\tFrom\tMessage");
  out.line(1, "----\t------\t----\t----\t-------");
  for (const event of [...events].sort((a, b) => lastTime(a) - lastTime(b))) {
    const from = event.source?.component || event.reportingComponent || "";
    const path = event.involvedObject?.fieldPath ?? "";
    const message = (event.message ?? "").trim();
    const shown = path === "" ? message : `${path}: ${message}`;
    const age = interval(event, context.client.nowMs);
    out.line(1, `${event.type ?? ""}\t${event.reason ?? ""}\t${age}\t${from}\t${shown}`);
  }
}

function findEvents(context: CommandContext, object: KubeObject): readonly EventObject[] {
  const row = context.mapper.ofKind("v1", "Event");
  if (row === undefined) return [];
  const { name, namespace = "" } = object.metadata;
  // Events of a static pod are about the pod of the node, which its mirror names.
  const uid = object.metadata.annotations?.["kubernetes.io/config.mirror"] ?? object.metadata.uid;
  const parts = [
    `involvedObject.name=${name}`,
    `involvedObject.namespace=${namespace}`,
    ...(object.kind === "Node" ? [] : [`involvedObject.uid=${String(uid)}`]),
    ...(object.kind === "Node" ? ["involvedObject.kind=Node"] : []),
  ];
  try {
    const where = namespace === "" ? undefined : namespace;
    const { items } = context.api.list(row, where, { fieldSelector: parts.join(",") });
    return items.filter((event) => fieldsOf(event.involvedObject).name === name) as EventObject[];
  } catch (error) {
    if (error instanceof ServerError) return [];
    throw error;
  }
}

function time(text: string | null | undefined): number | undefined {
  return text === null || text === undefined ? undefined : parseTime(text);
}

function lastTime(event: EventObject): number {
  return (
    time(event.series?.lastObservedTime) ?? time(event.lastTimestamp) ?? time(event.eventTime) ?? 0
  );
}

function interval(event: EventObject, nowMs: number): string {
  const since = (at: number | undefined) =>
    at === undefined ? "<unknown>" : humanDuration(nowMs - at);
  const first = since(time(event.eventTime) ?? time(event.firstTimestamp));
  if (event.series !== undefined) {
    const last = since(time(event.series.lastObservedTime));
    return `${last} (x${event.series.count} over ${first})`;
  }
  const count = event.count ?? 1;
  return count > 1 ? `${since(time(event.lastTimestamp))} (x${count} over ${first})` : first;
}
