/** Merge rules of the built-in kinds' fields, for the patches that kubectl makes itself. */
import type { ResourceRow } from "#lib/simulator";
import type { ListRule, MapRule, PatchSchema } from "./patch-schema.ts";

const MERGE_KEYS: Readonly<Record<string, string>> = {
  conditions: "type",
  containers: "name",
  env: "name",
  ephemeralContainers: "name",
  hostAliases: "ip",
  imagePullSecrets: "name",
  initContainers: "name",
  matchConditions: "name",
  ownerReferences: "uid",
  ports: "port",
  resourceClaims: "name",
  schedulingGates: "name",
  secrets: "name",
  topologySpreadConstraints: "topologyKey",
  volumeDevices: "devicePath",
  volumeMounts: "mountPath",
  volumes: "name",
  webhooks: "name",
};

const RETAINING = new Set(["volumes", "strategy", "resourceClaims"]);
const CONTAINER_FIELDS = new Set(["containers", "initContainers", "ephemeralContainers"]);

/** undefined for kinds that are patched by JSON merge patch: custom resources. */
export function patchSchemaOf(row: ResourceRow): PatchSchema | undefined {
  return row.model === "" ? undefined : builtInSchema;
}

export const builtInSchema: PatchSchema = schemaBelow("");

function schemaBelow(parent: string): PatchSchema {
  return {
    listRule: (field) => listRule(parent, field),
    mapRule: (field): MapRule => ({ replace: false, retainKeys: RETAINING.has(field) }),
    field: schemaBelow,
  };
}

function listRule(parent: string, field: string): ListRule {
  if (field === "finalizers") return { kind: "merge-set" };
  const mergeKey =
    field === "ports" && CONTAINER_FIELDS.has(parent) ? "containerPort" : MERGE_KEYS[field];
  if (mergeKey === undefined) return { kind: "replace" };
  return { kind: "merge-map", mergeKey, retainKeys: RETAINING.has(field) };
}
