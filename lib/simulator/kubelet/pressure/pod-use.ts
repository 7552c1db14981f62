/** What one pod takes of its node, container by container, with what it asked for. */
import { amountOf } from "../../api/amount.ts";
import { formatQuantity } from "../../api/quantity.ts";
import type { Container, Volume } from "../../api/types.generated.ts";
import { requestsOf } from "../../scheduler/resource.ts";
import type { PodRecord } from "../pod-record.ts";

export type ContainerUse = {
  readonly container: Container;
  readonly memory: number;
  readonly "ephemeral-storage": number;
};

/** Those that have run, init containers behind the others. */
export function containerUses(record: PodRecord, nowMs: number): readonly ContainerUse[] {
  const { containers, initContainers = [] } = record.pod.spec;
  return [...containers, ...initContainers].flatMap((container) => {
    const run = record.currentRun(container.name);
    if (run === undefined) return [];
    const memory = run.state === "running" ? run.memory.at(nowMs) : 0;
    return [{ container, memory, "ephemeral-storage": run.machine?.files.ownTree?.bytes ?? 0 }];
  });
}

/** `emptyDir` volumes on the disk, with what is in them. */
export function emptyDirUses(
  record: PodRecord,
): readonly { readonly volume: Volume; readonly bytes: number }[] {
  return (record.pod.spec.volumes ?? []).flatMap((volume) => {
    const mounted = record.volumes.get(volume.name);
    if (volume.emptyDir === undefined || mounted === undefined) return [];
    return [{ volume, bytes: mounted.tree.bytes }];
  });
}

export type RankedResource = "memory" | "ephemeral-storage";

export function podUse(record: PodRecord, resource: RankedResource, nowMs: number): number {
  let total = 0;
  for (const use of containerUses(record, nowMs)) total += use[resource];
  if (resource === "memory") return total;
  for (const { bytes, volume } of emptyDirUses(record)) {
    if (volume.emptyDir?.medium !== "Memory") total += bytes;
  }
  return total;
}

export function podRequest({ pod }: PodRecord, resource: RankedResource): number {
  return requestsOf(pod).exact[resource] ?? 0;
}

/** How far a pod goes over a limit of its own on local storage, in the kubelet's words. */
export function storageExcess(record: PodRecord, nowMs: number): string | undefined {
  for (const { bytes, volume } of emptyDirUses(record)) {
    const limit = volume.emptyDir?.sizeLimit;
    if (limit === undefined || bytes <= amountOf("memory", limit)) continue;
    return `Usage of EmptyDir volume "${volume.name}" exceeds the limit "${limit}". `;
  }
  const { containers } = record.pod.spec;
  const limitOf = ({ resources }: Container) => resources?.limits?.["ephemeral-storage"];
  const limits = containers.map(limitOf).filter((limit) => limit !== undefined);
  const total = limits.reduce((sum, limit) => sum + amountOf("memory", limit), 0);
  if (limits.length > 0 && podUse(record, "ephemeral-storage", nowMs) > total) {
    const text = limits.length === 1 ? limits[0] : bytesText(total);
    return `Pod ephemeral local storage usage exceeds the total limit of containers ${text}. `;
  }
  for (const use of containerUses(record, nowMs)) {
    const limit = limitOf(use.container);
    if (limit === undefined || use["ephemeral-storage"] <= amountOf("memory", limit)) continue;
    return `Container ${use.container.name} exceeded its local ephemeral storage limit "${limit}". `;
  }
  return undefined;
}

/** Whether there is a limit that `storageExcess` looks at. */
export function limitsStorage({ pod }: PodRecord): boolean {
  const { containers, volumes = [] } = pod.spec;
  return (
    volumes.some(({ emptyDir }) => emptyDir?.sizeLimit !== undefined) ||
    containers.some(({ resources }) => resources?.limits?.["ephemeral-storage"] !== undefined)
  );
}

export function bytesText(bytes: number): string {
  return formatQuantity({ nanos: BigInt(Math.floor(bytes)) * 1_000_000_000n, format: "BinarySI" });
}
