/** What a step of a random run has at hand: the cluster, its stream, how to ask the server. */
import type { ApiRequest, ApiResponse, RequestOptions } from "../apiserver/request.ts";
import type { Cluster } from "../cluster.ts";
import type { RandomStream } from "../engine/random.ts";
import type { Fault } from "../faults/index.ts";

export type Scene = {
  readonly cluster: Cluster;
  readonly random: RandomStream;
  /** Nodes whose kubelets this run has stopped. */
  readonly lost: Set<string>;
  /** What this run has brought about and not taken away, the oldest first. */
  readonly faults: Fault[];
  /** A new name that no other step has. */
  readonly newName: (prefix: string) => string;
};

/** Does something, or nothing where there is nothing to do it to. A refusal is an answer too. */
export type Step = (scene: Scene) => void;

export const NAMESPACES: readonly string[] = ["default", "team-a", "team-b"];

export function pick<T>({ random }: Scene, items: readonly T[]): T | undefined {
  return items.length === 0 ? undefined : items[random.below(items.length)];
}

export function pickNamespace(scene: Scene): string {
  return pick(scene, NAMESPACES) ?? "default";
}

export type Asked = {
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly body?: unknown;
  readonly subresource?: string;
  readonly options?: RequestOptions;
};

export function ask(
  { cluster }: Scene,
  verb: "create" | "patch" | "delete",
  { body, kind, name, namespace, options, subresource }: Asked,
): ApiResponse | undefined {
  const row = cluster.server.registry.rowOfKind(kind);
  if (row === undefined) return undefined;
  const { group, resource, version } = row;
  const place = { group, resource, version, name } as const;
  const request: Omit<ApiRequest, "user" | "component"> = {
    verb,
    ...place,
    ...(namespace === undefined ? {} : { namespace }),
    ...(subresource === undefined ? {} : { subresource }),
    ...(verb === "patch" ? { patchType: "merge" as const } : {}),
    ...(options === undefined ? {} : { options }),
    ...(body === undefined ? {} : { body }),
  };
  return cluster.client().request(request);
}

export type Thing = {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
};

export function create(scene: Scene, thing: Thing): void {
  const { kind, metadata } = thing;
  const row = scene.cluster.server.registry.rowOfKind(kind);
  const group = row?.group ?? "";
  const version = row?.version ?? "v1";
  const body = { apiVersion: group === "" ? version : `${group}/${version}`, ...thing };
  ask(scene, "create", { kind, name: metadata.name, namespace: metadata.namespace, body });
}
