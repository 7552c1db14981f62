import { describe, expect, test } from "vitest";
import { mismatchesOf } from "./match.ts";

const containers = [
  { name: "web", image: "shop/web:1" },
  { name: "proxy", image: "shop/proxy:1" },
];

describe("an object holds what the partial object names", () => {
  test.each([
    ["more fields than asked", { replicas: 2 }, { replicas: 2, paused: true }],
    [
      "a nested field",
      { template: { spec: { nodeName: "a" } } },
      { template: { spec: { nodeName: "a" } } },
    ],
    ["null means not set", { paused: null }, {}],
    ["null means null", { paused: null }, { paused: null }],
    ["an empty list that is left out", { args: [] }, {}],
    ["a list's items in any order", [containers[1], containers[0]], containers],
    ["fewer items than there are", [{ name: "proxy" }], containers],
    ["plain items anywhere in the list", ["b"], ["a", "b"]],
    ["an item without a key, as part of another", [{ image: "shop/proxy:1" }], containers],
  ])("%s", (_, expected, actual) => {
    expect(mismatchesOf(expected, actual)).toEqual([]);
  });
});

describe("what differs is told with its path in the actual object", () => {
  test.each([
    ["a value", { replicas: 2 }, { replicas: 3 }, "replicas", 2, 3],
    ["a missing field", { spec: { paused: true } }, { spec: {} }, "spec.paused", true, undefined],
    ["an object that is a string", { spec: { a: 1 } }, { spec: "x" }, "spec", { a: 1 }, "x"],
    ["an object that is a list", { spec: { a: 1 } }, { spec: [1] }, "spec", { a: 1 }, [1]],
    ["something where nothing may be", { paused: null }, { paused: true }, "paused", null, true],
    ["a list that is no list", { args: ["a"] }, { args: "a" }, "args", ["a"], "a"],
    ["a list that is missing", { args: ["a"] }, {}, "args", ["a"], undefined],
    ["a plain item", { args: ["c"] }, { args: ["a", "b"] }, "args", "c", undefined],
    ["no namesake", { c: [{ name: "db" }] }, { c: containers }, "c", { name: "db" }, undefined],
    [
      "a list of one needs no key",
      { c: [{ image: "b" }] },
      { c: [{ image: "a" }] },
      "c[0].image",
      "b",
      "a",
    ],
    [
      "no key and two items",
      { c: [{ image: "b" }] },
      { c: containers },
      "c",
      { image: "b" },
      undefined,
    ],
    [
      "a namesake among strings",
      { c: [{ name: "b" }] },
      { c: ["b"] },
      "c",
      { name: "b" },
      undefined,
    ],
    [
      "the namesake's field",
      { c: [{ name: "proxy", image: "shop/proxy:2" }] },
      { c: containers },
      "c[1].image",
      "shop/proxy:2",
      "shop/proxy:1",
    ],
    [
      "a condition by its type",
      { conditions: [{ type: "Ready", status: "True" }] },
      {
        conditions: [
          { type: "Initialized", status: "True" },
          { type: "Ready", status: "False" },
        ],
      },
      "conditions[1].status",
      "True",
      "False",
    ],
  ])("%s", (_, expected, actual, path, wanted, found) => {
    expect(mismatchesOf(expected, actual)).toEqual([{ path, expected: wanted, actual: found }]);
  });
});
