/** Endpoints in one cell: the first three ready addresses with their port, and how many more. */
import type { KubeObject } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";

export function endpointSlicesOf(
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

type Port = { readonly name?: string; readonly port?: number };

const SHOWN_MAX = 3;

export function endpointsText(slices: readonly KubeObject[], portName: string): string {
  if (slices.length === 0) return "<none>";
  const all: string[] = [];
  // kubectl sees that there are more before it sees whether they are ready.
  let hasMore = false;
  for (const slice of slices) {
    const ports = (slice.ports ?? []) as readonly Port[];
    const endpoints = (slice.endpoints ?? []) as readonly Endpoint[];
    // A headless Service need not have ports.
    const wanted =
      ports.length === 0 ? [undefined] : ports.filter(({ name = "" }) => name === portName);
    for (const port of wanted) {
      for (const { addresses, conditions } of endpoints) {
        if (all.length >= SHOWN_MAX) hasMore = true;
        if (conditions?.ready === false) continue;
        const [address = ""] = addresses;
        all.push(port === undefined ? address : joined(address, port.port));
      }
    }
  }
  const shown = all.slice(0, SHOWN_MAX).join(",");
  return hasMore ? `${shown} + ${all.length - SHOWN_MAX} more...` : shown;
}

function joined(address: string, port: number | undefined): string {
  return `${address.includes(":") ? `[${address}]` : address}:${port ?? 0}`;
}
