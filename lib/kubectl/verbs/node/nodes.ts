/** Which nodes `cordon`, `uncordon` and `drain` are about. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { usageError } from "../../command/error.ts";

export function nodesFor(context: CommandContext): readonly KubeObject[] {
  const { args, flags, path } = context;
  const labelSelector = flags.text("selector");
  if (args.length > 0 && labelSelector !== "") {
    throw usageError("cannot specify both a node name and a --selector option", path);
  }
  if (args.length === 0 && labelSelector === "") {
    throw usageError(`USAGE: ${path.split(" ").at(-1) ?? ""} NODE [flags]`, path);
  }
  const row = context.mapper.resolve("nodes");
  if (labelSelector !== "") return context.api.list(row, undefined, { labelSelector }).items;
  return args.map((word) => {
    const name = word.replace(/^(node|nodes|no)\//, "");
    return context.api.get({ row, namespace: undefined, name });
  });
}

/** Sets `spec.unschedulable`; answers whether something had to be done. */
export function setUnschedulable(
  context: CommandContext,
  node: KubeObject,
  wanted: boolean,
  dryRun: "none" | "client" | "server",
): boolean {
  const has =
    (node.spec as { readonly unschedulable?: boolean } | undefined)?.unschedulable === true;
  if (has === wanted) return false;
  if (dryRun === "client") return true;
  const row = context.mapper.resolve("nodes");
  const ref = { row, namespace: undefined, name: node.metadata.name };
  const patch = { spec: { unschedulable: wanted ? true : null } };
  const options = { fieldManager: "kubectl", ...(dryRun === "server" ? { dryRun: true } : {}) };
  context.api.patch(ref, "strategic", patch, options);
  return true;
}
