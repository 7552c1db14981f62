/**
 * A pod's sandbox: its address, and the runtime that runs it.
 * https://kubernetes.io/docs/concepts/containers/runtime-class/
 */
import type { RuntimeClass } from "../api/types.generated.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";

/** Handlers that a node's runtime is configured for. */
const HANDLERS: ReadonlySet<string> = new Set(["", "runc"]);

/** False when none could be made, which is told. */
export function makeSandbox(node: NodeContext, record: PodRecord): boolean {
  const failure = runtimeFailure(node, record);
  if (failure !== undefined) {
    const message = `Failed to create pod sandbox: ${failure}`;
    node.event(record.pod, "Warning", "FailedCreatePodSandBox", message);
    return false;
  }
  const ip = record.pod.spec.hostNetwork === true ? node.hostIp : node.takeIp(record);
  record.sandbox = { ip, ready: true, seen: "nothing" };
  return true;
}

function runtimeFailure({ store }: NodeContext, { pod }: PodRecord): string | undefined {
  const name = pod.spec.runtimeClassName ?? "";
  if (name === "") return undefined;
  const found = store.get("RuntimeClass", name) as RuntimeClass | undefined;
  if (found === undefined) return `runtimeclass.node.k8s.io "${name}" not found`;
  if (HANDLERS.has(found.handler)) return undefined;
  return `rpc error: code = Unknown desc = failed to create containerd task: no runtime for "${found.handler}" is configured`;
}
