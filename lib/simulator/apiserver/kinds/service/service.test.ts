/** What a Service gets from the server and keeps when it changes. */
import { describe, expect, test } from "vitest";
import type { Status } from "../../../api/error.ts";
import type { Service, ServiceSpec } from "../../../api/types.generated.ts";
import { type Cluster, createCluster } from "../../../cluster.ts";

const place = { group: "", version: "v1", resource: "services", namespace: "default" } as const;

function create(cluster: Cluster, name: string, spec: object) {
  const body = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "default" },
    spec: { ports: [{ port: 80 }], selector: { app: name }, ...spec },
  };
  return told(cluster.client().request({ verb: "create", ...place, body }));
}

function patch(cluster: Cluster, name: string, spec: object) {
  const body = { spec };
  const request = { verb: "patch", ...place, name, body, patchType: "merge" } as const;
  return told(cluster.client().request(request));
}

function told({ body, code }: { readonly body: unknown; readonly code: number }) {
  return code < 300 ? (body as Service).spec : ((body as Status).message ?? "");
}

const portsOf = (spec: ServiceSpec | string) =>
  typeof spec === "string" ? spec : (spec.ports ?? []).map(({ nodePort }) => nodePort);

describe("node ports", () => {
  const twoProtocols = [
    { name: "tcp", port: 53, nodePort: 30053 },
    { name: "udp", port: 53, protocol: "UDP" },
  ];

  test("are shared by the protocols of one port", () => {
    const cluster = createCluster({ flavour: "recorded" });
    const spec = create(cluster, "dns", { type: "NodePort", ports: twoProtocols });
    expect(portsOf(spec)).toEqual([30053, 30053]);
  });

  test.each([
    [31500, "provided port is already allocated"],
    [80, "provided port is not in the valid range. The range of valid ports is 30000-32767"],
  ])("cannot be %i: %s", (nodePort, why) => {
    const cluster = createCluster({ flavour: "recorded" });
    create(cluster, "a", { type: "NodePort", ports: [{ port: 80, nodePort: 31500 }] });
    const answer = create(cluster, "b", { type: "NodePort", ports: [{ port: 80, nodePort }] });
    expect(answer).toContain(`spec.ports[0].nodePort: Invalid value: ${nodePort}: ${why}`);
  });

  test("stay with the name of their port and go with the type", () => {
    const cluster = createCluster({ flavour: "recorded" });
    const ports = [{ name: "web", port: 80, nodePort: 31000 }];
    create(cluster, "a", { type: "NodePort", ports });
    const moved = patch(cluster, "a", { ports: [{ name: "web", port: 8080 }] });
    expect(portsOf(moved)).toEqual([31000]);
    expect(portsOf(patch(cluster, "a", { type: "ClusterIP" }))).toEqual([undefined]);
  });
});

describe("addresses", () => {
  test.each<readonly [string, object, string | readonly (string | undefined)[]]>([
    ["none asked for", { clusterIP: "None" }, ["None", "SingleStack", "IPv4"]],
    [
      "both families for nobody's endpoints",
      { clusterIP: "None", selector: null },
      ["None", "RequireDualStack", "IPv4,IPv6"],
    ],
    ["one outside", { clusterIP: "192.0.2.1" }, "does not match the current range"],
    ["one that is taken", { clusterIP: "10.96.0.1" }, "provided IP is already allocated"],
    ["no address", { clusterIP: "none" }, "must be a valid IP address"],
    ["two families", { ipFamilyPolicy: "RequireDualStack" }, "not configured for dual-stack"],
  ])("%s", (_name, spec, expected) => {
    const answer = create(createCluster({ flavour: "recorded" }), "a", spec);
    if (typeof expected === "string") expect(answer).toContain(expected);
    else {
      const { clusterIP, ipFamilies, ipFamilyPolicy } = answer as ServiceSpec;
      expect([clusterIP, ipFamilyPolicy, ipFamilies?.join(",")]).toEqual(expected);
    }
  });

  test("never change, but go and come with ExternalName", () => {
    const cluster = createCluster({ flavour: "recorded" });
    create(cluster, "a", {});
    expect(patch(cluster, "a", { clusterIP: "10.96.7.7" })).toContain("may not change once set");
    const named = patch(cluster, "a", { type: "ExternalName", externalName: "db.example.com" });
    expect((named as ServiceSpec).clusterIPs).toBeUndefined();
    const back = patch(cluster, "a", { type: "ClusterIP", externalName: null });
    expect((back as ServiceSpec).clusterIPs).toHaveLength(1);
  });
});
