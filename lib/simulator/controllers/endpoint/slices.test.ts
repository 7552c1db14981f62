import { describe, expect, test } from "vitest";
import type { Endpoint, EndpointSlice } from "../../api/types.generated.ts";
import { arrange, ENDPOINTS_MAX } from "./slices.ts";

const PORTS = [{ name: "", port: 80, protocol: "TCP" as const }];

function endpoints(count: number, from = 0): readonly Endpoint[] {
  return Array.from({ length: count }, (_, i) => ({
    addresses: [`10.0.0.${from + i}`],
    conditions: { ready: true },
    targetRef: { kind: "Pod", name: `p${from + i}`, uid: `u${from + i}` },
  }));
}

function slice(name: string, content: readonly Endpoint[], ports = PORTS): EndpointSlice {
  const identity = { uid: name, resourceVersion: "1", creationTimestamp: "" };
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name, ...identity },
    addressType: "IPv4",
    endpoints: content,
    ports,
  };
}

const all = (count: number) => [{ endpoints: endpoints(count), ports: PORTS }];

describe("a new Service", () => {
  test.each([
    [0, [0]],
    [1, [1]],
    [100, [100]],
    [250, [100, 100, 50]],
  ])("with %i pods has slices of %j", (count, sizes) => {
    const { create } = arrange(count === 0 ? [] : all(count), []);
    expect(create.map((one) => one.endpoints.length)).toEqual(sizes);
  });
});

describe("a change", () => {
  const full = slice("full", endpoints(ENDPOINTS_MAX));
  const half = slice("half", endpoints(50, ENDPOINTS_MAX));

  test("leaves the slices alone that it does not concern", () => {
    const left = endpoints(150).filter(({ addresses }) => addresses[0] !== "10.0.0.120");
    const { create, remove, update } = arrange([{ endpoints: left, ports: PORTS }], [full, half]);
    expect([create, remove]).toEqual([[], []]);
    const sizes = update.map(([one, next]) => [one.metadata.name, next.endpoints.length]);
    expect(sizes).toEqual([
      ["full", 100],
      ["half", 49],
    ]);
    expect(update[0]?.[1].endpoints).toEqual(full.endpoints);
  });

  test("puts new endpoints where there is room for all of them", () => {
    const { create, update } = arrange(all(190), [full, half]);
    expect(create).toEqual([]);
    expect(update.map(([, next]) => next.endpoints.length)).toEqual([100, 90]);
  });

  test("makes a slice when no other has room for all", () => {
    const { create, update } = arrange(all(210), [full, half]);
    expect(create.map((one) => one.endpoints.length)).toEqual([60]);
    expect(update.map(([, next]) => next.endpoints.length)).toEqual([100, 50]);
  });

  test("of the ports reuses the slice that would go", () => {
    const ports = [{ name: "", port: 8080, protocol: "TCP" as const }];
    const wanted = [{ endpoints: endpoints(3), ports }];
    const { create, remove, update } = arrange(wanted, [slice("old", endpoints(3))]);
    expect([create, remove]).toEqual([[], []]);
    expect(update.map(([one, next]) => [one.metadata.name, next.ports])).toEqual([["old", ports]]);
  });

  test("to no pods empties one slice and removes the others", () => {
    const { remove, update } = arrange([], [full, half]);
    expect(update.map(([one, next]) => [one.metadata.name, next])).toEqual([
      ["full", { endpoints: [], ports: [] }],
    ]);
    expect(remove.map(({ metadata }) => metadata.name)).toEqual(["half"]);
  });
});
