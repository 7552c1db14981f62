/** Tells in a policy's status which of its expressions do not fit the kinds that it is about. */
import { compileChecked } from "#lib/cel";
import type { ResourceRow } from "../api/resource.ts";
import { RESOURCE_ROWS } from "../api/resources.generated.ts";
import type {
  ValidatingAdmissionPolicy as Policy,
  ValidatingAdmissionPolicySpec,
} from "../api/types.generated.ts";
import { modelType, policyScope, variableTypes } from "../apiserver/admission/policy/scope.ts";
import type { Controller } from "./controller.ts";

/** More kinds than these are not looked at. */
const MOST_KINDS = 10;

export const validatingAdmissionPolicyStatusController: Controller = {
  name: "validatingadmissionpolicy-status-controller",
  for: "ValidatingAdmissionPolicy",

  reconcile(key, { api, cache }) {
    const policy = cache.get("ValidatingAdmissionPolicy", key);
    if (policy === undefined) return "done";
    const { generation = 1 } = policy.metadata;
    if (policy.status?.observedGeneration === generation) return "done";
    const expressionWarnings = warningsOf(policy);
    const typeChecking = expressionWarnings.length === 0 ? {} : { expressionWarnings };
    const status = { ...policy.status, observedGeneration: generation, typeChecking };
    api.updateStatus<"ValidatingAdmissionPolicy">({ ...policy, status });
    return "done";
  },
};

function warningsOf({ spec }: Policy) {
  const kinds = kindsOf(spec);
  return (spec.validations ?? []).flatMap(({ expression }, i) => {
    const texts = kinds.flatMap((row) => {
      const object = modelType(row.model);
      const hasParams = spec.paramKind !== undefined;
      const options = { object, hasParams, hasAuthorizer: true };
      const variables = variableTypes(spec, options);
      const compiled = compileChecked(expression, policyScope({ ...options, variables }));
      const version = `${row.group}/${row.version}`;
      return compiled.ok ? [] : [`${version}, Kind=${row.kind}: ${compiled.error.message}\n`];
    });
    if (texts.length === 0) return [];
    const fieldRef = `spec.validations[${i}].expression`;
    return [{ fieldRef, warning: texts.join("\n") }];
  });
}

/** The kinds that rules without stars name. */
function kindsOf({ matchConstraints }: ValidatingAdmissionPolicySpec): readonly ResourceRow[] {
  const rules = matchConstraints?.resourceRules ?? [];
  const found = rules.flatMap(({ apiGroups = [], apiVersions = [], resources = [] }) => {
    if ([...apiGroups, ...apiVersions, ...resources].includes("*")) return [];
    return RESOURCE_ROWS.filter(
      (row) =>
        row.model !== "" &&
        apiGroups.includes(row.group) &&
        apiVersions.includes(row.version) &&
        resources.includes(row.resource),
    );
  });
  return [...new Set(found)].slice(0, MOST_KINDS);
}
