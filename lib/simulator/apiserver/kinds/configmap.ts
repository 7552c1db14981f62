/** What the API server knows of ConfigMaps. */
import { forbiddenField, invalid } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { configKeyFaults } from "../../api/name-rule.ts";
import type { ConfigMap } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";

export const configMapStrategy: KindStrategy<ConfigMap> = {
  kind: "ConfigMap",

  validate({ data = {} }) {
    return Object.keys(data).flatMap((key) =>
      configKeyFaults(key).map((fault) => invalid(`data[${key}]`, key, fault)),
    );
  },

  validateUpdate(configMap, old) {
    if (old.immutable !== true || sameJson(configMap.data, old.data)) return [];
    return [forbiddenField("data", "field is immutable when `immutable` is set")];
  },

  columns: columns("Name", "Data", "Age"),
  cells: (configMap, { nowMs }) => [
    configMap.metadata.name,
    Object.keys(configMap.data ?? {}).length + Object.keys(configMap.binaryData ?? {}).length,
    ageOf(configMap, nowMs),
  ],
};
