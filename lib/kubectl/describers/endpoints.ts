/** `describe endpoints` and `describe endpointslice` */
import { goValue } from "../text/go-value.ts";
import { type Describe, type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeName, writeOwnMetadata } from "./head.ts";

type Address = { readonly ip: string };

export const endpointsDescriber: Describer = {
  kind: "Endpoints",
  describe: (run) => {
    const { object, out } = run;
    writeName(run, true);
    writeOwnMetadata(run);
    out.line(0, "Subsets:");
    for (const subset of (object.subsets ?? []) as readonly Fields[]) {
      out.line(1, `Addresses:\t${addressesText(subset.addresses)}`);
      out.line(1, `NotReadyAddresses:\t${addressesText(subset.notReadyAddresses)}`);
      const ports = (subset.ports ?? []) as readonly Fields[];
      if (ports.length > 0) out.line(1, "Ports:");
      writePorts(run, 2, ports);
      out.line(0, "");
    }
    writeEvents(run);
  },
};

function addressesText(addresses: unknown): string {
  const list = (addresses ?? []) as readonly Address[];
  return list.length === 0 ? "<none>" : list.map(({ ip }) => ip).join(",");
}

function writePorts({ out }: Describe, level: number, ports: readonly Fields[]): void {
  if (ports.length === 0) return;
  out.line(level, "Name\tPort\tProtocol");
  out.line(level, "----\t----\t--------");
  for (const { name = "", port, protocol } of ports) {
    const shown = name === "" ? "<unset>" : goValue(name);
    out.line(level, `${shown}\t${goValue(port ?? "<unset>")}\t${goValue(protocol ?? "")}`);
  }
}

export const endpointSliceDescriber: Describer = {
  kind: "EndpointSlice",
  describe: (run) => {
    const { object, out } = run;
    writeName(run, true);
    writeOwnMetadata(run);
    out.line(0, `AddressType:\t${goValue(object.addressType)}`);
    const ports = (object.ports ?? []) as readonly Fields[];
    out.line(0, ports.length === 0 ? "Ports: <unset>" : "Ports:");
    writePorts(run, 1, ports);
    const endpoints = (object.endpoints ?? []) as readonly Fields[];
    out.line(0, endpoints.length === 0 ? "Endpoints: <none>" : "Endpoints:");
    for (const endpoint of endpoints) writeEndpoint(run, endpoint);
    writeEvents(run);
  },
};

function writeEndpoint({ out }: Describe, endpoint: Fields): void {
  const addresses = ((endpoint.addresses ?? []) as readonly string[]).join(", ");
  out.line(1, `- Addresses:\t${addresses === "" ? "<none>" : addresses}`);
  out.line(2, "Conditions:");
  out.line(3, `Ready:\t${goValue(fieldsOf(endpoint.conditions).ready ?? "<unset>")}`);
  out.line(2, `Hostname:\t${goValue(endpoint.hostname ?? "<unset>")}`);
  if (endpoint.targetRef !== undefined) {
    const { kind, name } = fieldsOf(endpoint.targetRef);
    out.line(2, `TargetRef:\t${goValue(kind)}/${goValue(name)}`);
  }
  out.line(2, `NodeName:\t${goValue(endpoint.nodeName ?? "<unset>")}`);
  out.line(2, `Zone:\t${goValue(endpoint.zone ?? "<unset>")}`);
}
