/**
 * The cluster in which the rows of the tables are asked: two zones, three nodes, web servers, a
 * database and clients in two namespaces.
 */
import { assert } from "#lib/shared";
import {
  type AddonName,
  type Cluster,
  createCluster,
  type NetworkAnswer,
  type NetworkRequest,
  splitApiVersion,
} from "#lib/simulator";
import type { Drafted, PathRow, PathStep } from "./row.ts";

const zone = (name: string) => ({ "topology.kubernetes.io/zone": name });

const NODES = [
  { name: "node01", labels: zone("a") },
  { name: "node02", labels: zone("b") },
  { name: "node03", labels: zone("b") },
];

const idle = { image: "busybox:1.36", command: ["sleep", "1d"] };
const pod = (name: string, labels: object, spec: object = {}, container: object = {}): Drafted => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default", labels },
  spec: {
    nodeName: "node01",
    containers: [{ name: "c", image: "nginx:1.27", ...container }],
    ...spec,
  },
});
const webService = (name: string, clusterIP: string): Drafted => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace: "default" },
  spec: { selector: { app: "web" }, clusterIP, ports: [{ port: 80 }] },
});
const inShop = (draft: Drafted): Drafted => ({
  ...draft,
  metadata: { ...draft.metadata, namespace: "shop" },
});

const OBJECTS: readonly Drafted[] = [
  {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "shop", labels: { team: "shop" } },
  },
  pod("web-a", { app: "web" }, {}, { ports: [{ name: "http", containerPort: 80 }] }),
  pod(
    "web-b",
    { app: "web" },
    { nodeName: "node02" },
    { ports: [{ name: "http", containerPort: 80 }] },
  ),
  pod("db", { app: "db" }, { nodeName: "node02" }, { image: "redis:7" }),
  pod("client", { role: "client" }, {}, idle),
  pod("far", { role: "far" }, { nodeName: "node03" }, idle),
  pod("host", { role: "host" }, { nodeName: "node02", hostNetwork: true }, idle),
  inShop(pod("shop-web", { app: "web" }, { nodeName: "node02" })),
  inShop(pod("shop-client", { role: "client" }, {}, idle)),
  webService("web", "10.96.7.1"),
  inShop(webService("web", "10.96.7.2")),
  webService("peers", "None"),
];

export class Scene {
  readonly cluster: Cluster;

  constructor(addons: readonly AddonName[] = []) {
    this.cluster = createCluster({ flavour: "learner", nodes: NODES, addons });
    for (const draft of OBJECTS) {
      this.#send("create", draft);
      this.cluster.advance(50);
    }
    this.cluster.advance(20_000);
  }

