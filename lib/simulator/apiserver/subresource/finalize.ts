/**
 * Finalize: takes the finalizers off a namespace's spec;
 * an emptied one that is going away goes.
 */
import { type KubeObject, keyOf } from "../../api/object.ts";
import type { RestContext } from "../rest/context.ts";
import { requireObject } from "../rest/require.ts";

export function finalizeNamespace(context: RestContext): KubeObject {
  const { request, row, store } = context;
  const old = requireObject(context);
  const wanted = request.body as KubeObject;
  const finalizers = (wanted.spec as { readonly finalizers?: readonly string[] }).finalizers ?? [];
  const object = store.replace(
    { ...old, spec: { ...(old.spec as object), finalizers } },
    request.component,
  );
  const held = finalizers.length > 0 || (old.metadata.finalizers?.length ?? 0) > 0;
  if (held || old.metadata.deletionTimestamp === undefined) return object;
  return store.remove(row.kind, keyOf(old), request.component);
}
