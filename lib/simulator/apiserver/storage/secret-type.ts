/**
 * Which keys a Secret of a built-in type must have.
 * https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
 *
 * Not simulated: Go's words about every kind of broken JSON, only the commonest ones.
 */
import { goJsonFault } from "#lib/shared";
import { textOfBase64 } from "../../api/base64.ts";
import { type FieldError, invalid, required } from "../../api/field-error.ts";
import type { Secret } from "../../api/types.generated.ts";

const REDACTED = "<secret contents redacted>";
const ACCOUNT = "kubernetes.io/service-account.name";

export function validateSecretType({ metadata, type, data = {} }: Secret): readonly FieldError[] {
  const needed = (key: string) => (data[key] === undefined ? [required(`data[${key}]`)] : []);
  switch (type) {
    case "kubernetes.io/service-account-token":
      return (metadata.annotations?.[ACCOUNT] ?? "") === ""
        ? [required(`metadata.annotations[${ACCOUNT}]`)]
        : [];
    case "kubernetes.io/dockercfg":
      return validateJson(data, ".dockercfg");
    case "kubernetes.io/dockerconfigjson":
      return validateJson(data, ".dockerconfigjson");
    case "kubernetes.io/basic-auth":
      return data.username === undefined && data.password === undefined
        ? [required("data[username]"), required("data[password]")]
        : [];
    case "kubernetes.io/ssh-auth":
      return (data["ssh-privatekey"] ?? "") === "" ? [required("data[ssh-privatekey]")] : [];
    case "kubernetes.io/tls":
      return [...needed("tls.crt"), ...needed("tls.key")];
    default:
      return [];
  }
}

function validateJson(data: Readonly<Record<string, string>>, key: string): readonly FieldError[] {
  const base64 = data[key];
  const field = `data[${key}]`;
  if (base64 === undefined) return [required(field)];
  const fault = jsonFault(textOfBase64(base64).trim());
  return fault === undefined ? [] : [invalid(field, REDACTED, fault)];
}

function jsonFault(text: string): string | undefined {
  const fault = goJsonFault(text);
  if (fault !== undefined) return fault.message;
  const value: unknown = JSON.parse(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return undefined;
  if (value === null) return undefined;
  const what = Array.isArray(value) ? "array" : typeof value === "boolean" ? "bool" : typeof value;
  return `json: cannot unmarshal ${what} into Go value of type map[string]interface {}`;
}
