/** `kubectl events`: what was told of the objects of a namespace, oldest first. */
import { type KubeObject, parseTime } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError } from "../command/error.ts";
import {
  ALL_NAMESPACES_FLAG,
  boolFlag,
  intFlag,
  OUTPUT_FLAGS,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { choosePrinter } from "../printers/index.ts";
import { alignTable } from "../text/columns.ts";
import { humanDuration } from "../text/duration.ts";

export const eventsVerb: Verb = {
  name: "events",
  summary: "List events",
  usage: "[(-o|--output=)json|yaml|name] [--for TYPE/NAME] [--types=Normal,Warning]",
  flags: [
    ...OUTPUT_FLAGS,
    ALL_NAMESPACES_FLAG,
    { name: "types", type: "list", help: "Normal or Warning." },
    boolFlag("no-headers", "Leave the header line out."),
    boolFlag("watch", "Go on and show new events.", { short: "w" }),
    intFlag("chunk-size", "How many objects a request asks for.", { default: "500" }),
    textFlag("for", "Events of this object: TYPE/NAME."),
  ],
  run: events,
};

type Event = KubeObject & {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly eventTime?: string | null;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly series?: { readonly count: number; readonly lastObservedTime: string };
  readonly involvedObject?: { readonly kind?: string; readonly name?: string };
};

function events(context: CommandContext): void {
  const { flags, args } = context;
  if (args.length > 0) throw new KubectlError(`unexpected arguments: [${args.join(" ")}]`);
  const types = flags.list("types");
  for (const type of types) {
    if (type !== "Normal" && type !== "Warning") {
      throw new KubectlError(`valid --types are Normal or Warning`);
    }
  }
  const printer = choosePrinter(context);
  const all = flags.bool("all-namespaces");
  const row = context.mapper.ofKind("v1", "Event") ?? context.mapper.resolve("events");
  const found = context.api
    .list(row, all ? undefined : context.namespace, selection(context))
    .items.filter(({ type }) => types.length === 0 || types.includes(String(type))) as Event[];
  if (found.length === 0) {
    context.errorLine(
      all ? "No events found." : `No events found in ${context.namespace} namespace.`,
    );
    return;
  }
  const sorted = [...found].sort((a, b) => lastTime(a) - lastTime(b));
  if (printer !== undefined) {
    const list = { apiVersion: "v1", kind: "List", metadata: { resourceVersion: "" } };
    context.print(printer({ ...list, items: sorted }, 0));
    return;
  }
  const titles = ["LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE"];
  const rows = sorted.map((event) => cellsOf(event, context.client.nowMs));
  const shown = all
    ? rows.map((cells, at) => [sorted[at]?.metadata.namespace ?? "", ...cells])
    : rows;
  const head = all ? ["NAMESPACE", ...titles] : titles;
  context.print(alignTable(flags.bool("no-headers") ? shown : [head, ...shown]));
}

function selection(context: CommandContext): { readonly fieldSelector?: string } {
  const target = context.flags.text("for");
  if (target === "") return {};
  const [type = "", name = ""] = target.split("/");
  if (name === "") {
    throw new KubectlError("--for must be in resource/name form");
  }
  const { kind, group, version } = context.mapper.resolve(type);
  const apiVersion = group === "" ? version : `${group}/${version}`;
  const parts = [
    `involvedObject.kind=${kind}`,
    `involvedObject.apiVersion=${apiVersion}`,
    `involvedObject.name=${name}`,
  ];
  return { fieldSelector: parts.join(",") };
}

function time(text: string | null | undefined): number | undefined {
  return text === null || text === undefined ? undefined : parseTime(text);
}

function lastTime(event: Event): number {
  return (
    time(event.series?.lastObservedTime) ?? time(event.lastTimestamp) ?? time(event.eventTime) ?? 0
  );
}

function cellsOf(event: Event, nowMs: number): readonly string[] {
  const since = (at: number | undefined) =>
    at === undefined ? "<unknown>" : humanDuration(nowMs - at);
  const first = since(time(event.firstTimestamp) ?? time(event.eventTime));
  const count = event.series?.count ?? event.count ?? 1;
  const seen = count > 1 ? `${since(lastTime(event))} (x${count} over ${first})` : first;
  const { kind = "", name = "" } = event.involvedObject ?? {};
  const message = (event.message ?? "").trim();
  return [seen, event.type ?? "", event.reason ?? "", `${kind}/${name}`, message];
}
