/** The addresses behind a Service's port, as `describe` of Services and Ingresses lists them. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";

export function endpointSlices(
  context: CommandContext,
  namespace: string | undefined,
  service: string,
): readonly KubeObject[] {
  const row = context.mapper.ofKind("discovery.k8s.io/v1", "EndpointSlice");
  if (row === undefined) return [];
  const labelSelector = `kubernetes.io/service-name=${service}`;
  return context.api.list(row, namespace, { labelSelector }).items;
}

type Endpoint = {
  readonly addresses: readonly string[];
  readonly conditions?: { readonly ready?: boolean };
};

const SHOWN_MAX = 3;

export function endpointsText(slices: readonly KubeObject[], portName: string): string {
  if (slices.length === 0) return "<none>";
  const all = slices.flatMap((slice) => {
    const ports = (slice.ports ?? []) as readonly {
      readonly name?: string;
      readonly port?: number;
    }[];
    const ready = ((slice.endpoints ?? []) as readonly Endpoint[]).filter(
      ({ conditions }) => conditions?.ready !== false,
    );
    return ports
      .filter(({ name = "" }) => name === portName)
      .flatMap(({ port }) => ready.map(({ addresses }) => joined(addresses[0] ?? "", port)));
  });
  const shown = all.slice(0, SHOWN_MAX).join(",");
  return all.length > SHOWN_MAX ? `${shown} + ${all.length - SHOWN_MAX} more...` : shown;
}

function joined(address: string, port: number | undefined): string {
  return `${address.includes(":") ? `[${address}]` : address}:${port ?? 0}`;
}
