/** A change of the cluster as queueing hints look at it: could it let in a pod that waits? */
import { sameJson } from "../api/json.ts";
import type { Node, Pod } from "../api/types.generated.ts";

export type ClusterChange =
  | { readonly kind: "Node"; readonly before: Node | undefined; readonly after: Node }
  | { readonly kind: "NodeGone" }
  /** A pod that has a node: it came, has other labels, asks for less, or went. */
  | { readonly kind: "PodAdded" | "PodChanged" | "PodShrunk" | "PodGone"; readonly pod: Pod }
  /** The waiting pod itself. */
  | { readonly kind: "Itself"; readonly before: Pod; readonly after: Pod }
  /** A claim, a volume, a class, a limit … */
  | { readonly kind: "Storage" }
  | { readonly kind: "Namespace" };

/** A change of a node that no plugin could care about wakes nobody. */
export function nodeMayHelp(before: Node | undefined, after: Node): boolean {
  return (
    before === undefined ||
    before.spec !== after.spec ||
    before.metadata.labels !== after.metadata.labels ||
    !sameJson(before.status.allocatable ?? null, after.status.allocatable ?? null)
  );
}

/** The node is new, or one of these parts of it is not as it was. */
export function nodeDiffers(
  change: ClusterChange,
  ...parts: readonly ("labels" | "taints" | "allocatable" | "unschedulable")[]
): change is Extract<ClusterChange, { readonly kind: "Node" }> {
  if (change.kind !== "Node") return false;
  const { before, after } = change;
  if (before === undefined) return true;
  return parts.some((part) => !sameJson(partOf(before, part), partOf(after, part)));
}

function partOf(node: Node, part: "labels" | "taints" | "allocatable" | "unschedulable") {
  switch (part) {
    case "labels":
      return node.metadata.labels ?? null;
    case "taints":
      return node.spec.taints ?? null;
    case "allocatable":
      return node.status.allocatable ?? null;
    case "unschedulable":
      return node.spec.unschedulable ?? false;
  }
}
