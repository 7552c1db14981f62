/** Why a container's mounts cannot be made, in the kubelet's words. */
import type { Container } from "../api/types.generated.ts";
import { cleanPath } from "../storage/index.ts";
import { expandReferences } from "./expansion.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";

export function mountRefusal(
  { runtime, volumes }: NodeContext,
  record: PodRecord,
  container: Container,
  env: ReadonlyMap<string, string>,
): string | undefined {
  for (const { name, subPath = "", subPathExpr = "" } of container.volumeMounts ?? []) {
    const missing = new Set<string>();
    const expanded = expandReferences(subPathExpr, (variable) => {
      const value = env.get(variable) ?? "";
      if (value === "") missing.add(variable);
      return value;
    });
    if (missing.size > 0) return `missing value for ${[...missing].sort().join(", ")}`;
    const part = subPathExpr === "" ? subPath : expanded;
    if (part === "") continue;
    if (part.startsWith("/")) return `error SubPath \`${part}\` must not be an absolute path`;
    if (part.split("/").includes(".."))
      return `unable to provision SubPath \`${part}\`: must not contain '..'`;
    if (runtime.makesSubPaths) continue;
    const volume = record.volumes.get(name);
    const isOnDisk = volume?.tree === volumes.disk;
    if (!isOnDisk || !volumes.disk.exists(cleanPath(`${volume?.root}/${part}`)))
      return "not implemented";
  }
  return undefined;
}
