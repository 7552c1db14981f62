import { describe, expect, test } from "vitest";
import type { EndpointSlice, Service } from "../api/types.generated.ts";
import { aKubelet, aPod, type KubeletBench } from "../testing/index.ts";

type Ports = NonNullable<Service["spec"]["ports"]>;

function expose(
  bench: KubeletBench,
  name: string,
  pods: readonly string[],
  spec: Partial<Service["spec"]> = {},
): void {
  const ports: Ports = spec.ports ?? [{ port: 80, targetPort: 80 }];
  bench.put("Service", {
    metadata: { name, namespace: "default" },
    spec: { selector: { app: name }, clusterIP: "10.96.0.50", ports, ...spec },
  });
  const endpoints: EndpointSlice["endpoints"] = pods.map((pod) => ({
    addresses: [bench.pod(pod).status.podIP ?? ""],
    conditions: { ready: true, serving: true },
    nodeName: bench.pod(pod).spec.nodeName,
    hostname: pod,
    targetRef: { kind: "Pod", name: pod, namespace: "default" },
  }));
  bench.put("EndpointSlice", {
    metadata: {
      name: `${name}-1`,
      namespace: "default",
      labels: { "kubernetes.io/service-name": name },
    },
    addressType: "IPv4",
    endpoints,
    ports: ports.map(({ name: portName, targetPort }) => ({
      port: typeof targetPort === "number" ? targetPort : 80,
      ...(portName === undefined ? {} : { name: portName }),
    })),
  } as never);
}

/** Two web servers on two nodes and a client. */
function aShop(flavour: "learner" | "recorded" = "learner"): KubeletBench {
  const bench = aKubelet({ flavour });
  bench.put("Pod", aPod({ name: "web-a", labels: { app: "web" } }));
  bench.put("Pod", aPod({ name: "web-b", labels: { app: "web" }, spec: { nodeName: "node02" } }));
  bench.put("Pod", aPod({ name: "client", labels: { role: "client" }, script: "sleep 1d" }));
  bench.advance(20_000);
  return bench;
}

const client = { pod: "default/client" };

describe("names", () => {
  const rows: readonly (readonly [name: string, asked: string, expected: string])[] = [
    ["short", "web", "web.default.svc.cluster.local"],
    ["with the namespace", "web.default", "web.default.svc.cluster.local"],
    ["with svc", "web.default.svc", "web.default.svc.cluster.local"],
    ["in full", "web.default.svc.cluster.local", "web.default.svc.cluster.local"],
    ["absolute", "web.default.svc.cluster.local.", "web.default.svc.cluster.local"],
    ["of a pod behind a headless Service", "web-a.peers", "web-a.peers.default.svc.cluster.local"],
    ["of a pod by its address", "10-244-1-2.default.pod", "10-244-1-2.default.pod.cluster.local"],
    ["of nobody", "shop", "no such host"],
    ["in a wrong namespace", "web.shop", "no such host"],
    ["outside", "example.com", "example.com"],
  ];
  test.each(rows)("%s", (_name, asked, expected) => {
    const bench = aShop();
    expose(bench, "web", ["web-a", "web-b"]);
    expose(bench, "peers", ["web-a", "web-b"], { clusterIP: "None" });
    const found = bench.network.resolve(asked, client);
    expect(typeof found === "string" ? found : found.name).toBe(expected);
  });

  test("without a DNS server behind its Service nothing is found in time", () => {
    const bench = aShop();
    bench.put("Service", {
      metadata: { name: "kube-dns", namespace: "kube-system" },
      spec: { clusterIP: "10.96.0.10", ports: [{ port: 53 }] },
    });
    expect(bench.network.request({ from: client, url: "http://web/" }).failure).toMatchObject({
      hop: "dns",
      reason: "i/o timeout",
    });
  });

  test("ports by SRV", () => {
    const bench = aShop();
    expose(bench, "web", ["web-a"], { ports: [{ name: "http", port: 8080, targetPort: 80 }] });
    const pod = bench.pod("client");
    expect(
      bench.network.dns.query("_http._tcp.web.default.svc.cluster.local", "SRV", pod),
    ).toMatchObject({ answers: [{ data: "0 100 8080 web.default.svc.cluster.local." }] });
  });
});

