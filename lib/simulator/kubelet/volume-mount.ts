/** Sets up a pod's volumes and tries again, later and later, until all are there. */
import type { Task } from "../programs/index.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";
import { mountedVolumes, setUpVolume } from "./volume.ts";

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 122_000;

/** `interruptible` hands out how to end the waiting; false when it was ended. */
export function* mountVolumes(
  node: NodeContext,
  record: PodRecord,
  interruptible: (interrupt: () => void) => void,
): Task<boolean> {
  let retryMs = FIRST_RETRY_MS;
  let interrupted = false;
  while (!mountMissing(node, record)) {
    const delayMs = retryMs;
    yield {
      until(wake) {
        const timer = node.engine.after(delayMs, node.component, wake, true);
        interruptible(() => {
          interrupted = true;
          timer.cancel();
          wake();
        });
      },
    };
    if (interrupted) return false;
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  }
  return true;
}

function placeOf(node: NodeContext, record: PodRecord) {
  return { podIp: record.sandbox?.ip ?? "", hostIp: node.hostIp };
}

function mountMissing(node: NodeContext, record: PodRecord): boolean {
  let complete = true;
  for (const volume of mountedVolumes(record.pod)) {
    if (record.volumes.has(volume.name)) continue;
    const result = setUpVolume(record.pod, volume, placeOf(node, record), node.volumes);
    if ("tree" in result) {
      record.volumes.set(volume.name, result);
      const isOnDisk = volume.emptyDir !== undefined && volume.emptyDir.medium !== "Memory";
      if (node.runtime.measuresUsage && isOnDisk) node.use.watchTree(result.tree, record);
    } else {
      complete = false;
      node.event(record.pod, "Warning", "FailedMount", result.error);
    }
  }
  return complete;
}

/** Writes what changed into the volumes that show ConfigMaps, Secrets and the pod itself. */
export function refreshVolumes(node: NodeContext, record: PodRecord): void {
  if (!record.hasStaleVolumes) return;
  record.hasStaleVolumes = false;
  for (const volume of record.pod.spec.volumes ?? []) {
    const mounted = record.volumes.get(volume.name);
    if (mounted?.isWritten !== true) continue;
    const result = setUpVolume(record.pod, volume, placeOf(node, record), node.volumes);
    if ("error" in result) {
      node.event(record.pod, "Warning", "FailedMount", result.error);
      continue;
    }
    mounted.tree.become(result.tree);
  }
}
