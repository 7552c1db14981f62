/** `describe endpointslice` */
import { goValue } from "../text/go-value.ts";
import { type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";
import type { DescribeWriter } from "./writer.ts";

export const endpointSliceDescriber: Describer = {
  kind: "EndpointSlice",
  describe: (run) => {
    const { object, out } = run;
    const ports = (object.ports ?? []) as readonly Fields[];
    const endpoints = (object.endpoints ?? []) as readonly Fields[];
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, `AddressType:\t${goValue(object.addressType)}`);
    if (ports.length === 0) out.line(0, "Ports: <unset>");
    else {
      out.line(0, "Ports:");
      out.line(1, "Name\tPort\tProtocol");
      out.line(1, "----\t----\t--------");
    }
    for (const { name = "", port, protocol } of ports) {
      const [shown, number] = [name === "" ? "<unset>" : name, port ?? "<unset>"];
      out.line(1, `${goValue(shown)}\t${goValue(number)}\t${goValue(protocol)}`);
    }
    out.line(0, endpoints.length === 0 ? "Endpoints: <none>" : "Endpoints:");
    for (const endpoint of endpoints) writeEndpoint(out, endpoint);
    writeEvents(run);
  },
};

function writeEndpoint(out: DescribeWriter, endpoint: Fields): void {
  const { ready } = fieldsOf(endpoint.conditions);
  const addresses = (endpoint.addresses ?? []) as readonly string[];
  out.line(1, `- Addresses:\t${addresses.join(",")}`);
  out.line(2, "Conditions:");
  out.line(3, `Ready:\t${goValue(ready ?? "<unset>")}`);
  out.line(2, `Hostname:\t${goValue(endpoint.hostname ?? "<unset>")}`);
  if (endpoint.targetRef !== undefined) {
    const { kind, name } = fieldsOf(endpoint.targetRef);
    out.line(2, `TargetRef:\t${goValue(kind)}/${goValue(name)}`);
  }
  out.line(2, `NodeName:\t${goValue(endpoint.nodeName ?? "<unset>")}`);
  out.line(2, `Zone:\t${goValue(endpoint.zone ?? "<unset>")}`);
}
