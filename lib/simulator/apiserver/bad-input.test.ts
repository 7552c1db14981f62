/**
 * Whatever a client sends, the API server answers: objects of every kind with anything in any
 * place are taken or refused with a Status, and a dry run leaves the store as it was.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { apiVersionOf, type ResourceRow } from "../api/resource.ts";
import { type FieldType, modelOf, requireModel } from "../api/schema.ts";
import { createCluster } from "../cluster.ts";

const RUNS = 10_000;
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** Deep enough for a container's probe inside a CronJob. */
const DEPTH = 9;
const ODD = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 40,
  "",
  "a",
  "10%",
  "1Gi",
  "2026-01-01T00:00:00Z",
  [],
  {},
  [null],
  { a: null },
];

type Draw = (limit: number) => number;

/** A value of the type, or once in a long while something else. */
function valueOfType(type: FieldType, draw: Draw, depth: number): unknown {
  if (draw(400) === 0) return ODD[draw(ODD.length)];
  switch (type.kind) {
    case "model":
      return depth <= 0 ? {} : objectOf(type.model, draw, depth - 1);
    case "list":
      return Array.from({ length: draw(3) }, () => valueOfType(type.item, draw, depth - 1));
    case "map":
      return draw(2) === 0 ? {} : { cpu: valueOfType(type.value, draw, depth - 1) };
    case "string":
      return ["", "a", "Always", "A b", "x/y", "10.0.0.1", "None"][draw(7)];
    case "boolean":
      return draw(2) === 0;
    case "quantity":
      return ["1", "0", "-1", "100m", "1Gi", "x"][draw(6)];
    case "int-or-string":
      return [0, 1, "50%", "http", -3][draw(5)];
    case "time":
    case "micro-time":
      return "2026-01-01T00:00:00Z";
    case "bytes":
      return "YQ==";
    case "any":
      return ODD[draw(ODD.length)];
    default:
      return [0, 1, 80, -1, 70_000, 3_000_000_000][draw(6)];
  }
}

function objectOf(model: string, draw: Draw, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const field of requireModel(model).fields.values()) {
    if (draw(field.required ? 8 : 3) === 0 || (!field.required && draw(3) > 0)) continue;
    object[field.name] = valueOfType(field.type, draw, depth);
  }
  return object;
}

function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

test("objects with anything in any place are taken or refused, and change nothing", () => {
  const cluster = createCluster({ flavour: "recorded", seed: 1, world: 0 });
  const client = cluster.client();
  const rows = cluster.server.registry.rows.filter(
    ({ model, verbs }) => verbs.includes("create") && modelOf(model) !== undefined,
  );
  const before = cluster.store.resourceVersion;
  fc.assert(
    fc.property(fc.nat(rows.length - 1), fc.nat(), (index, seed) => {
      const row = rows[index] as ResourceRow;
      const draw = drawFrom(seed);
      const body = {
        ...objectOf(row.model, draw, DEPTH),
        apiVersion: apiVersionOf(row),
        kind: row.kind,
        metadata:
          draw(6) === 0
            ? valueOfType({ kind: "model", model: "ObjectMeta" }, draw, 3)
            : { name: "odd" },
      };
      const { group, version, resource } = row;
      const place = row.namespaced ? { namespace: "default" } : {};
      const options = { dryRun: true, fieldValidation: "Ignore" } as const;
      const response = client.request({
        verb: "create",
        group,
        version,
        resource,
        ...place,
        body,
        options,
      });
      expect(response.code).toBeLessThan(501);
    }),
    // The same objects in every run: a failure is found where it was made, not by whoever is next.
    { numRuns: RUNS, seed: SEED },
  );
  expect(cluster.store.resourceVersion).toBe(before);
}, 30_000);
