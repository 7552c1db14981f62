/** `describe endpoints` */
import { goValue } from "../text/go-value.ts";
import { type Describer, type Fields, fieldsOf } from "./describer.ts";
import { writeEvents } from "./events.ts";
import { writeAnnotations, writeLabels } from "./metadata.ts";

export const endpointsDescriber: Describer = {
  kind: "Endpoints",
  describe: (run) => {
    const { object, out } = run;
    out.line(0, `Name:\t${object.metadata.name}`);
    out.line(0, `Namespace:\t${object.metadata.namespace ?? ""}`);
    writeLabels(out, "Labels", object.metadata.labels);
    writeAnnotations(out, "Annotations", object.metadata.annotations);
    out.line(0, "Subsets:");
    for (const subset of (object.subsets ?? []) as readonly Fields[]) {
      out.line(1, `Addresses:\t${addressesText(subset.addresses)}`);
      out.line(1, `NotReadyAddresses:\t${addressesText(subset.notReadyAddresses)}`);
      const ports = (subset.ports ?? []) as readonly Fields[];
      if (ports.length > 0) {
        out.line(1, "Ports:");
        out.line(2, "Name\tPort\tProtocol");
        out.line(2, "----\t----\t--------");
      }
      for (const { name = "", port, protocol } of ports) {
        const shown = name === "" ? "<unset>" : goValue(name);
        out.line(2, `${shown}\t${goValue(port)}\t${goValue(protocol)}`);
      }
      out.line(0, "");
    }
    writeEvents(run);
  },
};

function addressesText(addresses: unknown): string {
  const all = (addresses ?? []) as readonly unknown[];
  return all.length === 0 ? "<none>" : all.map((one) => goValue(fieldsOf(one).ip)).join(",");
}
