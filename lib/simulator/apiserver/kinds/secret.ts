/** What the API server knows of Secrets: texts become base64, and a type is kept. */
import { base64OfText } from "../../api/base64.ts";
import { invalid } from "../../api/field-error.ts";
import type { Secret } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";

export const secretStrategy: KindStrategy<Secret> = {
  kind: "Secret",

  setDefaults(secret) {
    const { stringData, ...rest } = secret;
    if (stringData === undefined)
      return secret.type === undefined ? { ...secret, type: "Opaque" } : secret;
    const entries = Object.entries(stringData).map(
      ([key, text]) => [key, base64OfText(text)] as const,
    );
    return { type: "Opaque", ...rest, data: { ...rest.data, ...Object.fromEntries(entries) } };
  },

  validateUpdate(secret, old) {
    return secret.type === old.type ? [] : [invalid("type", secret.type, "field is immutable")];
  },

  columns: columns("Name", "Type", "Data", "Age"),
  cells: (secret, { nowMs }) => [
    secret.metadata.name,
    secret.type ?? "",
    Object.keys(secret.data ?? {}).length,
    ageOf(secret, nowMs),
  ],
};
