/** Rows of roles, bindings, service accounts, signing requests and admission's configuration. */
import type {
  CertificateSigningRequest,
  ClusterRole,
  MutatingWebhookConfiguration,
  RoleBinding,
  ServiceAccount,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from "../../api/types.generated.ts";
import { ageOf, columns, humanDuration } from "../column.ts";
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

const accounts: KindColumns<ServiceAccount> = {
  kind: "ServiceAccount",
  columns: columns("Name", "Age"),
  cells: (account, { nowMs }) => [account.metadata.name, ageOf(account, nowMs)],
};

const requests: KindColumns<CertificateSigningRequest> = {
  kind: "CertificateSigningRequest",
  columns: columns("Name", "Age", "SignerName", "Requestor", "RequestedDuration", "Condition"),
  cells(request, { nowMs }) {
    const { spec } = request;
    const seconds = spec.expirationSeconds;
    return [
      request.metadata.name,
      ageOf(request, nowMs),
      spec.signerName,
      spec.username ?? "",
      seconds === undefined ? "<none>" : humanDuration(seconds * 1000),
      stateOf(request),
    ];
  },
};

function stateOf({ status }: CertificateSigningRequest): string {
  const has = (type: string) => status?.conditions?.some((one) => one.type === type) === true;
  const decision = has("Denied") ? "Denied" : has("Approved") ? "Approved" : "Pending";
  const failed = has("Failed") ? ",Failed" : "";
  return `${decision}${failed}${status?.certificate ? ",Issued" : ""}`;
}

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
  columnsOf(accounts as never),
  columnsOf(requests as never),
  columnsOf(webhooks("MutatingWebhookConfiguration") as never),
  columnsOf(webhooks("ValidatingWebhookConfiguration") as never),
  columnsOf(policies as never),
  columnsOf(policyBindings as never),
];
