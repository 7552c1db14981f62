import { expect, test } from "vitest";
import type { Endpoint, Node } from "../../api/types.generated.ts";
import { topologyHints } from "./topology.ts";

function nodes(...zones: readonly (readonly [zone: string, cpu: string])[]): readonly Node[] {
  return zones.map(([zone, cpu], index) => ({
    kind: "Node",
    metadata: {
      name: `n${index}`,
      labels: zone === "" ? {} : { "topology.kubernetes.io/zone": zone },
    },
    status: { allocatable: { cpu }, conditions: [{ type: "Ready", status: "True" }] },
  })) as unknown as readonly Node[];
}

const endpoints = (zones: string): readonly Endpoint[] =>
  [...zones].map((zone, index) => ({ addresses: [`10.0.0.${index}`], zone }));

test.each([
  ["equal zones keep to themselves", "aaabbb", nodes(["a", "4"], ["b", "4"]), "a,a,a,b,b,b"],
  [
    "the larger zone takes from the smaller",
    "aaabbb",
    nodes(["a", "8"], ["b", "4"]),
    "a,a,a,a,b,b",
  ],
  [
    "a zone without endpoints is given some",
    "aaaaaa",
    nodes(["a", "4"], ["b", "4"]),
    "b,b,b,a,a,a",
  ],
])("%s", (_name, zones, all, expected) => {
  const { endpoints: hinted, reason } = topologyHints(endpoints(zones), all);
  expect(reason).toBe("TopologyAwareHintsEnabled");
  const given = hinted.map(({ hints }) => hints?.forZones?.[0]?.name).sort();
  expect(given).toEqual(expected.split(",").sort());
});

test.each([
  [
    "fewer endpoints than zones",
    "a",
    nodes(["a", "4"], ["b", "4"]),
    /^Insufficient number of endpoints \(1 endpoints, 2 zones\)/,
  ],
  [
    "too few to share out",
    "aabb",
    nodes(["a", "8"], ["b", "4"]),
    /^Unable to allocate minimum required endpoints/,
  ],
  ["a node without a zone", "aabb", nodes(["a", "4"], ["", "4"]), /^Insufficient Node information/],
  ["one zone", "aaaa", nodes(["a", "4"], ["a", "4"]), /^Insufficient Node information/],
])("no hints: %s", (_name, zones, all, message) => {
  const topology = topologyHints(endpoints(zones), all);
  expect(topology.message).toMatch(message);
  expect(topology.endpoints.every(({ hints }) => hints === undefined)).toBe(true);
});
