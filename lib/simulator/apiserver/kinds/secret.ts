/** What the API server knows of Secrets: texts become base64, each type needs its own keys. */
import { base64OfText, textOfBase64 } from "../../api/base64.ts";
import { type FieldError, forbiddenField, invalid, tooLong } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { configKeyFaults } from "../../api/name-rule.ts";
import type { Secret } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { CONTENT_MAX_BYTES, IMMUTABLE_WHEN_SET } from "../storage/content-rule.ts";
import { validateSecretType } from "../storage/secret-type.ts";

const PEM = /-----BEGIN [^-]+-----[\s\S]*-----END /;

export const secretStrategy: KindStrategy<Secret> = {
  kind: "Secret",

  setDefaults(secret) {
    const { stringData, ...rest } = secret;
    if (stringData === undefined)
      return (secret.type ?? "") === "" ? { ...secret, type: "Opaque" } : secret;
    const entries = Object.entries(stringData).map(
      ([key, text]) => [key, base64OfText(text)] as const,
    );
    return { type: "Opaque", ...rest, data: { ...rest.data, ...Object.fromEntries(entries) } };
  },

  validate(secret) {
    const { data = {} } = secret;
    const errors: FieldError[] = [];
    let bytes = 0;
    for (const [key, base64] of Object.entries(data)) {
      errors.push(...configKeyFaults(key).map((fault) => invalid(`data[${key}]`, key, fault)));
      bytes += (base64.length / 4) * 3;
    }
    if (bytes > CONTENT_MAX_BYTES) errors.push(tooLong("data", CONTENT_MAX_BYTES));
    return [...errors, ...validateSecretType(secret)];
  },

  validateUpdate(secret, old) {
    const errors: FieldError[] = [];
    if (secret.type !== old.type) {
      errors.push(invalid("type", secret.type, "field is immutable"));
    }
    if (old.immutable !== true) return errors;
    if (secret.immutable !== true) errors.push(forbiddenField("immutable", IMMUTABLE_WHEN_SET));
    if (!sameJson(secret.data ?? {}, old.data ?? {})) {
      errors.push(forbiddenField("data", IMMUTABLE_WHEN_SET));
    }
    return errors;
  },

  warnings({ type, data = {} }) {
    if (type !== "kubernetes.io/tls") return [];
    const isPem = (key: string) => PEM.test(textOfBase64(data[key] ?? ""));
    if (!isPem("tls.crt")) return ["tls: failed to find any PEM data in certificate input"];
    return isPem("tls.key") ? [] : ["tls: failed to find any PEM data in key input"];
  },

  columns: columns("Name", "Type", "Data", "Age"),
  cells: (secret, { nowMs }) => [
    secret.metadata.name,
    secret.type ?? "",
    Object.keys(secret.data ?? {}).length,
    ageOf(secret, nowMs),
  ],

  selectableFields: (secret) => ({ type: secret.type ?? "" }),
};
