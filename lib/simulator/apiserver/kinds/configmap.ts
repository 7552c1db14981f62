/** What the API server knows of ConfigMaps: keys, size, and that an immutable one stays so. */
import { type FieldError, forbiddenField, invalid, tooLong } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { configKeyFaults } from "../../api/name-rule.ts";
import type { ConfigMap } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { bytesOf, CONTENT_MAX_BYTES, IMMUTABLE_WHEN_SET } from "../storage/content-rule.ts";

export const configMapStrategy: KindStrategy<ConfigMap> = {
  kind: "ConfigMap",

  validate({ data = {}, binaryData = {} }) {
    const errors: FieldError[] = [];
    let bytes = 0;
    for (const [key, text] of Object.entries(data)) {
      const field = `data[${key}]`;
      errors.push(...configKeyFaults(key).map((fault) => invalid(field, key, fault)));
      if (binaryData[key] !== undefined) {
        errors.push(invalid(field, key, "duplicate of key present in binaryData"));
      }
      bytes += bytesOf(text);
    }
    for (const [key, base64] of Object.entries(binaryData)) {
      const field = `binaryData[${key}]`;
      errors.push(...configKeyFaults(key).map((fault) => invalid(field, key, fault)));
      bytes += (base64.length / 4) * 3;
    }
    // The size concerns no single field, which is printed so.
    if (bytes > CONTENT_MAX_BYTES) errors.push(tooLong("[]", CONTENT_MAX_BYTES));
    return errors;
  },

  validateUpdate(configMap, old) {
    if (old.immutable !== true) return [];
    const errors: FieldError[] = [];
    if (configMap.immutable !== true) {
      errors.push(forbiddenField("immutable", IMMUTABLE_WHEN_SET));
    }
    for (const field of ["data", "binaryData"] as const) {
      if (!sameJson(configMap[field] ?? {}, old[field] ?? {})) {
        errors.push(forbiddenField(field, IMMUTABLE_WHEN_SET));
      }
    }
    return errors;
  },

  columns: columns("Name", "Data", "Age"),
  cells: (configMap, { nowMs }) => [
    configMap.metadata.name,
    Object.keys(configMap.data ?? {}).length + Object.keys(configMap.binaryData ?? {}).length,
    ageOf(configMap, nowMs),
  ],
};
