/**
 * How a component inside the cluster talks to the API server: typed, synchronous, under its own
 * user. Refusals are thrown as ApiError. What it writes stands in its own cache at once.
 */

import { assert } from "#lib/shared";
import { NOTHING } from "../api/json.ts";
import {
  type Draft,
  type KindMap,
  type KindName,
  type KubeObject,
  keyOf,
  type ObjectKey,
  splitKey,
} from "../api/object.ts";
import type { ResourceRow } from "../api/resource.ts";
import type {
  ApiRequest,
  ObjectList,
  PropagationPolicy,
  UserInfo,
  Verb,
} from "../apiserver/request.ts";
import type { Told } from "../apiserver/rest/tell.ts";
import type { ApiServer } from "../apiserver/server.ts";
import type { Cache } from "../informers/cache.ts";

export type DeleteOptions = {
  readonly propagationPolicy?: PropagationPolicy;
  readonly gracePeriodSeconds?: number;
  readonly uid?: string;
};

export type ComponentApi = {
  create<K extends KindName>(kind: K, draft: Draft<KindMap[K]>): KindMap[K];
  /** Replaces everything but the status; refuses a stale resourceVersion. */
  update<K extends KindName>(object: KindMap[K]): KindMap[K];
  updateStatus<K extends KindName>(object: KindMap[K]): KindMap[K];
  /** As `update`, for objects of any kind. */
  replace(object: KubeObject): KubeObject;
  delete(kind: string, key: ObjectKey, options?: DeleteOptions): void;
  /** Reads the store, not the cache: for the rare case in which a lag would be wrong. */
  read<K extends KindName>(kind: K, key: ObjectKey): KindMap[K];
  /** Writes a new Event; only its namespace or a policy refuses one. */
  tell(key: ObjectKey, event: Told): void;
  list(request: Omit<ApiRequest, "user" | "component" | "trusted">): readonly KubeObject[];
  /** Any other request, such as a binding or an eviction. */
  request(request: Omit<ApiRequest, "user" | "component" | "trusted">): KubeObject;
};

export type ComponentIdentity = {
  /** In the log: `deployment-controller`. */
  readonly component: string;
  readonly user: UserInfo;
};

export function componentApi(
  server: ApiServer,
  { component, user }: ComponentIdentity,
  cache: Cache | undefined,
): ComponentApi {
  const send = (row: ResourceRow, verb: Verb, key: ObjectKey, rest: Partial<ApiRequest>) => {
    const { namespace, name } = splitKey(key);
    const { group, version, resource } = row;
    const place = namespace === undefined ? { name } : { namespace, name };
    const result = server.serve(
      {
        ...NOTHING,
        verb,
        group,
        version,
        resource,
        ...place,
        user,
        component,
        trusted: true,
        ...rest,
      },
      row,
    );
    return result as KubeObject;
  };
  const write = (row: ResourceRow, verb: Verb, key: ObjectKey, rest: Partial<ApiRequest>) => {
    const object = send(row, verb, key, rest);
    if (cache !== undefined) noteOwnWrite(server, cache, object);
    return object;
  };
  const rowOf = (kind: string) => storedRow(server, kind);
  return {
    create(kind, draft) {
      const { namespace, name } = draft.metadata;
      const row = rowOf(kind);
      const { group, version, resource } = row;
      const place = {
        ...NOTHING,
        ...(namespace === undefined ? {} : { namespace }),
        ...(name === undefined ? {} : { name }),
      };
      const request: ApiRequest = {
        verb: "create",
        group,
        version,
        resource,
        ...place,
        body: draft,
        user,
        component,
        trusted: true,
      };
      const object = server.serve(request, row) as KubeObject;
      if (cache !== undefined) noteOwnWrite(server, cache, object);
      return object as KindMap[typeof kind];
    },
    update(object) {
      return write(rowOf(object.kind), "update", keyOf(object), { body: object }) as typeof object;
    },
    updateStatus(object) {
      const rest = { body: object, subresource: "status" };
      return write(rowOf(object.kind), "update", keyOf(object), rest) as typeof object;
    },
    replace(object) {
      return write(rowOf(object.kind), "update", keyOf(object), { body: object });
    },
    delete(kind, key, options = {}) {
      const { uid, ...others } = options;
      const preconditions = uid === undefined ? {} : { preconditions: { uid } };
      write(rowOf(kind), "delete", key, { options: { ...others, ...preconditions } });
    },
    read(kind, key) {
      return send(rowOf(kind), "get", key, {}) as KindMap[typeof kind];
    },
    tell(key, event) {
      const { namespace, name } = splitKey(key);
      server.tell({ namespace: namespace ?? "default", name, user, component, event });
    },
    list(request) {
      return (server.serve({ ...request, user, component, trusted: true }) as ObjectList).items;
    },
    request(request) {
      return server.serve({ ...NOTHING, ...request, user, component, trusted: true }) as KubeObject;
    },
  };
}

function storedRow(server: ApiServer, kind: string): ResourceRow {
  const row = server.registry.rowOfKind(kind);
  assert(row !== undefined, `no resource for kind ${kind}`);
  return row;
}

function noteOwnWrite(server: ApiServer, cache: Cache, object: KubeObject): void {
  const event = server.lastWrite;
  if (event !== undefined && event.object === object) cache.apply(event);
}
