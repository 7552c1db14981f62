import { expect, test } from "vitest";
import type { Status } from "../../api/error.ts";
import type { KubeObject } from "../../api/object.ts";
import { createCluster } from "../../cluster.ts";

const place = { group: "", version: "v1", resource: "configmaps", namespace: "default" } as const;

function apply(
  client: ReturnType<ReturnType<typeof createCluster>["client"]>,
  manager: string,
  data: object,
  force = false,
) {
  const body = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" }, data };
  const options = { fieldManager: manager, force };
  return client.request({ verb: "patch", ...place, name: "c", patchType: "apply", body, options });
}

const dataOf = (body: unknown) => (body as KubeObject).data;

test("fields are shared, contested, taken and let go", () => {
  const client = createCluster({ flavour: "recorded" }).client();
  expect(dataOf(apply(client, "a", { x: "1", y: "1" }).body)).toEqual({ x: "1", y: "1" });
  expect((apply(client, "b", { x: "2" }).body as Status).message).toBe(
    'Apply failed with 1 conflict: conflict with "a": .data.x',
  );
  expect(dataOf(apply(client, "b", { x: "2" }, true).body)).toEqual({ x: "2", y: "1" });
  // y was a's alone; x is b's now, so that a need not speak of it.
  expect(dataOf(apply(client, "a", {}).body)).toEqual({ x: "2" });
  expect((apply(client, "b", {}).body as KubeObject).data).toBeUndefined();
});

test("a plain patch takes a field over, under its own name", () => {
  const client = createCluster({ flavour: "recorded" }).client();
  apply(client, "a", { x: "1" });
  const patch = { patchType: "merge", body: { data: { x: "9" } } } as const;
  const options = { fieldManager: "kubectl-patch" };
  client.request({ verb: "patch", ...place, name: "c", ...patch, options });
  expect((apply(client, "a", { x: "1" }).body as Status).message).toBe(
    'Apply failed with 1 conflict: conflict with "kubectl-patch" using v1: .data.x',
  );
});
