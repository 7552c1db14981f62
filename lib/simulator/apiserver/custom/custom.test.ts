import { expect, test } from "vitest";
import type { Status } from "../../api/error.ts";
import { fieldErrorText } from "../../api/field-error.ts";
import { createCluster } from "../../cluster.ts";
import { findAtPath } from "./json-path.ts";
import { ruleFaults } from "./rule.ts";
import { defaulted, pruned, type Schema } from "./schema.ts";
import { schemaFaults } from "./validate.ts";

const schema: Schema = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 2, pattern: "^[a-z]+$" },
    size: { type: "integer", minimum: 1, default: 3 },
    port: { "x-kubernetes-int-or-string": true },
    free: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
    parts: {
      type: "array",
      maxItems: 2,
      items: { type: "object", properties: { a: { type: "boolean" } } },
    },
  },
};

test.each<readonly [string, unknown, readonly string[]]>([
  ["all right", { name: "ab", port: "x" }, []],
  ["missing", {}, ["name: Required value"]],
  [
    "wrong type",
    { name: "ab", size: "1" },
    ['size: Invalid value: "string": size in body must be of type integer: "string"'],
  ],
  [
    "several faults of one text",
    { name: "A" },
    [
      'name: Invalid value: "A": name in body should be at least 2 chars long',
      "name: Invalid value: \"A\": name in body should match '^[a-z]+$'",
    ],
  ],
  [
    "too many",
    { name: "ab", parts: [{}, {}, {}] },
    ["parts: Too many: 3: must have at most 2 items"],
  ],
  [
    "deep inside",
    { name: "ab", parts: [{ a: 1 }] },
    ['parts[0].a: Invalid value: "integer": parts[0].a in body must be of type boolean: "integer"'],
  ],
])("%s", (_name, value, texts) => {
  expect(schemaFaults(value, schema, "").map(fieldErrorText)).toEqual(texts);
});

test("what is unknown goes and is told, what is missing comes", () => {
  const gone: string[] = [];
  const given = { name: "ab", other: 1, free: { any: 1 }, parts: [{ a: true, b: 2 }] };
  const kept = pruned(given, schema, "", (path) => gone.push(path));
  expect(gone).toEqual(["other", "parts[0].b"]);
  expect(defaulted(kept, schema)).toEqual({
    name: "ab",
    free: { any: 1 },
    parts: [{ a: true }],
    size: 3,
  });
});

test("transition rules are asked only when there was something before", () => {
  const rules = { "x-kubernetes-validations": [{ rule: "self == oldSelf", message: "fixed" }] };
  const fixed = { type: "string", ...rules } as Schema;
  expect(ruleFaults("a", undefined, fixed, "zone", () => {})).toEqual([]);
  expect(ruleFaults("b", "a", fixed, "zone", () => {}).map(fieldErrorText)).toEqual([
    'zone: Invalid value: "b": fixed',
  ]);
});

test.each([
  [".spec.a", ["x"]],
  [".spec.list[*].n", [1, 2]],
  ['.spec.list[?(@.t=="b")].n', [2]],
  [".spec.missing", []],
])("%s leads to its values", (path, found) => {
  const object = {
    spec: {
      a: "x",
      list: [
        { t: "a", n: 1 },
        { t: "b", n: 2 },
      ],
    },
  };
  expect(findAtPath(path, object)).toEqual(found);
});

test("a definition serves its resource and takes the objects along when it goes", () => {
  const cluster = createCluster({ flavour: "recorded" });
  const client = cluster.client();
  const group = "ops.example";
  const definitions = {
    group: "apiextensions.k8s.io",
    version: "v1",
    resource: "customresourcedefinitions",
  };
  const body = {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `pools.${group}` },
    spec: {
      group,
      names: { plural: "pools", kind: "Pool" },
      scope: "Namespaced",
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object" } },
        },
      ],
    },
  };
  const pools = { group, version: "v1", resource: "pools", namespace: "default" };
  expect(client.request({ verb: "list", ...pools }).code).toBe(404);
  client.request({ verb: "create", ...definitions, body });
  cluster.advance(1000);
  const pool = {
    apiVersion: `${group}/v1`,
    kind: "Pool",
    metadata: { name: "one" },
    spec: { a: 1 },
  };
  expect(client.request({ verb: "create", ...pools, body: pool })).toMatchObject({ code: 201 });
  client.request({ verb: "delete", ...definitions, name: `pools.${group}` });
  cluster.advance(10_000);
  expect((client.request({ verb: "list", ...pools }).body as Status).code).toBe(404);
  expect(cluster.find("Pool", "default/one")).toBeUndefined();
});
