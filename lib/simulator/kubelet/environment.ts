/**
 * A container's environment: Services, then envFrom, then env, each over the ones before; names in
 * values are expanded. https://kubernetes.io/docs/tasks/inject-data-application/
 *
 * Not simulated: fileKeyRef.
 */

import { keyFor } from "../api/object.ts";
import type {
  ConfigMap,
  Container,
  EnvFromSource,
  EnvVarSource,
  Pod,
  Secret,
} from "../api/types.generated.ts";
import type { Store } from "../apiserver/store/store.ts";
import { decodeBase64 } from "./base64.ts";
import { expandReferences } from "./expansion.ts";
import { fieldText, type PodPlace, resourceText } from "./field-reference.ts";
import type { ServiceVariables } from "./service-variable.ts";

export type Sources = {
  readonly store: Store;
  readonly services: ServiceVariables;
  readonly allocatable: Readonly<Record<string, string>>;
};

export type Environment =
  | { readonly env: ReadonlyMap<string, string> }
  | { readonly error: string };

/** Of a ConfigMap or Secret, in the kubelet's words. */
class Missing extends Error {
  override readonly name = "Missing";
}

export function environmentOf(
  pod: Pod,
  container: Container,
  place: PodPlace,
  sources: Sources,
): Environment {
  const env = new Map<string, string>();
  const namespace = pod.metadata.namespace ?? "default";
  const withLinks = pod.spec.enableServiceLinks !== false;
  for (const [name, value] of sources.services.of(namespace, withLinks)) env.set(name, value);
  try {
    for (const source of container.envFrom ?? []) {
      for (const [name, value] of entriesOf(source, namespace, sources.store)) {
        env.set((source.prefix ?? "") + name, value);
      }
    }
    const told = new Map<string, string>();
    for (const { name, value, valueFrom } of container.env ?? []) {
      const lookUp = (wanted: string) => told.get(wanted) ?? env.get(wanted);
      const text =
        valueFrom === undefined
          ? expandReferences(value ?? "", lookUp)
          : valueFromSource(valueFrom, pod, container, place, sources);
      if (text !== undefined) told.set(name, text);
    }
    for (const [name, value] of told) env.set(name, value);
    return { env };
  } catch (error) {
    if (error instanceof Missing) return { error: error.message };
    throw error;
  }
}

function entriesOf(
  source: EnvFromSource,
  namespace: string,
  store: Store,
): readonly [string, string][] {
  const { configMapRef, secretRef } = source;
  if (configMapRef !== undefined) {
    const found = find<ConfigMap>(store, "ConfigMap", namespace, configMapRef);
    return Object.entries(found?.data ?? {});
  }
  if (secretRef === undefined) return [];
  const found = find<Secret>(store, "Secret", namespace, secretRef);
  return Object.entries(found?.data ?? {}).map(([name, value]) => [name, decodeBase64(value)]);
}

type Reference = { readonly name?: string | undefined; readonly optional?: boolean | undefined };

function find<T>(
  store: Store,
  kind: "ConfigMap" | "Secret",
  namespace: string,
  { name = "", optional }: Reference,
): T | undefined {
  const found = store.get(kind, keyFor(namespace, name));
  if (found === undefined && optional !== true) {
    throw new Missing(`${kind.toLowerCase()} "${name}" not found`);
  }
  return found as unknown as T | undefined;
}

function valueFromSource(
  source: EnvVarSource,
  pod: Pod,
  container: Container,
  place: PodPlace,
  { store, allocatable }: Sources,
): string | undefined {
  const { configMapKeyRef, fieldRef, resourceFieldRef, secretKeyRef } = source;
  const namespace = pod.metadata.namespace ?? "default";
  if (fieldRef !== undefined) return fieldText(pod, fieldRef.fieldPath, place);
  if (resourceFieldRef !== undefined) {
    const { spec } = pod;
    const named = [...spec.containers, ...(spec.initContainers ?? [])].find(
      ({ name }) => name === resourceFieldRef.containerName,
    );
    return resourceText(named ?? container, resourceFieldRef, allocatable);
  }
  if (configMapKeyRef !== undefined) {
    const found = find<ConfigMap>(store, "ConfigMap", namespace, configMapKeyRef);
    const value = found?.data?.[configMapKeyRef.key];
    return keyValue(value, configMapKeyRef, "ConfigMap", namespace);
  }
  if (secretKeyRef !== undefined) {
    const found = find<Secret>(store, "Secret", namespace, secretKeyRef);
    const value = found?.data?.[secretKeyRef.key];
    return keyValue(
      value === undefined ? undefined : decodeBase64(value),
      secretKeyRef,
      "Secret",
      namespace,
    );
  }
  return undefined;
}

function keyValue(
  value: string | undefined,
  { key, name = "", optional }: Reference & { readonly key: string },
  kind: string,
  namespace: string,
): string | undefined {
  if (value === undefined && optional !== true) {
    throw new Missing(`couldn't find key ${key} in ${kind} ${namespace}/${name}`);
  }
  return value;
}
