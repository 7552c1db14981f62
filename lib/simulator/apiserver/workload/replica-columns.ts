/** The row of what keeps a number of pods: a ReplicaSet, or a ReplicationController before it. */
import type { ReplicaSet, ReplicationController } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { Cell } from "../kind-strategy.ts";
import { namesAndImages } from "./cells.ts";

export const replicaColumns = columns(
  "Name",
  "Desired",
  "Current",
  "Ready",
  "Age",
  "+Containers",
  "+Images",
  "+Selector",
);

export function replicaCells(
  object: ReplicaSet | ReplicationController,
  selector: Cell,
  nowMs: number,
): readonly Cell[] {
  const { metadata, spec, status } = object;
  const [names, images] = namesAndImages(spec.template);
  const counts = [spec.replicas ?? 1, status.replicas ?? 0, status.readyReplicas ?? 0];
  return [metadata.name, ...counts, ageOf(object, nowMs), names, images, selector];
}
