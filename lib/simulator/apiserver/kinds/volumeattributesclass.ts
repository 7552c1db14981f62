/** What the API server knows of VolumeAttributesClasses: nothing in them ever changes. */
import { type FieldError, forbiddenField, invalid, required } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { dnsSubdomainFaults } from "../../api/name-rule.ts";
import type { VolumeAttributesClass } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";

export const volumeAttributesClassStrategy: KindStrategy<VolumeAttributesClass> = {
  kind: "VolumeAttributesClass",

  validate({ driverName = "", parameters = {} }) {
    const errors: FieldError[] = [];
    if (driverName === "") errors.push(required("driverName"));
    else {
      for (const fault of dnsSubdomainFaults(driverName.toLowerCase())) {
        errors.push(invalid("driverName", driverName, fault));
      }
    }
    if (Object.keys(parameters).length === 0) {
      errors.push(required("parameters", "must contain at least one key/value pair"));
    } else if ("" in parameters) errors.push(invalid("parameters", "", "field can not be empty."));
    return errors;
  },

  validateUpdate(next, old) {
    return (["driverName", "parameters"] as const)
      .filter((field) => !sameJson(next[field] ?? {}, old[field] ?? {}))
      .map((field) => forbiddenField(field, `updates to ${field} are forbidden.`));
  },

  columns: columns("Name", "DriverName", "Age"),
  cells: (object, { nowMs }) => [object.metadata.name, object.driverName, ageOf(object, nowMs)],
};
