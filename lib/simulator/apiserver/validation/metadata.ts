/**
 * What every object's metadata must be.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
import {
  type FieldError,
  forbiddenField,
  invalid,
  invalidObject,
  required,
  tooLong,
} from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import {
  dnsLabelFaults,
  dnsSubdomainFaults,
  labelKeyFaults,
  labelValueFaults,
} from "../../api/name-rule.ts";
import type { KubeObject, ObjectMeta } from "../../api/object.ts";
import type { OwnerReference } from "../../api/types.generated.ts";
import type { RestContext } from "../rest/context.ts";

type Texts = Readonly<Record<string, string>> | undefined;

const ANNOTATIONS_MAX_BYTES = 262_144;

/** Throws 422 when there is anything to tell. */
export function refuseInvalid(
  { row }: RestContext,
  object: KubeObject,
  errors: readonly FieldError[],
): void {
  if (errors.length > 0) throw invalidObject(row, object.metadata.name, errors);
}

export function validateMetadata(
  { row, strategy }: RestContext,
  object: KubeObject,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { metadata } = object;
  const rule = strategy.nameRule ?? dnsSubdomainFaults;
  const { generateName, name, namespace } = metadata;
  if (generateName !== undefined && generateName !== "") {
    for (const fault of rule(maskTrailingDash(generateName), true)) {
      errors.push(invalid("metadata.generateName", generateName, fault));
    }
  }
  if (name === "") errors.push(required("metadata.name", "name or generateName is required"));
  else for (const fault of rule(name, false)) errors.push(invalid("metadata.name", name, fault));
  if (row.namespaced) {
    if (namespace === undefined || namespace === "") errors.push(required("metadata.namespace"));
    else
      for (const fault of dnsLabelFaults(namespace)) {
        errors.push(invalid("metadata.namespace", namespace, fault));
      }
  } else if (namespace !== undefined && namespace !== "") {
    errors.push(forbiddenField("metadata.namespace", "not allowed on this type"));
  }
  return [...errors, ...validateCommon(metadata)];
}

function validateCommon(metadata: ObjectMeta): readonly FieldError[] {
  return [
    ...validateLabels(metadata.labels, "metadata.labels"),
    ...validateAnnotations(metadata.annotations, "metadata.annotations"),
    ...validateOwners(metadata.ownerReferences ?? [], "metadata.ownerReferences"),
    ...validateFinalizers(metadata.finalizers ?? [], "metadata.finalizers"),
  ];
}

/** A prefix may end in a dash, as the random part follows it. */
function maskTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith("-") ? `${name.slice(0, -2)}a` : name;
}

export function validateLabels(labels: Texts, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const key in labels) {
    for (const fault of labelKeyFaults(key)) errors.push(invalid(field, key, fault));
    const value = labels[key] ?? "";
    for (const fault of labelValueFaults(value)) errors.push(invalid(field, value, fault));
  }
  return errors;
}

export function validateAnnotations(annotations: Texts, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  let size = 0;
  for (const key in annotations) {
    size += key.length + (annotations[key] ?? "").length;
    for (const fault of labelKeyFaults(key.toLowerCase())) errors.push(invalid(field, key, fault));
  }
  if (size > ANNOTATIONS_MAX_BYTES) errors.push(tooLong(field, ANNOTATIONS_MAX_BYTES));
  return errors;
}

function validateOwners(owners: readonly OwnerReference[], field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  let controller: string | undefined;
  for (const owner of owners) {
    const { apiVersion = "", kind = "", name = "", uid = "" } = owner;
    if (apiVersion === "")
      errors.push(invalid(`${field}.apiVersion`, apiVersion, "version must not be empty"));
    if (kind === "") errors.push(invalid(`${field}.kind`, kind, "must not be empty"));
    if (name === "") errors.push(invalid(`${field}.name`, name, "must not be empty"));
    if (uid === "") errors.push(invalid(`${field}.uid`, uid, "must not be empty"));
    if (apiVersion === "v1" && kind === "Event") {
      errors.push(
        invalid(field, inGoOrder(owner), "/v1, Kind=Event is disallowed from being an owner"),
      );
    }
    if (owner.controller !== true) continue;
    const who = `${kind}/${name}`;
    if (controller === undefined) controller = who;
    else {
      const both = `Found "true" in references for ${controller} and ${who}`;
      const shown = owners.map(inGoOrder);
      errors.push(
        invalid(field, shown, `Only one reference can have Controller set to true. ${both}`),
      );
    }
  }
  return errors;
}

function inGoOrder({ apiVersion, kind, name, uid, ...rest }: OwnerReference): object {
  const { controller, blockOwnerDeletion } = rest;
  return { apiVersion, kind, name, uid, controller, blockOwnerDeletion };
}

const STANDARD_FINALIZERS = ["orphan", "foregroundDeletion", "kubernetes"];

function validateFinalizers(finalizers: readonly string[], field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const finalizer of finalizers) {
    for (const fault of labelKeyFaults(finalizer)) errors.push(invalid(field, finalizer, fault));
  }
  if (finalizers.includes("orphan") && finalizers.includes("foregroundDeletion")) {
    const why = "finalizer orphan and foregroundDeletion cannot be both set";
    errors.push(invalid(field, finalizers, why));
  }
  for (const [i, finalizer] of finalizers.entries()) {
    errors.push(...validateFinalizerName(finalizer, `${field}[${i}]`));
  }
  return errors;
}

/** Without a prefix only Kubernetes' own finalizers are known. */
export function validateFinalizerName(finalizer: string, field: string): readonly FieldError[] {
  if (finalizer.includes("/") || STANDARD_FINALIZERS.includes(finalizer)) return [];
  if (labelKeyFaults(finalizer).length > 0) return [];
  const why = "name is neither a standard finalizer name nor is it fully qualified";
  return [invalid(field, finalizer, why)];
}

/** `given` is what the client sent, before identity was taken over from the old object. */
export function validateMetadataUpdate(
  object: KubeObject,
  old: KubeObject,
  given: Partial<ObjectMeta>,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (old.metadata.deletionTimestamp !== undefined) {
    const before = old.metadata.finalizers ?? [];
    const added = (object.metadata.finalizers ?? []).filter((name) => !before.includes(name));
    if (added.length > 0) {
      const list = `[]string{${[...added]
        .sort()
        .map((name) => JSON.stringify(name))
        .join(", ")}}`;
      const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${list}`;
      errors.push(forbiddenField("metadata.finalizers", why));
    }
  }
  const fixed = ["deletionTimestamp", "deletionGracePeriodSeconds"] as const;
  for (const name of fixed) {
    const value = given[name];
    if (value !== undefined && value !== null && !sameJson(value, old.metadata[name])) {
      errors.push(invalid(`metadata.${name}`, value, "field is immutable"));
    }
  }
  return errors;
}
