/** Objects that name others: they follow when a prefix, a suffix or a hash renames those. */
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/manifest";
import type { Resource } from "./kustomization.ts";
import { fieldsOf } from "./kustomization.ts";

/** A field's name, the field inside it that holds the other's name, and the other's kind. */
const REFERENCES: readonly (readonly [holder: string, field: string, kind: string])[] = [
  ["configMap", "name", "ConfigMap"],
  ["configMapRef", "name", "ConfigMap"],
  ["configMapKeyRef", "name", "ConfigMap"],
  ["secret", "secretName", "Secret"],
  ["secret", "name", "Secret"],
  ["secretRef", "name", "Secret"],
  ["secretKeyRef", "name", "Secret"],
  ["imagePullSecrets", "name", "Secret"],
  ["tls", "secretName", "Secret"],
  ["persistentVolumeClaim", "claimName", "PersistentVolumeClaim"],
  ["service", "name", "Service"],
  ["spec", "serviceName", "Service"],
  ["spec", "serviceAccountName", "ServiceAccount"],
  ["spec", "volumeName", "PersistentVolume"],
];

const BY_KIND: ReadonlySet<string> = new Set(["roleRef", "scaleTargetRef", "subjects"]);

export function renameReferences(resources: readonly Resource[]): readonly Resource[] {
  const renamed = new Map<string, string>();
  for (const { object, names } of resources) {
    const now = String(fieldsOf(object.metadata).name ?? "");
    for (const name of names) if (name !== now) renamed.set(`${String(object.kind)}/${name}`, now);
  }
  if (renamed.size === 0) return resources;
  const rename = (kind: string, name: unknown) => renamed.get(`${kind}/${String(name)}`);
  return resources.map(({ object, names }) => ({
    object: follow(object, "", rename) as JsonObject,
    names,
  }));
}

type Rename = (kind: string, name: unknown) => string | undefined;

function follow(value: JsonValue, holder: string, rename: Rename): JsonValue {
  if (Array.isArray(value)) return value.map((item) => follow(item, holder, rename));
  if (!isJsonObject(value)) return value;
  const next: Record<string, JsonValue> = {};
  for (const [name, field] of Object.entries(value)) {
    next[name] = name === "metadata" && holder === "" ? field : follow(field, name, rename);
  }
  for (const [place, field, kind] of REFERENCES) {
    const now = place === holder ? rename(kind, next[field]) : undefined;
    if (now !== undefined) next[field] = now;
  }
  if (BY_KIND.has(holder)) {
    const now = rename(String(value.kind), value.name);
    if (now !== undefined) next.name = now;
  }
  return next;
}
