/** The stored object that a request is about. */
import { notFound } from "../../api/error.ts";
import { type KubeObject, keyFor } from "../../api/object.ts";
import type { RestContext } from "./context.ts";

/** The object that the request names; NotFound when there is none. */
export function requireObject(context: RestContext): KubeObject {
  const { request, row, store, strategy } = context;
  const name = request.name ?? "";
  if (strategy.made !== undefined) {
    const made = strategy
      .made(context)
      .find(
        ({ metadata }) =>
          metadata.name === name && (!row.namespaced || metadata.namespace === request.namespace),
      );
    if (made !== undefined) return made;
  }
  const object = store.get(row.kind, keyFor(row.namespaced ? request.namespace : undefined, name));
  if (object === undefined) throw notFound(row, name);
  return object;
}
