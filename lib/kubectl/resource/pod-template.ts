/** Where an object keeps its pod template, and how to change it without touching the rest. */
import type { KubeObject } from "#lib/simulator";

export type EnvVar = {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: unknown;
};

export type Container = {
  readonly name: string;
  readonly image?: string;
  readonly env?: readonly EnvVar[];
  readonly resources?: {
    readonly limits?: Readonly<Record<string, string>>;
    readonly requests?: Readonly<Record<string, string>>;
  };
  readonly ports?: readonly {
    readonly containerPort: number;
    readonly protocol?: string;
    readonly name?: string;
  }[];
  readonly [field: string]: unknown;
};

export type PodSpec = {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly serviceAccountName?: string;
  readonly [field: string]: unknown;
};

type Fields = Readonly<Record<string, unknown>>;

/** Fields between the object and its pod spec; undefined for kinds without one. */
export function podSpecPath(kind: string): readonly string[] | undefined {
  switch (kind) {
    case "Pod":
      return ["spec"];
    case "Deployment":
    case "ReplicaSet":
    case "ReplicationController":
    case "StatefulSet":
    case "DaemonSet":
    case "Job":
      return ["spec", "template", "spec"];
    case "CronJob":
      return ["spec", "jobTemplate", "spec", "template", "spec"];
    default:
      return undefined;
  }
}

export function readAt(object: unknown, path: readonly string[]): unknown {
  let value = object;
  for (const field of path) value = (value as Fields | undefined)?.[field];
  return value;
}

/** The object with another value at the path. */
export function writeAt<T>(object: T, path: readonly string[], value: unknown): T {
  const [field, ...rest] = path;
  if (field === undefined) return value as T;
  const fields = (object ?? {}) as Fields;
  return { ...fields, [field]: writeAt(fields[field], rest, value) } as T;
}

export function podSpecOf(object: KubeObject): PodSpec | undefined {
  const path = podSpecPath(object.kind);
  return path === undefined ? undefined : (readAt(object, path) as PodSpec | undefined);
}

export function withPodSpec(object: KubeObject, spec: PodSpec): KubeObject {
  const path = podSpecPath(object.kind);
  return path === undefined ? object : writeAt(object, path, spec);
}
