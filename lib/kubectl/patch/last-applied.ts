/** The annotation in which `apply` remembers what it was given. */
import { toJson } from "#lib/manifest";
import type { KubeObject } from "#lib/simulator";

export const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** The object with itself in the annotation. */
export function withLastApplied(object: KubeObject): KubeObject {
  const { [LAST_APPLIED]: _old, ...annotations } = object.metadata.annotations ?? {};
  const plain = { ...object, metadata: { ...object.metadata, annotations } };
  const text = `${toJson(plain, "compact")}\n`;
  const remembered = { ...annotations, [LAST_APPLIED]: text };
  return { ...object, metadata: { ...object.metadata, annotations: remembered } };
}

/** What was applied before; undefined when the object was not applied, or not readably. */
export function lastApplied(object: KubeObject): KubeObject | undefined {
  const text = object.metadata.annotations?.[LAST_APPLIED];
  if (text === undefined || text === "") return undefined;
  try {
    return JSON.parse(text) as KubeObject;
  } catch {
    return undefined;
  }
}
