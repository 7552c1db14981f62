/** Whether a policy's or a binding's rules are about a request. */
import { matchesSelector } from "../../../api/label.ts";
import type { KubeObject } from "../../../api/object.ts";
import type { MatchResources, NamedRuleWithOperations } from "../../../api/types.generated.ts";
import type { RestContext } from "../../rest/context.ts";

export type Operation = "CREATE" | "UPDATE" | "DELETE";

export type Target = {
  readonly operation: Operation;
  readonly object: KubeObject;
  readonly old: KubeObject | undefined;
  readonly context: RestContext;
};

export function targetOf(
  object: KubeObject,
  old: KubeObject | undefined,
  context: RestContext,
): Target {
  const { verb } = context.request;
  const isDelete = verb === "delete" || verb === "deletecollection";
  const operation: Operation = isDelete ? "DELETE" : old === undefined ? "CREATE" : "UPDATE";
  return { operation, object, old, context };
}

export function isMatched(rules: MatchResources | undefined, target: Target): boolean {
  if (rules === undefined) return true;
  const { resourceRules = [], excludeResourceRules = [] } = rules;
  if (!selectsNamespace(rules, target) || !selectsObject(rules, target)) return false;
  if (excludeResourceRules.some((rule) => isRuleMatched(rule, target))) return false;
  return resourceRules.length === 0 || resourceRules.some((rule) => isRuleMatched(rule, target));
}

function selectsObject({ objectSelector }: MatchResources, { object, old, operation }: Target) {
  if (objectSelector === undefined) return true;
  const seen = operation === "DELETE" ? [old] : [object, old];
  return seen.some(
    (one) => one !== undefined && matchesSelector(objectSelector, one.metadata.labels),
  );
}

function selectsNamespace({ namespaceSelector }: MatchResources, { context, object }: Target) {
  const { row, store } = context;
  if (namespaceSelector === undefined) return true;
  const isEmpty =
    Object.keys(namespaceSelector.matchLabels ?? {}).length === 0 &&
    (namespaceSelector.matchExpressions?.length ?? 0) === 0;
  if (isEmpty) return true;
  if (row.kind === "Namespace") return matchesSelector(namespaceSelector, object.metadata.labels);
  if (!row.namespaced) return true;
  const namespace = store.get("Namespace", object.metadata.namespace ?? "");
  return matchesSelector(namespaceSelector, namespace?.metadata.labels);
}

function isRuleMatched(rule: NamedRuleWithOperations, target: Target): boolean {
  const { context, object, operation } = target;
  const { request, row } = context;
  const subresource = context.writtenAs ?? request.subresource ?? "";
  const { operations = [], apiGroups = [], apiVersions = [], resources = [], scope = "*" } = rule;
  const names = rule.resourceNames ?? [];
  return (
    (names.length === 0 || names.includes(object.metadata.name)) &&
    (operations.includes("*") || operations.includes(operation)) &&
    (apiGroups.includes("*") || apiGroups.includes(row.group)) &&
    (apiVersions.includes("*") || apiVersions.includes(row.version)) &&
    resources.some((one) => isResourceMatched(one, row.resource, subresource)) &&
    (scope === "*" || (scope === "Namespaced") === isInNamespace(context))
  );
}

function isInNamespace({ row }: RestContext): boolean {
  return row.namespaced;
}

function isResourceMatched(rule: string, resource: string, subresource: string): boolean {
  const [wanted = "", sub = ""] = rule.split("/");
  return (wanted === "*" || wanted === resource) && (sub === subresource || sub === "*");
}
