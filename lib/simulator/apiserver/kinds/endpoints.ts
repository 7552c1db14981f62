/**
 * What the API server knows of Endpoints, the older form of EndpointSlices.
 *
 * Not simulated: subsets merged and sorted anew when a person writes them.
 */
import { type FieldError, invalid, notSupported, required } from "../../api/field-error.ts";
import { ipFaults, specialAddressFaults } from "../../api/ip-rule.ts";
import { dnsLabelFaults, labelKeyFaults, portNumberFaults } from "../../api/name-rule.ts";
import type { EndpointPort, EndpointSubset, Endpoints } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";

const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const SHOWN = 3;
/** The second look does not give examples. */
const NO_ADDRESS = "must be a valid IP address";

export const endpointsStrategy: KindStrategy<Endpoints> = {
  kind: "Endpoints",
  deprecation: "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",

  setDefaults: (endpoints) =>
    changeField(endpoints, "subsets", (subsets) =>
      changeItems(subsets, (subset) =>
        changeField(subset, "ports", (ports) =>
          changeItems(ports, (port) => fillIn<EndpointPort>(port, { protocol: "TCP" })),
        ),
      ),
    ),

  validate({ subsets = [] }) {
    const errors: FieldError[] = [];
    for (const [i, subset] of subsets.entries()) checkSubset(subset, `subsets[${i}]`, errors);
    return errors;
  },

  columns: columns("Name", "Endpoints", "Age"),
  cells: (endpoints, { nowMs }) => [
    endpoints.metadata.name,
    addressesText(endpoints.subsets ?? []),
    ageOf(endpoints, nowMs),
  ],
};

function checkSubset(
  { addresses = [], notReadyAddresses = [], ports = [] }: EndpointSubset,
  at: string,
  errors: FieldError[],
): void {
  if (addresses.length === 0 && notReadyAddresses.length === 0) {
    errors.push(required(at, "must specify `addresses` or `notReadyAddresses`"));
  }
  for (const [list, all] of [
    ["addresses", addresses],
    ["notReadyAddresses", notReadyAddresses],
  ] as const) {
    for (const [i, { ip = "", hostname = "" }] of all.entries()) {
      const field = `${at}.${list}[${i}]`;
      const faults = ipFaults(ip);
      const others = faults.length > 0 ? [NO_ADDRESS] : specialAddressFaults(ip);
      for (const fault of [...faults, ...others]) errors.push(invalid(`${field}.ip`, ip, fault));
      if (hostname === "") continue;
      for (const fault of dnsLabelFaults(hostname)) {
        errors.push(invalid(`${field}.hostname`, hostname, fault));
      }
    }
  }
  for (const [i, port] of ports.entries()) {
    checkPort(port, ports.length > 1, `${at}.ports[${i}]`, errors);
  }
}

function checkPort(
  { appProtocol, name = "", port, protocol }: EndpointPort,
  needsName: boolean,
  at: string,
  errors: FieldError[],
): void {
  if (name === "" && needsName) errors.push(required(`${at}.name`));
  else if (name !== "") {
    for (const fault of dnsLabelFaults(name)) errors.push(invalid(`${at}.name`, name, fault));
  }
  for (const fault of portNumberFaults(port ?? 0)) {
    errors.push(invalid(`${at}.port`, port ?? 0, fault));
  }
  if (protocol === undefined) errors.push(required(`${at}.protocol`));
  else if (!PROTOCOLS.includes(protocol)) {
    errors.push(notSupported(`${at}.protocol`, protocol, PROTOCOLS));
  }
  if (appProtocol === undefined) return;
  for (const fault of labelKeyFaults(appProtocol)) {
    errors.push(invalid(`${at}.appProtocol`, appProtocol, fault));
  }
}

function addressesText(subsets: readonly EndpointSubset[]): string {
  if (subsets.length === 0) return "<none>";
  const all = subsets.flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) =>
          addresses.map(({ ip }) => (ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`)),
        ),
  );
  const shown = all.slice(0, SHOWN).join(",");
  return all.length > SHOWN ? `${shown} + ${all.length - SHOWN} more...` : shown;
}
