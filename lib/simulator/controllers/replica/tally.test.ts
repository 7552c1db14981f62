/** The counts of a set's pods follow every change that the cache sees. */
import { expect, test } from "vitest";
import type { Pod } from "../../api/types.generated.ts";
import { Cache } from "../../informers/cache.ts";
import { tallyOf } from "./tally.ts";

const given = { matchLabels: { app: "web" } };
const terms = { ownerUid: "set", given, selector: given, templateLabels: { app: "web" } };

type Facts = { readonly app?: string; readonly ready?: boolean; readonly phase?: string };

let version = 0;

function tell(cache: Cache, name: string, type: "modified" | "deleted", facts: Facts = {}): void {
  const { app = "web", phase = "Running", ready = false } = facts;
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "set" };
  version += 1;
  const metadata = {
    name,
    namespace: "default",
    uid: name,
    resourceVersion: String(version),
    creationTimestamp: "2026-01-05T09:00:00Z",
    labels: { app },
    ownerReferences: [{ ...owner, controller: true }],
  };
  const conditions = [{ type: "Ready", status: ready ? "True" : "False" }];
  const object = {
    apiVersion: "v1",
    kind: "Pod",
    metadata,
    spec: {},
    status: { phase, conditions },
  };
  const event = {
    type,
    kind: "Pod",
    key: `default/${name}`,
    object,
    previous: undefined,
    entry: 0,
  };
  cache.apply({ ...event, object: object as unknown as Pod & typeof object });
}

test.each<[string, (cache: Cache) => void, [active: number, ready: number, strays: number]]>([
  ["a pod that comes", (cache) => tell(cache, "b", "modified"), [2, 1, 0]],
  ["one that gets ready", (cache) => tell(cache, "b", "modified", { ready: true }), [2, 2, 0]],
  ["one that is ready no more", (cache) => tell(cache, "a", "modified"), [1, 0, 0]],
  ["one that ends", (cache) => tell(cache, "a", "modified", { phase: "Failed" }), [0, 0, 0]],
  ["one whose label changes", (cache) => tell(cache, "a", "modified", { app: "x" }), [0, 0, 1]],
  ["one that goes", (cache) => tell(cache, "a", "deleted"), [0, 0, 0]],
])("counts %s", (_, change, expected) => {
  const cache = new Cache();
  tell(cache, "a", "modified", { ready: true });
  const { active, ready, strays } = tallyOf(cache, terms);
  expect([active, ready, strays]).toEqual([1, 1, 0]);
  change(cache);
  const after = tallyOf(cache, terms);
  expect([after.active, after.ready, after.strays]).toEqual(expected);
});
