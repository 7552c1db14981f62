/** Rules for the ports of a Service: names, numbers, protocols. */
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import {
  dnsLabelFaults,
  labelKeyFaults,
  portNameFaults,
  portNumberFaults,
} from "../../../api/name-rule.ts";
import type { ServicePort } from "../../../api/types.generated.ts";

const PROTOCOLS = ["SCTP", "TCP", "UDP"];

export function checkPorts(ports: readonly ServicePort[], errors: FieldError[]): void {
  const names = new Set<string>();
  for (const [i, given] of ports.entries()) {
    const at = `spec.ports[${i}]`;
    const { appProtocol, name = "", port = 0, protocol, targetPort = 0 } = given;
    if (name === "") {
      if (ports.length > 1) errors.push(required(`${at}.name`));
    } else {
      for (const fault of dnsLabelFaults(name)) errors.push(invalid(`${at}.name`, name, fault));
      if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
      names.add(name);
    }
    for (const fault of portNumberFaults(port)) errors.push(invalid(`${at}.port`, port, fault));
    if (!PROTOCOLS.includes(protocol ?? "")) {
      errors.push(notSupported(`${at}.protocol`, protocol, PROTOCOLS));
    }
    const rule =
      typeof targetPort === "number" ? portNumberFaults(targetPort) : portNameFaults(targetPort);
    for (const fault of rule) errors.push(invalid(`${at}.targetPort`, targetPort, fault));
    if (appProtocol === undefined) continue;
    for (const fault of labelKeyFaults(appProtocol)) {
      errors.push(invalid(`${at}.appProtocol`, appProtocol, fault));
    }
  }
}
