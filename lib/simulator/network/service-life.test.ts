import { expect, test } from "vitest";
import type { EndpointSlice, Endpoints, Service } from "../api/types.generated.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import { aDeployment, aPod, applyTo, aService } from "../testing/index.ts";

const client = { pod: "default/client" };

/** Three web servers behind a Service, and a client. */
function aShop(): Cluster {
  const cluster = createCluster({ flavour: "learner" });
  applyTo(cluster, aDeployment({ name: "web", replicas: 3, image: "nginx:1.27" }));
  applyTo(cluster, aService({ name: "web", selector: { app: "web" } }));
  applyTo(cluster, aPod({ name: "client", script: "sleep 1d" }));
  cluster.advance(30_000);
  return cluster;
}

const service = (cluster: Cluster, name = "web") =>
  cluster.find("Service", `default/${name}`) as unknown as Service;
const addresses = (cluster: Cluster) =>
  cluster
    .list("EndpointSlice")
    .filter(({ metadata }) => metadata.labels?.["kubernetes.io/service-name"] === "web")
    .flatMap(({ endpoints }) => (endpoints ?? []).flatMap((one) => one.addresses))
    .sort();
const web = (cluster: Cluster) =>
  cluster.list("Pod").filter(({ metadata }) => metadata.labels?.app === "web");

function change(cluster: Cluster, resource: string, name: string, body?: object): number {
  const place = { group: "", version: "v1", resource, namespace: "default", name };
  const request =
    body === undefined
      ? ({ verb: "delete", ...place } as const)
      : ({ verb: "patch", ...place, body, patchType: "merge" } as const);
  return cluster.client().request(request).code;
}

test("a Service keeps its address while all its pods are replaced", () => {
  const cluster = aShop();
  const [ip, before] = [service(cluster).spec.clusterIP, addresses(cluster)];
  for (const { metadata } of web(cluster)) change(cluster, "pods", metadata.name);
  cluster.advance(60_000);
  const after = addresses(cluster);
  expect(service(cluster).spec.clusterIP).toBe(ip);
  expect(after).toHaveLength(3);
  expect(after.some((address) => before.includes(address))).toBe(false);
  expect(cluster.network.request({ from: client, url: "http://web/" }).ok).toBe(true);
});

test("requests spread evenly over the endpoints", () => {
  const cluster = aShop();
  const counts = new Map<string, number>();
  for (let i = 0; i < 300; i++) {
    const { hops } = cluster.network.request({ from: client, url: "http://web/" });
    const pod = hops.find(({ kind }) => kind === "pod")?.name ?? "";
    counts.set(pod, (counts.get(pod) ?? 0) + 1);
  }
  expect([...counts.values()]).toEqual([100, 100, 100]);
});

test("pods come and go without the client knowing", () => {
  const cluster = aShop();
  const [first] = web(cluster);
  change(cluster, "pods", first?.metadata.name ?? "", { metadata: { labels: { app: "other" } } });
  cluster.advance(5000);
  expect(addresses(cluster)).not.toContain(first?.status.podIP);
  expect(addresses(cluster)).toHaveLength(3);
});

test("an address is free again when its Service is gone", () => {
  const cluster = aShop();
  const spec = { clusterIP: "10.96.7.9", ports: [{ port: 80 }] };
  const draft = (name: string) => ({
    kind: "Service",
    metadata: { name, namespace: "default" },
    spec,
  });
  applyTo(cluster, draft("one"));
  expect(() => applyTo(cluster, draft("two"))).toThrow("provided IP is already allocated");
  change(cluster, "services", "one");
  applyTo(cluster, draft("two"));
  expect(service(cluster, "two").spec.clusterIP).toBe("10.96.7.9");
});

test("clients keep the name while the Service behind it moves in from outside", () => {
  const cluster = aShop();
  const external = (externalName: string) => ({
    kind: "Service",
    metadata: { name: "shop", namespace: "default" },
    spec: { type: "ExternalName", externalName },
  });
  const reach = () => {
    const { hops } = cluster.network.request({ from: client, url: "http://shop/" });
    return hops.find(({ kind }) => kind === "pod")?.name;
  };
  applyTo(cluster, external("example.com"));
  expect(reach()).toBe("203.0.113.10");
  change(cluster, "services", "shop", { spec: { externalName: "example.org" } });
  expect(reach()).toBe("203.0.113.11");
  const inside = { type: "ClusterIP", selector: { app: "web" }, ports: [{ port: 80 }] };
  const code = change(cluster, "services", "shop", { spec: { ...inside, externalName: null } });
  expect(code).toBe(200);
  cluster.advance(5000);
  expect(reach()).toMatch(/^default\/web-/);
});

test("a slice that somebody else manages is left alone", () => {
  const cluster = aShop();
  const labels = {
    "kubernetes.io/service-name": "web",
    "endpointslice.kubernetes.io/managed-by": "staff",
  };
  applyTo(cluster, {
    kind: "EndpointSlice",
    metadata: { name: "mine", namespace: "default", labels },
    addressType: "IPv4",
    endpoints: [{ addresses: ["203.0.113.10"] }],
    ports: [{ name: "", port: 80 }],
  } as never);
  change(cluster, "pods", web(cluster)[0]?.metadata.name ?? "");
  cluster.advance(60_000);
  const mine = cluster.find("EndpointSlice", "default/mine") as unknown as EndpointSlice;
  expect(mine.endpoints?.map((one) => one.addresses)).toEqual([["203.0.113.10"]]);
  expect(addresses(cluster)).toContain("203.0.113.10");
});

