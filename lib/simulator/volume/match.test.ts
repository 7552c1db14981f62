import { expect, test } from "vitest";
import type { Node, PersistentVolume, PersistentVolumeClaim } from "../api/types.generated.ts";
import { type MatchOptions, misfit, smallestMatch } from "./match.ts";

type VolumeWords = {
  readonly size?: string;
  readonly spec?: Partial<PersistentVolume["spec"]>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly phase?: "Available" | "Released" | "Pending";
  readonly going?: boolean;
};

function volume(name: string, words: VolumeWords = {}): PersistentVolume {
  const { size = "1Gi", spec, labels, phase = "Available", going = false } = words;
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: {
      ...identity(name),
      ...(labels === undefined ? {} : { labels }),
      ...(going ? { deletionTimestamp: "2026-01-05T09:00:00Z" } : {}),
    },
    spec: {
      accessModes: ["ReadWriteOnce"],
      capacity: { storage: size },
      storageClassName: "shelf",
      ...spec,
    },
    status: { phase },
  };
}

function identity(name: string) {
  return { name, uid: `uid-${name}`, resourceVersion: "1", creationTimestamp: "" };
}

function claim(spec: Partial<PersistentVolumeClaim["spec"]> = {}): PersistentVolumeClaim {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { ...identity("data"), namespace: "default" },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "1Gi" } },
      storageClassName: "shelf",
      ...spec,
    },
    status: { phase: "Pending" },
  };
}

const claimRef = { name: "data", namespace: "default" };
const onNode = (name: string) => ({
  required: {
    nodeSelectorTerms: [
      { matchExpressions: [{ key: "host", operator: "In" as const, values: [name] }] },
    ],
  },
});
const node = { metadata: { ...identity("n1"), labels: { host: "n1" } } } as unknown as Node;

type Row = readonly [
  name: string,
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  expected: string | undefined,
  options?: Partial<MatchOptions>,
];

const rows: readonly Row[] = [
  ["the smallest", claim(), [volume("a", { size: "5Gi" }), volume("b", { size: "2Gi" })], "b"],
  ["none that is too small", claim(), [volume("a", { size: "1G" })], undefined],
  ["an exact fit", claim(), [volume("a")], "a"],
  ["another class", claim({ storageClassName: "" }), [volume("a")], undefined],
  ["more modes than asked", claim(), [many("a")], "a"],
  ["fewer modes than asked", claim({ accessModes: ["ReadWriteMany"] }), [volume("a")], undefined],
  ["another volume mode", claim({ volumeMode: "Block" }), [volume("a")], undefined],
  ["a released volume", claim(), [volume("a", { phase: "Released" })], undefined],
  ["one that is going", claim(), [volume("a", { going: true })], undefined],
  ["labels", claim({ selector: { matchLabels: { tier: "gold" } } }), [volume("a")], undefined],
  [
    "labels that fit",
    claim({ selector: { matchLabels: { tier: "gold" } } }),
    [volume("a"), volume("b", { size: "9Gi", labels: { tier: "gold" } })],
    "b",
  ],
  [
    "one reserved for the claim before a smaller one",
    claim(),
    [volume("a", { size: "9Gi", spec: { claimRef } }), volume("b")],
    "a",
  ],
  [
    "none reserved for another",
    claim(),
    [volume("a", { spec: { claimRef: { ...claimRef, name: "other" } } })],
    undefined,
  ],
  [
    "none that an earlier claim of the name had",
    claim(),
    [volume("a", { spec: { claimRef: { ...claimRef, uid: "old" } } })],
    undefined,
  ],
  ["nothing before there is a pod", claim(), [volume("a")], undefined, { isDelayed: true }],
  ["what the node can have", claim(), [here("a", "n2"), here("b", "n1")], "b", { node }],
  ["none promised already", claim(), [volume("a")], undefined, { taken: new Set(["a"]) }],
];

function many(name: string): PersistentVolume {
  return volume(name, { spec: { accessModes: ["ReadWriteOnce", "ReadOnlyMany"] } });
}

function here(name: string, host: string): PersistentVolume {
  return volume(name, { spec: { nodeAffinity: onNode(host) } });
}

const complete = rows.map((row) => [...row.slice(0, 4), row[4] ?? {}] as unknown as Required<Row>);

test.each(complete)("takes %s", (_name, wanted, volumes, expected, options) => {
  const found = smallestMatch(wanted, volumes, { isDelayed: false, ...options });
  expect(found?.metadata.name).toBe(expected);
});

test.each([
  ["requested PV is too small", { size: "1Mi" }],
  ["storageClassName does not match", { spec: { storageClassName: "other" } }],
  ["incompatible volumeMode", { spec: { volumeMode: "Block" } }],
  ["incompatible accessMode", { spec: { accessModes: ["ReadOnlyMany"] } }],
  ['the volume is marked for deletion "a"', { going: true }],
] as const)("says why a volume asked for by name will not do: %s", (why, words) => {
  expect(misfit(volume("a", words), claim())).toBe(why);
});
