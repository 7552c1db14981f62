/** `describe role|clusterrole|rolebinding|clusterrolebinding` */
import { type PolicyRule, ruleLines } from "../text/policy-rule.ts";
import { type Describe, type Describer, fieldsOf } from "./describer.ts";
import { writeName, writeOwnMetadata } from "./head.ts";

function describeRole(run: Describe): void {
  const { object, out } = run;
  writeName(run, false);
  writeOwnMetadata(run);
  out.line(0, "PolicyRule:");
  out.line(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs");
  out.line(1, "---------\t-----------------\t--------------\t-----");
  for (const line of ruleLines((object.rules ?? []) as readonly PolicyRule[])) {
    out.line(1, line);
  }
}

export const roleDescriber: Describer = { kind: "Role", describe: describeRole };
export const clusterRoleDescriber: Describer = { kind: "ClusterRole", describe: describeRole };

type Subject = { readonly kind: string; readonly name: string; readonly namespace?: string };

function describeBinding(run: Describe): void {
  const { object, out } = run;
  const { kind, name } = fieldsOf(object.roleRef);
  writeName(run, false);
  writeOwnMetadata(run);
  out.line(0, "Role:");
  out.line(1, `Kind:\t${String(kind)}`);
  out.line(1, `Name:\t${String(name)}`);
  out.line(0, "Subjects:");
  out.line(1, "Kind\tName\tNamespace");
  out.line(1, "----\t----\t---------");
  for (const subject of (object.subjects ?? []) as readonly Subject[]) {
    out.line(1, `${subject.kind}\t${subject.name}\t${subject.namespace ?? ""}`);
  }
}

export const roleBindingDescriber: Describer = { kind: "RoleBinding", describe: describeBinding };
export const clusterRoleBindingDescriber: Describer = {
  kind: "ClusterRoleBinding",
  describe: describeBinding,
};