test("one client may get another pod by another node, and the same again by the same", () => {
  const cluster = createCluster({ flavour: "learner" });
  applyTo(cluster, aDeployment({ name: "web", replicas: 3, image: "nginx:1.27" }));
  const ports = [{ port: 80, nodePort: 30_080 }];
  applyTo(cluster, {
    kind: "Service",
    metadata: { name: "web", namespace: "default" },
    spec: { type: "NodePort", selector: { app: "web" }, sessionAffinity: "ClientIP", ports },
  } as never);
  cluster.advance(30_000);
  const by = (node: number) => {
    const address = cluster.list("Node")[node]?.status.addresses?.[0]?.address;
    const url = `http://${address}:30080/`;
    const { hops } = cluster.network.request({ from: "outside", url });
    return hops.find(({ kind }) => kind === "pod")?.name;
  };
  const [first, second] = [by(1), by(2)];
  expect(second).not.toBe(first);
  expect([by(1), by(2)]).toEqual([first, second]);
});

test("each node has a block of addresses for its pods", () => {
  const cluster = aShop();
  const blocks = cluster.list("Node").map(({ spec }) => spec.podCIDR ?? "");
  expect(new Set(blocks).size).toBe(cluster.list("Node").length);
  for (const { spec, status } of web(cluster)) {
    const node = cluster.list("Node").find(({ metadata }) => metadata.name === spec.nodeName);
    const prefix = node?.spec.podCIDR?.replace(/\d+\/\d+$/, "") ?? "none";
    expect(status.podIP?.startsWith(prefix)).toBe(true);
  }
});

test("with its kube-proxy stopped a node serves what it knew; new Services it does not know", () => {
  const cluster = aShop();
  const nodeName = cluster.list("Pod").find(({ metadata }) => metadata.name === "client")
    ?.spec.nodeName;
  cluster.network.setProxy(nodeName ?? "", false);
  applyTo(cluster, aService({ name: "late", selector: { app: "web" } }));
  cluster.advance(5000);
  const ask = (url: string) => cluster.network.request({ from: client, url });
  expect(ask("http://web/").ok).toBe(true);
  expect(ask("http://late/").failure).toMatchObject({ hop: "service", reason: "i/o timeout" });
  expect(ask(`http://${web(cluster)[0]?.status.podIP}/`).ok).toBe(true);
});

test("Endpoints end at 1,000 addresses and say so", () => {
  const cluster = createCluster({ flavour: "learner" });
  for (let i = 0; i < 1005; i++) {
    const pod = aPod({ name: `p${i}`, labels: { app: "many" } });
    const conditions = [{ type: "Ready", status: "True" as const }];
    const podIP = `10.245.${Math.floor(i / 250)}.${1 + (i % 250)}`;
    const metadata = { ...pod.metadata, uid: `u${i}`, resourceVersion: "", creationTimestamp: "" };
    const status = { phase: "Running", podIP, conditions };
    const stored = {
      apiVersion: "v1",
      ...pod,
      metadata,
      spec: { ...pod.spec, nodeName: "far" },
      status,
    };
    cluster.store.add(stored as never, "test");
  }
  applyTo(cluster, aService({ name: "many", selector: { app: "many" } }));
  cluster.advance(5000);
  const { metadata, subsets: all = [] } = cluster.find(
    "Endpoints",
    "default/many",
  ) as unknown as Endpoints;
  expect(all.flatMap(({ addresses: some = [] }) => some)).toHaveLength(1000);
  expect(metadata.annotations?.["endpoints.kubernetes.io/over-capacity"]).toBe("truncated");
  const slices = cluster
    .list("EndpointSlice")
    .filter((slice) => slice.metadata.labels?.["kubernetes.io/service-name"] === "many");
  expect(slices.map(({ endpoints }) => endpoints?.length).sort()).toEqual([
    ...Array(10).fill(100),
    5,
  ]);
});

test("containers know the Services that were there before them, unless they are not to", () => {
  const cluster = createCluster({ flavour: "learner" });
  applyTo(cluster, aPod({ name: "before", script: "sleep 1d" }));
  cluster.advance(10_000);
  applyTo(cluster, aService({ name: "my-web", selector: { app: "web" } }));
  applyTo(cluster, aPod({ name: "after", script: "sleep 1d" }));
  const spec = { enableServiceLinks: false };
  applyTo(cluster, aPod({ name: "unlinked", script: "sleep 1d", spec }));
  cluster.advance(10_000);
  const variables = (name: string) =>
    cluster.kubelets.exec(`default/${name}`, undefined, ["env"], "").stdout;
  const host = `MY_WEB_SERVICE_HOST=${service(cluster, "my-web").spec.clusterIP}\n`;
  expect(variables("after")).toContain(host);
  expect(variables("after")).toContain("MY_WEB_SERVICE_PORT=80\n");
  expect(variables("before")).not.toContain("MY_WEB");
  expect(variables("unlinked")).not.toContain("MY_WEB");
  expect(variables("unlinked")).toContain("KUBERNETES_SERVICE_HOST=10.96.0.1\n");
});

test.each([
  [true, true],
  [false, false],
])("a plugin that ignores policies (%s) lets everything through (%s)", (ignoresPolicies, ok) => {
  const cluster = createCluster({ flavour: "learner", ignoresPolicies });
  applyTo(cluster, aPod({ name: "web" }));
  applyTo(cluster, aPod({ name: "client", script: "sleep 1d" }));
  const spec = { podSelector: {}, policyTypes: ["Ingress"] };
  const metadata = { name: "none", namespace: "default" };
  applyTo(cluster, { kind: "NetworkPolicy", metadata, spec } as never);
  cluster.advance(10_000);
  const ip = cluster.list("Pod").find((pod) => pod.metadata.name === "web")?.status.podIP;
  expect(cluster.network.request({ from: client, url: `http://${ip}/` }).ok).toBe(ok);
});
