/** What the rules by which policies and webhooks choose requests must be. */
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import { pathSegmentFaults } from "../../../api/path-segment-rule.ts";
import type { MatchResources, NamedRuleWithOperations } from "../../../api/types.generated.ts";
import { validateLabelSelector } from "../../validation/label-selector.ts";

const OPERATIONS = ["*", "CONNECT", "CREATE", "DELETE", "UPDATE"];
const SCOPES = ["*", "Cluster", "Namespaced"];
export const MATCH_POLICIES = ["Equivalent", "Exact"];
export const FAILURE_POLICIES = ["Fail", "Ignore"];

export function withMatchDefaults(rules: MatchResources): MatchResources {
  const scoped = (rule: NamedRuleWithOperations): NamedRuleWithOperations => ({
    ...rule,
    scope: rule.scope ?? "*",
  });
  const { resourceRules, excludeResourceRules } = rules;
  return {
    ...rules,
    matchPolicy: rules.matchPolicy ?? "Equivalent",
    namespaceSelector: rules.namespaceSelector ?? {},
    objectSelector: rules.objectSelector ?? {},
    ...(resourceRules === undefined ? {} : { resourceRules: resourceRules.map(scoped) }),
    ...(excludeResourceRules === undefined
      ? {}
      : { excludeResourceRules: excludeResourceRules.map(scoped) }),
  };
}

export function matchFaults(rules: MatchResources, at: string): readonly FieldError[] {
  const { matchPolicy = "Equivalent", namespaceSelector, objectSelector } = rules;
  const isKnown = MATCH_POLICIES.includes(matchPolicy);
  const named = (list: readonly NamedRuleWithOperations[] | undefined, field: string) =>
    (list ?? []).flatMap((rule, i) => namedRuleFaults(rule, `${at}.${field}[${i}]`));
  return [
    ...(isKnown ? [] : [notSupported(`${at}.matchPolicy`, matchPolicy, MATCH_POLICIES)]),
    ...validateLabelSelector(namespaceSelector, `${at}.namespaceSelector`),
    ...validateLabelSelector(objectSelector, `${at}.objectSelector`),
    ...named(rules.resourceRules, "resourceRules"),
    ...named(rules.excludeResourceRules, "excludeResourceRules"),
  ];
}

function namedRuleFaults(rule: NamedRuleWithOperations, at: string): readonly FieldError[] {
  const names = rule.resourceNames ?? [];
  const nameFaults = names.flatMap((name, i) => [
    ...pathSegmentFaults(name).map((why) => invalid(`${at}.resourceNames[${i}]`, name, why)),
    ...(names.indexOf(name) < i ? [duplicate(`${at}.resourceNames[${i}]`, name)] : []),
  ]);
  return [...nameFaults, ...ruleFaults(rule, at)];
}

export function ruleFaults(
  rule: Omit<NamedRuleWithOperations, "resourceNames">,
  at: string,
): readonly FieldError[] {
  const { operations = [], apiGroups = [], apiVersions = [], resources = [], scope } = rule;
  const alone = (list: readonly string[], field: string, what: string) =>
    list.length > 1 && list.includes("*")
      ? [invalid(`${at}.${field}`, list, `if '*' is present, must not specify other ${what}`)]
      : [];
  const some = (list: readonly string[], field: string) =>
    list.length === 0 ? [required(`${at}.${field}`)] : [];
  return [
    ...some(operations, "operations"),
    ...alone(operations, "operations", "operations"),
    ...operations.flatMap((one, i) =>
      OPERATIONS.includes(one) ? [] : [notSupported(`${at}.operations[${i}]`, one, OPERATIONS)],
    ),
    ...some(apiGroups, "apiGroups"),
    ...alone(apiGroups, "apiGroups", "API groups"),
    ...some(apiVersions, "apiVersions"),
    ...alone(apiVersions, "apiVersions", "API versions"),
    ...apiVersions.flatMap((one, i) => (one === "" ? [required(`${at}.apiVersions[${i}]`)] : [])),
    ...resourceFaults(resources, `${at}.resources`),
    ...(scope === undefined || SCOPES.includes(scope)
      ? []
      : [notSupported(`${at}.scope`, scope, SCOPES)]),
  ];
}

function resourceFaults(resources: readonly string[], at: string): readonly FieldError[] {
  const faults: FieldError[] = resources.length === 0 ? [required(at)] : [];
  const wholeResources = new Set<string>();
  const wholeSubresources = new Set<string>();
  let hasPlain = false;
  for (const [i, one] of resources.entries()) {
    if (one === "") {
      faults.push(required(`${at}[${i}]`));
      continue;
    }
    const slash = one.indexOf("/");
    if (slash < 0) {
      hasPlain = one !== "*";
      continue;
    }
    const [resource, sub] = [one.slice(0, slash), one.slice(slash + 1)];
    const clash = (text: string) =>
      faults.push(invalid(`${at}[${i}]`, one, `if '${text}' is present, must not specify ${one}`));
    if (wholeResources.has(resource)) clash(`${resource}/*`);
    if (wholeSubresources.has(sub)) clash(`*/${sub}`);
    if (sub === "*") wholeResources.add(resource);
    if (resource === "*") wholeSubresources.add(sub);
  }
  if (resources.length > 1 && resources.includes("*/*")) {
    faults.push(invalid(at, resources, "if '*/*' is present, must not specify other resources"));
  }
  if (resources.includes("*") && hasPlain) {
    const why = "if '*' is present, must not specify other resources without subresources";
    faults.push(invalid(at, resources, why));
  }
  return faults;
}
