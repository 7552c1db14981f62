/** Every active namespace has a ServiceAccount named `default`. */
import { ApiError } from "../api/error.ts";
import { isBeingDeleted } from "../api/object.ts";
import type { Controller } from "./controller.ts";

export const serviceAccountController: Controller = {
  name: "service-account-controller",
  for: "Namespace",
  watches: [{ kind: "ServiceAccount", keysFor: ({ metadata }) => [metadata.namespace ?? ""] }],

  reconcile(key, { api, cache }) {
    const namespace = cache.get("Namespace", key);
    if (namespace === undefined || isBeingDeleted(namespace)) return "done";
    if (cache.get("ServiceAccount", `${key}/default`) !== undefined) return "done";
    try {
      api.create("ServiceAccount", { metadata: { name: "default", namespace: key } });
    } catch (error) {
      if (!(error instanceof ApiError) || error.reason !== "AlreadyExists") throw error;
    }
    return "done";
  },
};
