import { expect, test } from "vitest";
import { type Cluster, createCluster } from "../cluster.ts";
import { applyTo } from "../testing/index.ts";

const GROUP = "gateway.networking.k8s.io/v1";

function apply(cluster: Cluster, kind: string, name: string, spec: object): void {
  const metadata = kind === "GatewayClass" ? { name } : { name, namespace: "default" };
  applyTo(cluster, { apiVersion: GROUP, kind, metadata, spec } as never);
  cluster.advance(2000);
}

type Told = { readonly type: string; readonly status: string; readonly reason: string };

const told = (conditions: readonly Told[] = []) =>
  conditions.map(({ reason, status, type }) => `${type}=${status} ${reason}`);

function aGateway(): Cluster {
  const cluster = createCluster({ flavour: "learner", addons: ["gateway"] });
  apply(cluster, "GatewayClass", "main", { controllerName: "kubedeck.dev/gateway-controller" });
  const listeners = [{ name: "http", port: 80, protocol: "HTTP", hostname: "*.example.com" }];
  apply(cluster, "Gateway", "gw", { gatewayClassName: "main", listeners });
  return cluster;
}

type Status = {
  readonly conditions?: readonly Told[];
  readonly listeners?: readonly { readonly attachedRoutes: number }[];
  readonly parents?: readonly { readonly conditions: readonly Told[] }[];
};

const statusOf = (cluster: Cluster, kind: string, key: string) =>
  (cluster.find(kind, key) as { readonly status?: Status } | undefined)?.status ?? {};

test("a Gateway and its route tell how they stand", () => {
  const cluster = aGateway();
  expect(told(statusOf(cluster, "GatewayClass", "main").conditions)).toEqual([
    "Accepted=True Accepted",
  ]);
  expect(told(statusOf(cluster, "Gateway", "default/gw").conditions)).toEqual([
    "Accepted=True Accepted",
    "Programmed=True Programmed",
  ]);
  const rules = [{ backendRefs: [{ name: "kubernetes", port: 443 }] }];
  apply(cluster, "HTTPRoute", "route", { parentRefs: [{ name: "gw" }], rules });
  const [parent] = statusOf(cluster, "HTTPRoute", "default/route").parents ?? [];
  expect(told(parent?.conditions)).toEqual([
    "Accepted=True Accepted",
    "ResolvedRefs=True ResolvedRefs",
  ]);
  expect(statusOf(cluster, "Gateway", "default/gw").listeners?.[0]?.attachedRoutes).toBe(1);
});

test.each([
  [
    "hosts in common",
    { hostnames: ["a.example.org"] },
    "Accepted=False NoMatchingListenerHostname",
  ],
  [
    "no such listener",
    { parentRefs: [{ name: "gw", sectionName: "x" }] },
    "Accepted=False NoMatchingParent",
  ],
  [
    "no such Service",
    { rules: [{ backendRefs: [{ name: "gone", port: 80 }] }] },
    "ResolvedRefs=False BackendNotFound",
  ],
  [
    "another namespace's Service",
    { rules: [{ backendRefs: [{ name: "x", namespace: "other", port: 80 }] }] },
    "ResolvedRefs=False RefNotPermitted",
  ],
  [
    "no Service at all",
    { rules: [{ backendRefs: [{ kind: "Bucket", name: "x" }] }] },
    "ResolvedRefs=False InvalidKind",
  ],
])("a route is refused: %s", (_name, spec, expected) => {
  const cluster = aGateway();
  apply(cluster, "HTTPRoute", "route", { parentRefs: [{ name: "gw" }], ...spec });
  const [parent] = statusOf(cluster, "HTTPRoute", "default/route").parents ?? [];
  expect(told(parent?.conditions)).toContain(expected);
});

test("a route that the server cannot read is refused", () => {
  const cluster = aGateway();
  const spec = { rules: [{ matches: [{ path: { type: "Begins", value: "/" } }] }] };
  expect(() => apply(cluster, "HTTPRoute", "bad", spec)).toThrow('Unsupported value: \\"Begins\\"');
});
