/** What the expressions of policies and webhooks see of a request. */
import type { CelVariables } from "#lib/cel";
import type { KubeObject } from "../../../api/object.ts";
import { authorizerOf } from "./authorizer.ts";
import type { Target } from "./match.ts";

export function variablesOf(target: Target, params: KubeObject | undefined): CelVariables {
  const { context, object, old, operation } = target;
  const { request, row, store } = context;
  const { group, version, kind, resource } = row;
  const { namespace = "" } = object.metadata;
  const { username, uid = "", groups, extra = {} } = request.user;
  const own = { group, version, kind };
  const where = { group, version, resource };
  return {
    object: operation === "DELETE" ? null : object,
    oldObject: old ?? null,
    params: params ?? null,
    namespaceObject: store.get("Namespace", namespace) ?? null,
    authorizer: authorizerOf(context),
    request: {
      kind: own,
      resource: where,
      subResource: request.subresource ?? "",
      requestKind: own,
      requestResource: where,
      requestSubResource: request.subresource ?? "",
      name: object.metadata.name,
      namespace,
      operation,
      userInfo: { username, uid, groups, extra },
      dryRun: request.options?.dryRun === true,
      options: {},
    },
  };
}
