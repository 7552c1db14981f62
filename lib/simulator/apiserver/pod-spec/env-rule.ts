/** Rules for a container's environment. */
import { type FieldError, invalid, required } from "../../api/field-error.ts";
import { configKeyFaults, dnsSubdomainFaults, environmentNameFaults } from "../../api/name-rule.ts";
import type { EnvFromSource, EnvVar } from "../../api/types.generated.ts";
import { checkFieldRef, checkResourceRef, ENV_FIELDS } from "./field-ref-rule.ts";

const ONE_OF =
  "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`";
const NOT_TWO = "may not have more than one field specified at a time";

export function checkEnv(env: readonly EnvVar[], field: string, errors: FieldError[]): void {
  for (let i = 0; i < env.length; i++) {
    const variable = env[i];
    if (variable === undefined) continue;
    const { name = "" } = variable;
    if (name === "") errors.push(required(`${field}[${i}].name`));
    else
      for (const fault of environmentNameFaults(name)) {
        errors.push(invalid(`${field}[${i}].name`, name, fault));
      }
    if (variable.valueFrom !== undefined) checkSource(variable, `${field}[${i}].valueFrom`, errors);
  }
}

function checkSource(
  { value = "", valueFrom = {} }: EnvVar,
  field: string,
  errors: FieldError[],
): void {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = valueFrom;
  if (fieldRef !== undefined) checkFieldRef(fieldRef, ENV_FIELDS, `${field}.fieldRef`, errors);
  if (resourceFieldRef !== undefined) {
    checkResourceRef(resourceFieldRef, `${field}.resourceFieldRef`, false, errors);
  }
  if (configMapKeyRef !== undefined)
    checkKeyRef(configMapKeyRef, `${field}.configMapKeyRef`, errors);
  if (secretKeyRef !== undefined) checkKeyRef(secretKeyRef, `${field}.secretKeyRef`, errors);
  const all = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef];
  const count = all.filter((source) => source !== undefined).length;
  if (count === 0) errors.push(invalid(field, "", ONE_OF));
  else if (value !== "") {
    errors.push(invalid(field, "", "may not be specified when `value` is not empty"));
  } else if (count > 1) errors.push(invalid(field, "", NOT_TWO));
}

type KeyRef = { readonly name?: string | undefined; readonly key?: string };

function checkKeyRef({ name = "", key = "" }: KeyRef, field: string, errors: FieldError[]): void {
  for (const fault of dnsSubdomainFaults(name)) {
    errors.push(invalid(`${field}.name`, name, fault));
  }
  if (key === "") errors.push(required(`${field}.key`));
  else for (const fault of configKeyFaults(key)) errors.push(invalid(`${field}.key`, key, fault));
}

export function checkEnvFrom(
  sources: readonly EnvFromSource[],
  field: string,
  errors: FieldError[],
): void {
  for (const [i, { prefix = "", configMapRef, secretRef }] of sources.entries()) {
    const at = `${field}[${i}]`;
    if (prefix !== "") {
      for (const fault of environmentNameFaults(prefix))
        errors.push(invalid(`${at}.prefix`, prefix, fault));
    }
    if (configMapRef !== undefined) checkName(configMapRef, `${at}.configMapRef.name`, errors);
    if (secretRef !== undefined) checkName(secretRef, `${at}.secretRef.name`, errors);
    if (configMapRef === undefined && secretRef === undefined) {
      errors.push(invalid(field, "", "must specify one of: `configMapRef` or `secretRef`"));
    } else if (configMapRef !== undefined && secretRef !== undefined) {
      errors.push(invalid(field, "", NOT_TWO));
    }
  }
}

function checkName({ name = "" }: KeyRef, field: string, errors: FieldError[]): void {
  if (name === "") errors.push(required(field));
  else for (const fault of dnsSubdomainFaults(name)) errors.push(invalid(field, name, fault));
}
