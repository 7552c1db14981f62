/**
 * Whether the API server gets through to the port of a node's kubelet, where logs and commands in
 * containers come from; and in which words it says that it does not.
 */
import { ApiError } from "../api/error.ts";
import type { Pod } from "../api/types.generated.ts";

const PORT = 10_250;

/** How a kubelet was stopped: as a process, or only as one that the API server listens to. */
export type Stopped = "process" | "connection";

export class NodePorts {
  readonly #unreachable = new Set<string>();
  readonly #closed = new Set<string>();

  isReachable(node: string): boolean {
    return !this.#unreachable.has(node);
  }

  setReachable(node: string, isReachable: boolean): void {
    if (isReachable) this.#unreachable.delete(node);
    else this.#unreachable.add(node);
  }

  setOpen(node: string, isOpen: boolean): void {
    if (isOpen) this.#closed.delete(node);
    else this.#closed.add(node);
  }

  /** Throws what the API server answers when it cannot read a container's log. */
  dialForLogs(pod: Pod, hostIp: string, container: string | undefined): void {
    const why = this.#fault(pod, hostIp);
    const { name, namespace = "default" } = pod.metadata;
    const path = `/containerLogs/${namespace}/${name}/${container ?? pod.spec.containers[0]?.name}`;
    if (why !== undefined)
      throw new ApiError(500, "", `Get "https://${hostIp}:${PORT}${path}": ${why}`);
  }

  /** The same for a command. */
  dialForExec(pod: Pod, hostIp: string): void {
    const why = this.#fault(pod, hostIp);
    if (why !== undefined) throw new ApiError(500, "", `error dialing backend: ${why}`);
  }

  #fault({ spec }: Pod, hostIp: string): string | undefined {
    const node = spec.nodeName ?? "";
    if (!this.isReachable(node)) return `dial tcp ${hostIp}:${PORT}: connect: no route to host`;
    if (this.#closed.has(node)) return `dial tcp ${hostIp}:${PORT}: connect: connection refused`;
    return undefined;
  }
}
