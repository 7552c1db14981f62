/** The objects of a definition that is going away go with it. */
import { isBeingDeleted, keyOf } from "../api/object.ts";
import type { ObjectList } from "../apiserver/request.ts";
import type { Controller } from "./controller.ts";

const FINALIZER = "customresourcecleanup.apiextensions.k8s.io";
const AGAIN_MS = 1000;

export const crdFinalizerController: Controller = {
  name: "crd-finalizer",
  for: "CustomResourceDefinition",

  reconcile(key, { api, cache, nowMs }) {
    const definition = cache.get("CustomResourceDefinition", key);
    if (definition === undefined || !isBeingDeleted(definition)) return "done";
    const { finalizers = [] } = definition.metadata;
    if (!finalizers.includes(FINALIZER)) return "done";
    const { group, names, versions } = definition.spec;
    const version = versions.find(({ served }) => served)?.name;
    if (version !== undefined && definition.status?.acceptedNames?.kind === names.kind) {
      const place = { group, version, resource: names.plural };
      const { items } = api.request({ verb: "list", ...place }) as unknown as ObjectList;
      for (const item of items) {
        if (!isBeingDeleted(item)) api.delete(item.kind, keyOf(item));
      }
      if (items.length > 0) return { requeueAtMs: nowMs + AGAIN_MS };
    }
    const rest = finalizers.filter((name) => name !== FINALIZER);
    const metadata = { ...definition.metadata, finalizers: rest };
    api.update<"CustomResourceDefinition">({ ...definition, metadata });
    return "done";
  },
};
