/** Whether a custom resource may be written: its form, its rules, its numbers of replicas. */
import { type FieldError, fieldErrorText, invalid } from "../../api/field-error.ts";
import type { KubeObject } from "../../api/object.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { pathNames } from "./json-path.ts";
import { ruleFaults } from "./rule.ts";
import { bare, isObject, type Schema } from "./schema.ts";
import { listTypeFaults, schemaFaults } from "./validate.ts";

export type Custom = {
  readonly schema: Schema;
  /** Without what the server itself says of apiVersion, kind and metadata. */
  readonly body: Schema;
  /** Whether it has rules. */
  readonly judged: boolean;
  readonly scale: KindStrategy["scalePaths"];
};

type Old = KubeObject | undefined;

const UNCHECKED =
  "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation";
const BLOCKING = ["Required value", "Unsupported value", "Too long", "Too many"];
const MOST_REPLICAS = 2 ** 31 - 1;

export function allFaults(object: KubeObject, old: Old, custom: Custom): readonly FieldError[] {
  return [
    ...formFaults(object, old, custom.body),
    ...(custom.judged ? judgedFaults(object, old, custom) : []),
    ...replicasFaults(object, custom.scale?.specReplicasPath),
  ];
}

/** Only what is below the status is looked at, and told as if it stood alone. */
export function statusFaults(object: KubeObject, old: KubeObject, custom: Custom) {
  const { body, judged, scale } = custom;
  const schema = body.properties?.status;
  const inside = (fault: FieldError): FieldError => ({
    ...fault,
    field: fault.field === "" ? "status" : `status.${fault.field}`,
  });
  return [
    ...(schema === undefined
      ? []
      : schemaFaults(object.status ?? {}, schema, "", old.status).map(inside)),
    ...listTypeFaults(bare(object), body, ""),
    ...(judged ? judgedFaults(object, old, custom) : []),
    ...replicasFaults(object, scale?.statusReplicasPath),
  ];
}

export function untouchedWarnings(
  object: KubeObject,
  old: Old,
  { body, judged, schema }: Custom,
): readonly string[] {
  if (!judged || old === undefined || formFaults(object, old, body).some(isBlocking)) return [];
  const warnings: string[] = [];
  ruleFaults(object, old, schema, "", (fault) => warnings.push(fieldErrorText(fault)));
  return warnings;
}

function formFaults(object: KubeObject, old: Old, body: Schema): readonly FieldError[] {
  const rest = bare(object);
  const before = old === undefined ? undefined : bare(old);
  return [...schemaFaults(rest, body, "", before), ...listTypeFaults(rest, body, "")];
}

function isBlocking({ type, detail }: FieldError): boolean {
  return BLOCKING.includes(type) || / in body must be of type /.test(detail);
}

/** Rules are asked only of objects that have the right form. */
function judgedFaults(object: KubeObject, old: Old, custom: Custom): readonly FieldError[] {
  if (formFaults(object, old, custom.body).some(isBlocking)) return [invalid("", null, UNCHECKED)];
  return ruleFaults(object, old, custom.schema, "", () => {});
}

function replicasFaults(object: KubeObject, path: string | undefined): readonly FieldError[] {
  if (path === undefined) return [];
  const value = pathNames(path).reduce<unknown>(
    (holder, name) => (isObject(holder) ? holder[name] : undefined),
    object,
  );
  if (value === undefined) return [];
  if (typeof value !== "number" || !Number.isInteger(value)) {
    const type = typeof value === "number" ? "float64" : typeof value;
    const why = `${path} accessor error: ${String(value)} is of the type ${type}, expected int64`;
    return [invalid(path, 0, why)];
  }
  if (value < 0) return [invalid(path, value, "should be a non-negative integer")];
  const most = `should be less than or equal to ${MOST_REPLICAS}`;
  return value > MOST_REPLICAS ? [invalid(path, value, most)] : [];
}
