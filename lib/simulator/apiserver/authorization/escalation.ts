/**
 * Nobody hands out rights that he does not hold, unless the verbs `escalate` or `bind` let him.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
import { forbidden, notFound } from "../../api/error.ts";
import { sameJson } from "../../api/json.ts";
import type { KubeObject } from "../../api/object.ts";
import type { ClusterRole, PolicyRule, RoleRef } from "../../api/types.generated.ts";
import type { AdmissionPlugin } from "../admission/plugin.ts";
import type { RestContext } from "../rest/context.ts";
import { authorize, isMaster, rulesOf, rulesOfRole } from "./rbac.ts";
import { compactRules, quotedList, ruleText, uncovered } from "./rule.ts";

const ALL: readonly PolicyRule[] = [
  { apiGroups: ["*"], resources: ["*"], verbs: ["*"] },
  { nonResourceURLs: ["*"], verbs: ["*"] },
];

export const escalation: AdmissionPlugin = {
  name: "RBAC escalation",

  mutate(object, old, context) {
    if (context.row.group !== "rbac.authorization.k8s.io" || context.request.trusted === true) {
      return object;
    }
    if (isMaster(context.request.user) || (old !== undefined && isLettingGo(object, old))) {
      return object;
    }
    if (context.row.kind.endsWith("Binding")) checkBinding(object, context);
    else checkRole(object, old, context);
    return object;
  },
};

/** Whoever only takes owners and finalizers away changes no rights. */
function isLettingGo(object: KubeObject, old: KubeObject): boolean {
  const bare = ({ metadata, ...rest }: KubeObject) => {
    const { finalizers, ownerReferences, resourceVersion, generation, managedFields, ...kept } =
      metadata;
    return { ...rest, metadata: kept };
  };
  return sameJson(bare(object), bare(old));
}

function checkRole(object: KubeObject, old: KubeObject | undefined, context: RestContext): void {
  const { request, row, store } = context;
  const { user } = request;
  const { group, resource } = row;
  const namespace = object.metadata.namespace ?? "";
  const name = old === undefined ? "" : object.metadata.name;
  const place = { group, resource, subresource: "", namespace, name };
  if (authorize(store, { user, verb: "escalate", ...place }).allowed) return;
  const role = object as unknown as ClusterRole;
  refuseMore(object, role.rules ?? [], context);
  const aggregates = [role, old as unknown as ClusterRole | undefined].some(
    (one) => (one?.aggregationRule?.clusterRoleSelectors?.length ?? 0) > 0,
  );
  if (!aggregates || uncovered(rulesOf(store, user, "").rules, ALL).length === 0) return;
  const why = "must have cluster-admin privileges to use the aggregationRule";
  throw forbidden(row, object.metadata.name, why);
}

function checkBinding(object: KubeObject, context: RestContext): void {
  const { request, row, store } = context;
  const { user } = request;
  const roleRef = object.roleRef as RoleRef;
  const { apiGroup, kind, name } = roleRef;
  const namespace = object.metadata.namespace ?? "";
  const resource = kind === "ClusterRole" ? "clusterroles" : "roles";
  const place = { group: apiGroup, resource, subresource: "", namespace, name };
  if (authorize(store, { user, verb: "bind", ...place }).allowed) return;
  const rules = rulesOfRole(store, roleRef, namespace);
  if (rules === undefined) throw notFound(row, name);
  refuseMore(object, rules, context);
}

function refuseMore(object: KubeObject, wanted: readonly PolicyRule[], context: RestContext): void {
  const { request, row, store } = context;
  const { username, groups } = request.user;
  const { rules, error } = rulesOf(store, request.user, object.metadata.namespace ?? "");
  const missing = uncovered(rules, wanted);
  if (missing.length === 0) return;
  const texts = [...new Set(compactRules(missing).map(ruleText))].sort();
  const who = `user ${JSON.stringify(username)} (groups=${quotedList(groups)})`;
  const what = "is attempting to grant RBAC permissions not currently held:";
  const errors = error === "" ? "" : `; resolution errors: [${error}]`;
  const why = `${who} ${what}\n${texts.join("\n")}${errors}`;
  throw forbidden(row, object.metadata.name, why);
}
