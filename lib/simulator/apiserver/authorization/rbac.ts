/**
 * Role-based access control: the rules that bindings give a user in a namespace, and whether one
 * of them allows a request. Everything is read from the store at the moment of the request.
 */
import { aggregate } from "../../api/field-error.ts";
import { keyFor } from "../../api/object.ts";
import type {
  ClusterRoleBinding,
  PolicyRule,
  RoleBinding,
  RoleRef,
  Subject,
} from "../../api/types.generated.ts";
import type { UserInfo } from "../request.ts";
import type { Store } from "../store/store.ts";
import type { Attributes } from "./attribute.ts";
import { ruleAllows } from "./rule.ts";

export const MASTERS = "system:masters";

export type Decision = {
  readonly allowed: boolean;
  /** What allowed it, or which roles of the user's bindings are missing. */
  readonly reason: string;
};

type Grant = {
  readonly rules: readonly PolicyRule[];
  /** `RoleBinding "x/ns" of Role "y" to User "z"` */
  readonly source: () => string;
  readonly error: string;
};

export function isMaster({ groups }: UserInfo): boolean {
  return groups.includes(MASTERS);
}

export function authorize(store: Store, attributes: Attributes): Decision {
  if (isMaster(attributes.user)) return { allowed: true, reason: "" };
  const namespace = "path" in attributes ? "" : attributes.namespace;
  const errors: string[] = [];
  for (const { rules, source, error } of grantsOf(store, attributes.user, namespace)) {
    if (error !== "") errors.push(error);
    if (rules.some((rule) => ruleAllows(rule, attributes))) {
      return { allowed: true, reason: `RBAC: allowed by ${source()}` };
    }
  }
  return { allowed: false, reason: errors.length === 0 ? "" : `RBAC: ${aggregate(errors)}` };
}

/** All rules of a user in a namespace, those for the whole cluster first. */
export function rulesOf(
  store: Store,
  user: UserInfo,
  namespace: string,
): { readonly rules: readonly PolicyRule[]; readonly error: string } {
  const grants = grantsOf(store, user, namespace);
  const errors = grants.map(({ error }) => error).filter((error) => error !== "");
  return {
    rules: grants.flatMap(({ rules }) => rules),
    error: errors.length === 0 ? "" : aggregate(errors),
  };
}

/** The rules of a role; undefined when there is no such role. */
export function rulesOfRole(
  store: Store,
  { kind, name }: RoleRef,
  namespace: string,
): readonly PolicyRule[] | undefined {
  const key = keyFor(kind === "Role" ? namespace : undefined, name);
  const role = store.get(kind, key);
  if (role === undefined) return undefined;
  return (role as { readonly rules?: readonly PolicyRule[] | null }).rules ?? [];
}

function grantsOf(store: Store, user: UserInfo, namespace: string): readonly Grant[] {
  const everywhere = store.list("ClusterRoleBinding") as unknown as readonly ClusterRoleBinding[];
  const grants = everywhere.flatMap((binding) => grantOf(store, user, binding, ""));
  if (namespace === "") return grants;
  const here = store.list("RoleBinding") as unknown as readonly RoleBinding[];
  return [
    ...grants,
    ...here
      .filter(({ metadata }) => metadata.namespace === namespace)
      .flatMap((binding) => grantOf(store, user, binding, namespace)),
  ];
}

function grantOf(
  store: Store,
  user: UserInfo,
  binding: RoleBinding | ClusterRoleBinding,
  namespace: string,
): readonly Grant[] {
  const subject = binding.subjects?.find((one) => isSubject(one, user, namespace));
  if (subject === undefined) return [];
  const { kind, name } = binding.roleRef;
  const rules = rulesOfRole(store, binding.roleRef, namespace);
  const place = namespace === "" ? "" : `/${namespace}`;
  const source = () =>
    `${binding.kind} "${binding.metadata.name}${place}" of ${kind} "${name}" to ` +
    subjectText(subject, namespace);
  if (rules !== undefined) return [{ rules, source, error: "" }];
  const error = `${kind.toLowerCase()}.rbac.authorization.k8s.io "${name}" not found`;
  return [{ rules: [], source, error }];
}

function isSubject(subject: Subject, user: UserInfo, namespace: string): boolean {
  switch (subject.kind) {
    case "User":
      return subject.name === user.username;
    case "Group":
      return user.groups.includes(subject.name);
    case "ServiceAccount": {
      const place = subject.namespace === undefined ? namespace : subject.namespace;
      return place !== "" && user.username === `system:serviceaccount:${place}:${subject.name}`;
    }
    default:
      return false;
  }
}

function subjectText({ kind, name, namespace }: Subject, bindingNamespace: string): string {
  if (kind !== "ServiceAccount") return `${kind} "${name}"`;
  return `${kind} "${name}/${namespace ?? bindingNamespace}"`;
}
