/** Rows of roles, bindings, and the configuration of admission. */
import type {
  ClusterRole,
  MutatingWebhookConfiguration,
  RoleBinding,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { columnsOf, type KindColumns } from "./kind-columns.ts";

const role = (kind: string): KindColumns<ClusterRole> => ({
  kind,
  columns: columns("Name", "Created At"),
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp ?? ""],
});

const binding = (kind: string): KindColumns<RoleBinding> => ({
  kind,
  columns: columns("Name", "Role", "Age", "+Users", "+Groups", "+ServiceAccounts"),
  cells(object, { nowMs }) {
    const { roleRef, subjects = [] } = object;
    const named = (wanted: string) => subjects.filter((subject) => subject.kind === wanted);
    return [
      object.metadata.name,
      `${roleRef.kind}/${roleRef.name}`,
      ageOf(object, nowMs),
      named("User")
        .map(({ name }) => name)
        .join(", "),
      named("Group")
        .map(({ name }) => name)
        .join(", "),
      named("ServiceAccount")
        .map(({ namespace, name }) => `${namespace ?? ""}/${name}`)
        .join(", "),
    ];
  },
});

const webhooks = (kind: string): KindColumns<MutatingWebhookConfiguration> => ({
  kind,
  columns: columns("Name", "Webhooks", "Age"),
  cells: (object, { nowMs }) => [
    object.metadata.name,
    (object.webhooks ?? []).length,
    ageOf(object, nowMs),
  ],
});

const policies: KindColumns<ValidatingAdmissionPolicy> = {
  kind: "ValidatingAdmissionPolicy",
  columns: columns("Name", "Validations", "ParamKind", "Age"),
  cells(policy, { nowMs }) {
    const param = policy.spec?.paramKind;
    return [
      policy.metadata.name,
      (policy.spec?.validations ?? []).length,
      param === undefined ? "<unset>" : `${param.apiVersion ?? ""}/${param.kind ?? ""}`,
      ageOf(policy, nowMs),
    ];
  },
};

const policyBindings: KindColumns<ValidatingAdmissionPolicyBinding> = {
  kind: "ValidatingAdmissionPolicyBinding",
  columns: columns("Name", "PolicyName", "ParamRef", "Age"),
  cells(object, { nowMs }) {
    const param = object.spec?.paramRef;
    let shown = "<unset>";
    if (param?.name !== undefined && param.name !== "") {
      shown =
        param.namespace === undefined ? `*/${param.name}` : `${param.namespace}/${param.name}`;
    }
    return [object.metadata.name, object.spec?.policyName ?? "", shown, ageOf(object, nowMs)];
  },
};

export const securityColumns: readonly KindColumns[] = [
  columnsOf(role("Role") as never),
  columnsOf(role("ClusterRole") as never),
  columnsOf(binding("RoleBinding") as never),
  columnsOf(binding("ClusterRoleBinding") as never),
  columnsOf(webhooks("MutatingWebhookConfiguration") as never),
  columnsOf(webhooks("ValidatingWebhookConfiguration") as never),
  columnsOf(policies as never),
  columnsOf(policyBindings as never),
];
