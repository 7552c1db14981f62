/** What rules of roles, references to roles and subjects of bindings must be. */
import { type FieldError, invalid, notSupported, required } from "../../../api/field-error.ts";
import { sameJson } from "../../../api/json.ts";
import { dnsSubdomainFaults } from "../../../api/name-rule.ts";
import { pathSegmentFaults } from "../../../api/path-segment-rule.ts";
import type { PolicyRule, RoleRef, Subject } from "../../../api/types.generated.ts";

const GROUP = "rbac.authorization.k8s.io";

/** No rules are kept as null, not as an empty list. */
export function withRules<T extends { readonly rules?: readonly PolicyRule[] | undefined }>(
  role: T,
): T {
  if (role.rules === null || (role.rules?.length ?? 0) > 0) return role;
  return { ...role, rules: null };
}

export function ruleFaults(
  rules: readonly PolicyRule[] | undefined | null,
  isNamespaced: boolean,
): readonly FieldError[] {
  return (rules ?? []).flatMap((rule, i) => oneRuleFaults(rule, isNamespaced, `rules[${i}]`));
}

function oneRuleFaults(rule: PolicyRule, isNamespaced: boolean, at: string): FieldError[] {
  const { apiGroups = [], nonResourceURLs = [], resourceNames = [], resources = [] } = rule;
  const faults: FieldError[] = [];
  if ((rule.verbs ?? []).length === 0) {
    faults.push(required(`${at}.verbs`, "verbs must contain at least one value"));
  }
  if (nonResourceURLs.length > 0) {
    const refuse = (why: string) => invalid(`${at}.nonResourceURLs`, nonResourceURLs, why);
    if (isNamespaced) faults.push(refuse("namespaced rules cannot apply to non-resource URLs"));
    if (apiGroups.length + resources.length + resourceNames.length > 0) {
      faults.push(refuse("rules cannot apply to both regular resources and non-resource URLs"));
    }
    return faults;
  }
  if (apiGroups.length === 0) {
    faults.push(required(`${at}.apiGroups`, "resource rules must supply at least one api group"));
  }
  if (resources.length === 0) {
    faults.push(required(`${at}.resources`, "resource rules must supply at least one resource"));
  }
  return faults;
}

type Bound = {
  readonly roleRef: RoleRef;
  readonly subjects?: readonly Subject[] | undefined;
};

/** A binding names a group for its role and for each of its users and groups. */
export function withGroups<T extends Bound>(binding: T): T {
  const { apiGroup = "" } = binding.roleRef ?? {};
  const subjects = binding.subjects?.map((subject) =>
    (subject.apiGroup ?? "") === "" && (subject.kind === "User" || subject.kind === "Group")
      ? { ...subject, apiGroup: GROUP }
      : subject,
  );
  return {
    ...binding,
    roleRef: apiGroup === "" ? { ...binding.roleRef, apiGroup: GROUP } : binding.roleRef,
    ...(subjects === undefined ? {} : { subjects }),
  };
}

export function bindingFaults(
  { roleRef, subjects = [] }: Bound,
  kinds: readonly string[],
): readonly FieldError[] {
  const { apiGroup = "", kind = "", name = "" } = roleRef ?? {};
  const faults: FieldError[] = [];
  if (apiGroup !== GROUP) faults.push(notSupported("roleRef.apiGroup", apiGroup, [GROUP]));
  if (!kinds.includes(kind)) faults.push(notSupported("roleRef.kind", kind, kinds));
  if (name === "") faults.push(required("roleRef.name"));
  else faults.push(...pathSegmentFaults(name).map((why) => invalid("roleRef.name", name, why)));
  const isNamespaced = kinds.includes("Role");
  return [
    ...faults,
    ...subjects.flatMap((subject, i) => subjectFaults(subject, isNamespaced, `subjects[${i}]`)),
  ];
}

function subjectFaults(subject: Subject, isNamespaced: boolean, at: string): FieldError[] {
  const { apiGroup = "", kind = "", name = "", namespace = "" } = subject;
  const faults: FieldError[] = name === "" ? [required(`${at}.name`)] : [];
  switch (kind) {
    case "ServiceAccount":
      if (name !== "") {
        faults.push(...dnsSubdomainFaults(name).map((why) => invalid(`${at}.name`, name, why)));
      }
      if (apiGroup !== "") faults.push(notSupported(`${at}.apiGroup`, apiGroup, [""]));
      if (!isNamespaced && namespace === "") faults.push(required(`${at}.namespace`));
      break;
    case "User":
    case "Group":
      if (apiGroup !== GROUP) faults.push(notSupported(`${at}.apiGroup`, apiGroup, [GROUP]));
      break;
    default:
      faults.push(notSupported(`${at}.kind`, kind, ["ServiceAccount", "User", "Group"]));
  }
  return faults;
}

export function roleRefFaults({ roleRef }: Bound, old: Bound): readonly FieldError[] {
  if (sameJson(roleRef, old.roleRef)) return [];
  const { apiGroup, kind, name } = roleRef;
  const shown = { APIGroup: apiGroup, Kind: kind, Name: name };
  return [invalid("roleRef", shown, "cannot change roleRef")];
}
