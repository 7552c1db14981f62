/** Two pods on one node cannot hold the same host port, protocol and address. */
import type { Pod } from "../../api/types.generated.ts";
import type { SchedulerPlugin } from "../plugin.ts";

const REFUSAL = {
  reasons: ["node(s) didn't have free ports for the requested pod ports"],
  unresolvable: false,
};

type HostPort = { readonly port: number; readonly protocol: string; readonly ip: string };

const cache = new WeakMap<Pod["spec"], readonly HostPort[]>();

export const nodePorts: SchedulerPlugin = {
  name: "NodePorts",

  preFilter: (pod) => (hostPortsOf(pod).length === 0 ? "skip" : undefined),

  filter(pod, { pods }) {
    return hasPortsTaken(pod, pods) ? REFUSAL : undefined;
  },

  wakes(pod, change) {
    if (change.kind === "Node") return change.before === undefined;
    if (change.kind !== "PodGone") return false;
    const freed = hostPortsOf(change.pod);
    return hostPortsOf(pod).some((port) => freed.some((other) => clash(port, other)));
  },
};

export function hasPortsTaken(pod: Pod, others: readonly Pod[]): boolean {
  const wanted = hostPortsOf(pod);
  if (wanted.length === 0) return false;
  const taken = others.flatMap(hostPortsOf);
  return wanted.some((port) => taken.some((other) => clash(port, other)));
}

function hostPortsOf({ spec }: Pod): readonly HostPort[] {
  let ports = cache.get(spec);
  if (ports === undefined) {
    const sidecars = (spec.initContainers ?? []).filter((c) => c.restartPolicy === "Always");
    ports = [...sidecars, ...spec.containers].flatMap((container) =>
      (container.ports ?? []).flatMap(({ hostPort, protocol, hostIP }) =>
        hostPort === undefined || hostPort === 0
          ? []
          : [{ port: hostPort, protocol: protocol ?? "TCP", ip: hostIP ?? "0.0.0.0" }],
      ),
    );
    cache.set(spec, ports);
  }
  return ports;
}

function clash(a: HostPort, b: HostPort): boolean {
  const everywhere = a.ip === "0.0.0.0" || b.ip === "0.0.0.0";
  return a.port === b.port && a.protocol === b.protocol && (everywhere || a.ip === b.ip);
}
