/**
 * What an object should be is said by whoever made it: a controller writes statuses, and the specs
 * of what it owns.
 */
import { sameJson } from "../api/json.ts";
import { type Invariant, isWrite, nameOf } from "./history.ts";

/** Where others than clients may write into a spec. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  Namespace: ["namespace-controller"],
  Node: ["node-controller"],
  PersistentVolume: ["persistentvolume-controller", "kube-scheduler"],
  PersistentVolumeClaim: ["persistentvolume-controller"],
  Pod: ["kube-scheduler"],
  ReplicaSet: ["deployment-controller"],
};

const CLIENTS: ReadonlySet<string> = new Set(["kubectl", "kube-apiserver"]);

export const specOwner: Invariant = {
  name: "a spec is only changed by its owner",
  violations: ({ log }) =>
    log.flatMap((entry) => {
      if (!isWrite(entry) || entry.verb !== "update" || entry.before === undefined) return [];
      const { after, before, component, kind } = entry;
      if (CLIENTS.has(component) || OTHERS[kind]?.includes(component) === true) return [];
      if (kind === "Lease" || sameJson(before.spec, after.spec)) return [];
      return [`${component} changed the spec of ${nameOf(after)}`];
    }),
};