  #send(verb: "create" | "delete", draft: Drafted): void {
    const row = this.cluster.server.registry.rowOfKind(draft.kind);
    assert(row !== undefined, `no resource for kind ${draft.kind}`);
    const { group, version } = splitApiVersion(draft.apiVersion);
    const { name, namespace } = draft.metadata;
    const place = row.namespaced && namespace !== undefined ? { namespace } : {};
    const rest = verb === "create" ? { body: draft } : { options: { gracePeriodSeconds: 0 } };
    const request = { verb, group, version, resource: row.resource, name, ...place, ...rest };
    const response = this.cluster.client().request(request);
    const isFine = response.code < 300 || verb === "delete";
    assert(isFine, `${draft.kind} ${name}: ${JSON.stringify(response.body)}`);
  }

  #do(step: PathStep): void {
    const { kubelets, network } = this.cluster;
    if ("cut" in step) kubelets.setReachable(step.cut, false);
    else if ("join" in step) kubelets.setReachable(step.join, true);
    else if ("ask" in step) network.request({ from: originOf(step.from), url: step.ask });
    else {
      const [kind = "", name = ""] = step.delete.split("/");
      const row = this.cluster.server.registry.rowOfKind(kind);
      assert(row !== undefined, `no resource for kind ${kind}`);
      const { group, resource, version } = row;
      const place = { group, version, resource, namespace: "default", name };
      this.cluster.client().request({ verb: "delete", ...place });
    }
  }

  /** What came of a row's request, as `expect` writes it; and all that was said on the way. */
  play(row: PathRow): { readonly got: string; readonly said: string; readonly seenAs: string } {
    for (const draft of row.given ?? []) this.#send("create", draft);
    this.cluster.advance(row.given?.some(({ kind }) => kind === "Pod") ? 10_000 : 1000);
    for (const step of row.before ?? []) this.#do(step);
    this.cluster.advance(row.afterMs ?? 1000);
    const answers = Array.from({ length: row.times ?? 1 }, () => this.#ask(row));
    for (const draft of [...(row.given ?? [])].reverse()) this.#send("delete", draft);
    this.cluster.advance(2000);
    const [first] = answers;
    const got = answers
      .map((answer) => answer.got)
      .sort()
      .join(", ");
    return { got, said: first?.said ?? "", seenAs: first?.seenAs ?? "" };
  }

  #ask({ ask, from, sent = {} }: PathRow) {
    const origin = originOf(from);
    const [how = "", ...words] = ask.split(" ");
    if (how === "dns") return this.#asked(words, from);
    if (how === "resolve") {
      const found = this.cluster.network.resolve(words[0] ?? "", origin);
      const got = typeof found === "string" ? found : found.ips.join(" ");
      return { got: this.#named(got), said: "", seenAs: "" };
    }
    const [host = "", port = "80"] = (words[0] ?? "").split(":");
    const target =
      words.length === 0
        ? { url: this.#addressed(ask) }
        : { host: this.#addressed(host), port: Number(port), protocol: how as "tcp" };
    const answer = this.cluster.network.request({
      from: origin,
      ...target,
      ...(sent as Partial<NetworkRequest>),
    });
    return { got: textOf(answer), said: saidOf(answer), seenAs: this.#named(answer.seenAs ?? "") };
  }

  #asked([type = "A", name = ""]: readonly string[], from: string) {
    const found = this.cluster
      .list("Pod")
      .find(({ metadata }) => metadata.namespace === "default" && metadata.name === from);
    const reply = this.cluster.network.dns.query(name, type as "A", found);
    const got =
      reply === "i/o timeout"
        ? reply
        : reply.code === "NXDOMAIN"
          ? reply.code
          : reply.answers.map(({ data }) => data).join(" ") || "no data";
    return { got: this.#named(got), said: "", seenAs: "" };
  }

  /** `{web-a}` in an address stands for the pod's own, `{node01}` for the node's. */
  #addressed(text: string): string {
    return text.replace(/\{([\w-]+)\}/g, (_all, name: string) => this.#ipOf(name));
  }

  #ipOf(name: string): string {
    const node = this.cluster.list("Node").find(({ metadata }) => metadata.name === name);
    const found = this.cluster.list("Pod").find(({ metadata }) => metadata.name === name);
    return node?.status.addresses?.[0]?.address ?? found?.status.podIP ?? name;
  }

  #named(text: string): string {
    let named = text;
    for (const { metadata, spec, status } of this.cluster.list("Pod")) {
      if (spec.hostNetwork === true || status.podIP === undefined) continue;
      named = named.replace(
        new RegExp(`${status.podIP.replace(/\./g, "[.-]")}\\b`, "g"),
        metadata.name,
      );
    }
    for (const { metadata, status } of this.cluster.list("Node")) {
      named = named.replaceAll(status.addresses?.[0]?.address ?? "-", metadata.name);
    }
    return named;
  }
}

function originOf(from: string): NetworkRequest["from"] {
  if (from === "outside") return from;
  if (from.startsWith("node/")) return { node: from.slice(5) };
  return { pod: from.includes("/") ? from : `default/${from}` };
}

function textOf({ failure, hops, status }: NetworkAnswer): string {
  if (failure !== undefined) return `${failure.hop}: ${failure.reason}`;
  const last = hops.findLast(({ kind }) => kind === "pod" || kind === "program");
  const name = hops.findLast(({ kind }) => kind === "pod")?.name ?? last?.name;
  const who = name === undefined ? "" : ` ${name.replace(/^default\//, "")}`;
  return `${status ?? "open"}${who}`;
}

function saidOf({ failure, headers = {}, hops }: NetworkAnswer): string {
  const all = hops.map(({ detail, kind, name }) => `${kind} ${name}: ${detail}`);
  const told = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [...all, ...told, failure?.why ?? ""].join("\n");
}
