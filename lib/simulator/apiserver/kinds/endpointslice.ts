/** What the API server knows of EndpointSlices: one kind of address in each, columns. */
import { invalid } from "../../api/field-error.ts";
import type { DiscoveryV1EndpointPort, EndpointSlice } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateLabels } from "../validation/metadata.ts";
import { validateEndpointSlice } from "./endpointslice/rule.ts";

const SHOWN = 3;

export const endpointSliceStrategy: KindStrategy<EndpointSlice> = {
  kind: "EndpointSlice",

  setDefaults: (slice) =>
    changeField(slice, "ports", (ports) =>
      changeItems(ports, (port) =>
        fillIn<DiscoveryV1EndpointPort>({ name: "", ...port }, { protocol: "TCP" }),
      ),
    ),

  validate: (slice) => validateEndpointSlice(slice),

  // Addresses are not measured by a type that cannot be had.
  validatesUpdateAlone: true,
  validateUpdate(slice, old) {
    const { addressType, metadata } = slice;
    const labels = validateLabels(metadata.labels, "metadata.labels");
    if (addressType === old.addressType) return [...labels, ...validateEndpointSlice(slice)];
    return [...labels, invalid("addressType", addressType, "field is immutable")];
  },

  warnings: ({ addressType }) =>
    addressType === "FQDN" ? ["spec.addressType: FQDN endpoints are deprecated"] : [],

  columns: columns("Name", "AddressType", "Ports", "Endpoints", "Age"),

  cells: (slice, { nowMs }) => [
    slice.metadata.name,
    slice.addressType,
    someOf((slice.ports ?? []).map(({ name, port }) => (port === undefined ? name || "*" : port))),
    someOf((slice.endpoints ?? []).flatMap(({ addresses }) => addresses ?? [])),
    ageOf(slice, nowMs),
  ],
};

function someOf(all: readonly (string | number)[]): string {
  if (all.length === 0) return "<unset>";
  const shown = all.slice(0, SHOWN).join(",");
  return all.length > SHOWN ? `${shown} + ${all.length - SHOWN} more...` : shown;
}
