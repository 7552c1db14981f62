/**
 * A cluster as the lab draws it, read through the API like any client would: what kubectl prints
 * for a pod is what the picture says.
 */
import {
  CLUSTER_EPOCH_MS,
  type Client,
  parseTime,
  type Table,
  type TableRow,
} from "#lib/simulator";
import type {
  ClusterPicture,
  EventPicture,
  NodePicture,
  PodPicture,
  PodTone,
  ServicePicture,
  WorkloadPicture,
} from "./protocol.ts";

const EVENTS_SHOWN = 60;

type Where = { readonly group?: string; readonly version?: string; readonly resource: string };

type Row = { readonly cell: (column: string) => string; readonly object: Loose };

/** An object of the API of which only a few fields are read, each of which may be missing. */
type Loose = {
  readonly metadata: TableRow["object"]["metadata"];
  // biome-ignore lint/suspicious/noExplicitAny: the fields are checked where they are read.
  readonly [field: string]: any;
};

function rowsOf(client: Client, { group = "", version = "v1", resource }: Where): readonly Row[] {
  const { code, body } = client.request({ verb: "list", group, version, resource, asTable: true });
  if (code !== 200 || body.kind !== "Table") return [];
  const table = body as Table;
  const place = new Map(table.columnDefinitions.map(({ name }, index) => [name, index]));
  return table.rows.map(({ cells, object }) => ({
    object: object as Loose,
    cell: (column) => String(cells[place.get(column) ?? -1] ?? ""),
  }));
}

const ENDED = new Set(["Completed", "Succeeded"]);
const WAITING = new Set(["Pending", "ContainerCreating", "PodInitializing", "Terminating"]);

function toneOf(status: string, ready: string): PodTone {
  if (ENDED.has(status)) return "ended";
  if (status === "Running") {
    const [have, want] = ready.split("/");
    return have === want ? "good" : "waiting";
  }
  return WAITING.has(status) || status.startsWith("Init:") ? "waiting" : "bad";
}

function pods(client: Client): readonly PodPicture[] {
  return rowsOf(client, { resource: "pods" }).map(({ cell, object }) => {
    const [status, ready] = [cell("Status"), cell("Ready")];
    return {
      namespace: object.metadata.namespace ?? "",
      name: object.metadata.name,
      node: object.spec?.nodeName ?? null,
      status,
      tone: toneOf(status, ready),
      ready,
      restarts: Number.parseInt(cell("Restarts"), 10) || 0,
    };
  });
}

/** Cores or bytes; only the forms that the scheduler's accounting uses. */
function amount(quantity: unknown): number {
  const match = /^([\d.]+)([A-Za-z]*)$/.exec(String(quantity ?? "0"));
  const scale = {
    m: 1e-3,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
  };
  const unit = match?.[2] ?? "";
  return Number(match?.[1] ?? 0) * (unit in scale ? scale[unit as keyof typeof scale] : 1);
}

function requested(running: readonly Loose[], node: string, resource: string): number {
  return running
    .filter((pod) => pod.spec?.nodeName === node && !/Succeeded|Failed/.test(pod.status?.phase))
    .flatMap((pod) => pod.spec?.containers ?? [])
    .reduce((sum, container) => sum + amount(container.resources?.requests?.[resource]), 0);
}

function nodes(client: Client): readonly NodePicture[] {
  const running = rowsOf(client, { resource: "pods" }).map(({ object }) => object);
  return rowsOf(client, { resource: "nodes" }).map(({ object }) => {
    const { name } = object.metadata;
    const share = (resource: string) => {
      const all = amount(object.status?.allocatable?.[resource]);
      return all === 0 ? 0 : Math.min(1, requested(running, name, resource) / all);
    };
    const conditions: readonly Loose[] = object.status?.conditions ?? [];
    return {
      name,
      ready: conditions.some(({ type, status }) => type === "Ready" && status === "True"),
      unschedulable: object.spec?.unschedulable === true,
      taints: (object.spec?.taints ?? []).map(
        (taint: Loose) => `${taint.key}${taint.value ? `=${taint.value}` : ""}:${taint.effect}`,
      ),
      cpu: share("cpu"),
      memory: share("memory"),
      podsMax: amount(object.status?.allocatable?.pods),
    };
  });
}

function services(client: Client): readonly ServicePicture[] {
  const slices = rowsOf(client, {
    group: "discovery.k8s.io",
    resource: "endpointslices",
  }).map(({ object }) => object);
  return rowsOf(client, { resource: "services" })
    .filter(({ object }) => object.metadata.name !== "kubernetes")
    .map(({ object, cell }) => {
      const { namespace = "", name } = object.metadata;
      const own = slices.filter(
        ({ metadata }) =>
          metadata.namespace === namespace &&
          metadata.labels?.["kubernetes.io/service-name"] === name,
      );
      const endpoints: readonly Loose[] = own.flatMap((slice) => slice.endpoints ?? []);
      const ready = endpoints.filter((endpoint) => endpoint.conditions?.ready !== false);
      return {
        namespace,
        name,
        type: cell("Type"),
        ports: cell("Port(s)"),
        readyEndpoints: ready.length,
      };
    });
}

const WORKLOADS: readonly Where[] = [
  { group: "apps", resource: "deployments" },
  { group: "apps", resource: "statefulsets" },
  { group: "apps", resource: "daemonsets" },
];

function workloads(client: Client): readonly WorkloadPicture[] {
  return WORKLOADS.flatMap((where) =>
    rowsOf(client, where).map(({ object }) => ({
      kind: String(object.kind ?? where.resource),
      namespace: object.metadata.namespace ?? "",
      name: object.metadata.name,
      ready: object.status?.readyReplicas ?? object.status?.numberReady ?? 0,
      wanted: object.spec?.replicas ?? object.status?.desiredNumberScheduled ?? 0,
    })),
  );
}

function events(client: Client, startMs: number): readonly EventPicture[] {
  return rowsOf(client, { resource: "events" })
    .map(({ object }) => {
      const last = object.series?.lastObservedTime ?? object.lastTimestamp ?? object.eventTime;
      const atMs = parseTime(String(last ?? object.metadata.creationTimestamp ?? "")) ?? startMs;
      const about = object.involvedObject ?? object.regarding ?? {};
      return {
        id: String(object.metadata.uid ?? `${object.metadata.namespace}/${object.metadata.name}`),
        atMs: Math.max(0, atMs - startMs),
        warning: object.type === "Warning",
        reason: String(object.reason ?? ""),
        object: `${String(about.kind ?? "").toLowerCase()}/${about.name ?? ""}`,
        message: String(object.message ?? object.note ?? ""),
      };
    })
    .sort((a, b) => b.atMs - a.atMs)
    .slice(0, EVENTS_SHOWN);
}

/** System namespaces are left out: no task is about them, and they would hide what is. */
const SYSTEM = /^kube-/;

export function pictureOf(client: Client, startMs = CLUSTER_EPOCH_MS): ClusterPicture {
  const own = <Item extends { readonly namespace: string }>(items: readonly Item[]) =>
    items.filter(({ namespace }) => !SYSTEM.test(namespace));
  return {
    elapsedMs: client.nowMs - startMs,
    nodes: nodes(client),
    pods: own(pods(client)),
    services: own(services(client)),
    workloads: own(workloads(client)),
    events: events(client, startMs),
  };
}