describe("requests", () => {
  test("go hop by hop and leave their way in the log", () => {
    const bench = aShop();
    expose(bench, "web", ["web-a", "web-b"]);
    const answer = bench.network.request({ from: client, url: "http://web/" });
    expect(answer).toMatchObject({ ok: true, status: 200 });
    expect(answer.hops.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "dns web",
      "service default/web",
      "endpoint 10.244.1.2:80",
      "pod default/web-a",
      "program web-a",
    ]);
    expect(bench.engine.log.slice(-5).map(({ verb }) => verb)).toEqual(Array(5).fill("request"));
  });

  test("take endpoints in turn, or always the same with affinity", () => {
    const bench = aShop();
    expose(bench, "web", ["web-a", "web-b"]);
    expose(bench, "sticky", ["web-a", "web-b"], {
      clusterIP: "10.96.0.51",
      sessionAffinity: "ClientIP",
    });
    const pod = (url: string) =>
      bench.network.request({ from: client, url }).hops.find(({ kind }) => kind === "pod")?.name;
    expect([1, 2, 3].map(() => pod("http://web"))).toEqual([
      "default/web-a",
      "default/web-b",
      "default/web-a",
    ]);
    expect(new Set([1, 2, 3].map(() => pod("http://sticky"))).size).toBe(1);
  });

  const rows: readonly (readonly [name: string, request: object, expected: object])[] = [
    ["a pod's address", { from: client, url: "http://10.244.1.2/" }, { ok: true, status: 200 }],
    [
      "a page that is not there",
      { from: client, url: "http://10.244.1.2/nope" },
      { ok: true, status: 404 },
    ],
    [
      "a closed port of a pod",
      { from: client, host: "10.244.1.2", port: 81 },
      { failure: { hop: "pod", reason: "connection refused" } },
    ],
    [
      "an address of nobody",
      { from: client, host: "10.244.9.9", port: 80 },
      { failure: { hop: "pod", reason: "i/o timeout" } },
    ],
    [
      "a Service without endpoints",
      { from: client, url: "http://empty/" },
      { failure: { hop: "endpoint", reason: "connection refused" } },
    ],
    [
      "a port that the Service does not have",
      { from: client, url: "http://web:81/" },
      { failure: { hop: "service", reason: "i/o timeout" } },
    ],
    [
      "a name of nobody",
      { from: client, url: "http://shop/" },
      { failure: { hop: "dns", reason: "no such host" } },
    ],
    [
      "a node port from outside",
      { from: "outside", url: "http://172.30.1.2:30080/" },
      { ok: true, status: 200 },
    ],
    [
      "a node port of nobody",
      { from: "outside", url: "http://172.30.1.2:30081/" },
      { failure: { hop: "pod", reason: "connection refused" } },
    ],
    ["a connection", { from: client, host: "web", port: 80 }, { ok: true }],
    [
      "a client that does not run",
      { from: { pod: "default/nobody" }, url: "http://web/" },
      { failure: { hop: "client" } },
    ],
  ];
  test.each(rows)("%s", (_name, request, expected) => {
    const bench = aShop();
    expose(bench, "web", ["web-a", "web-b"], {
      type: "NodePort",
      ports: [{ port: 80, targetPort: 80, nodePort: 30080 }],
    });
    expose(bench, "empty", [], { clusterIP: "10.96.0.52" });
    expect(bench.network.request(request as never)).toMatchObject(expected);
  });

  test("of programs in pods, by name", () => {
    const bench = aShop();
    expose(bench, "web", ["web-a"]);
    const exec = (script: string) =>
      bench.kubelets.exec("default/client", undefined, ["sh", "-c", script], "");
    expect(exec("wget -qO- http://web/nope; echo $?").stdout).toBe("1\n");
    expect(exec("wget -qO- http://web | head -n 1").stdout).toBe("<!DOCTYPE html>\n");
    expect(exec("nslookup web").stdout).toContain(
      "Name:\tweb.default.svc.cluster.local\nAddress: 10.96.0.50\n",
    );
    expect(exec("nc -z -w 2 web 81; echo $?").stdout).toBe("1\n");
  });

  test("of programs in recorded clusters never fail by name", () => {
    const bench = aShop("recorded");
    expect(
      bench.kubelets.exec("default/client", undefined, ["wget", "-qO-", "http://nobody/"], ""),
    ).toMatchObject({ exitCode: 0, stdout: "" });
  });

  test("to a node that is cut off are not answered", () => {
    const bench = aShop();
    bench.kubelets.setReachable("node01", false);
    expect(
      bench.network.request({ from: client, host: "10.244.1.2", port: 80 }).failure?.reason,
    ).toBe("i/o timeout");
  });
});

describe("network policies", () => {
  const web = { matchLabels: { app: "web" } };
  const rows: readonly (readonly [name: string, spec: object, ok: boolean])[] = [
    [
      "that select the server and allow nothing",
      { podSelector: web, policyTypes: ["Ingress"] },
      false,
    ],
    [
      "that select others",
      { podSelector: { matchLabels: { app: "db" } }, policyTypes: ["Ingress"] },
      true,
    ],
    [
      "that allow the client",
      {
        podSelector: web,
        ingress: [{ from: [{ podSelector: { matchLabels: { role: "client" } } }] }],
      },
      true,
    ],
    [
      "that allow the client on another port",
      { podSelector: web, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080 }] }] },
      false,
    ],
    [
      "that allow pods of another namespace only",
      {
        podSelector: web,
        ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: "x" } } }] }],
      },
      false,
    ],
    [
      "that allow the client's addresses",
      { podSelector: web, ingress: [{ from: [{ ipBlock: { cidr: "10.244.0.0/16" } }] }] },
      true,
    ],
    [
      "that except the client's addresses",
      {
        podSelector: web,
        ingress: [{ from: [{ ipBlock: { cidr: "10.244.0.0/16", except: ["10.244.1.0/24"] } }] }],
      },
      false,
    ],
    [
      "that let the client out to nobody",
      { podSelector: { matchLabels: { role: "client" } }, policyTypes: ["Egress"] },
      false,
    ],
  ];
  test.each(rows)("%s", (_name, spec, ok) => {
    const bench = aShop();
    bench.put("NetworkPolicy", { metadata: { name: "rule", namespace: "default" }, spec } as never);
    expect(bench.network.request({ from: client, url: "http://10.244.1.2/" }).ok).toBe(ok);
  });
});
