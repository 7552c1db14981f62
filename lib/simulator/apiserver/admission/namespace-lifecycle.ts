/**
 * Nothing is made in a namespace that does not exist or is going away, and the namespaces that a
 * cluster cannot do without are not deleted. A store without any namespace is not a cluster yet:
 * there everything is let through.
 */
import { ApiError, notFound } from "../../api/error.ts";
import type { KubeObject } from "../../api/object.ts";
import { type AdmissionPlugin, denied } from "./plugin.ts";

const IMMORTAL = ["default", "kube-system", "kube-public"];

export const namespaceLifecycle: AdmissionPlugin = {
  name: "NamespaceLifecycle",

  mutate(object, old, context) {
    const { row, store } = context;
    if (!row.namespaced || old !== undefined || store.count("Namespace") === 0) return object;
    const name = object.metadata.namespace ?? "";
    const namespace = store.get("Namespace", name);
    if (namespace === undefined) throw notFound({ group: "", resource: "namespaces" }, name);
    if (!isTerminating(namespace)) return object;
    const why = `unable to create new content in namespace ${name} because it is being terminated`;
    throw terminating(denied(object, context, why), name);
  },

  validate(object, _old, context) {
    if (context.row.kind !== "Namespace" || context.request.verb !== "delete") return;
    if (!IMMORTAL.includes(object.metadata.name)) return;
    throw denied(object, context, "this namespace may not be deleted");
  },
};

function isTerminating({ status }: KubeObject): boolean {
  return (status as { readonly phase?: string } | undefined)?.phase === "Terminating";
}

function terminating(refusal: ApiError, namespace: string): ApiError {
  const cause = {
    reason: "NamespaceTerminating",
    message: `namespace ${namespace} is being terminated`,
    field: "metadata.namespace",
  };
  const details = { ...refusal.details, causes: [cause] };
  return new ApiError(refusal.code, refusal.reason, refusal.message, details);
}
