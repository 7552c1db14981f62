/** What the API server knows of ValidatingAdmissionPolicies. */
import { BOOL, type CelScope, type CelType, DYN, NULL, STRING } from "#lib/cel";
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { dns1035LabelFaults, labelKeyFaults } from "../../api/name-rule.ts";
import { splitApiVersion } from "../../api/resource.ts";
import type {
  ParamKind,
  ValidatingAdmissionPolicy as Policy,
  Validation,
} from "../../api/types.generated.ts";
import { policyScope, variableTypes } from "../admission/policy/scope.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { expressionFaults, matchConditionFaults } from "./admission/expression.ts";
import { FAILURE_POLICIES, matchFaults, withMatchDefaults } from "./admission/rule.ts";

const REASONS = ["Forbidden", "Invalid", "RequestEntityTooLarge"];
const NOTHING = "validations or auditAnnotations must contain at least one item";

export const validatingAdmissionPolicyStrategy: KindStrategy<Policy> = {
  kind: "ValidatingAdmissionPolicy",

  setDefaults(policy) {
    const { matchConstraints } = policy.spec ?? {};
    const matched =
      matchConstraints === undefined
        ? {}
        : { matchConstraints: withMatchDefaults(matchConstraints) };
    const failurePolicy = policy.spec?.failurePolicy ?? "Fail";
    return { ...policy, spec: { ...policy.spec, failurePolicy, ...matched } };
  },

  validate: (policy) => [
    ...placeFaults(policy),
    ...variableFaults(policy),
    ...validationsFaults(policy),
  ],
};

function placeFaults({ spec }: Policy): readonly FieldError[] {
  const { failurePolicy = "Fail", matchConstraints, paramKind } = spec;
  const faults: FieldError[] = [];
  if (!FAILURE_POLICIES.includes(failurePolicy)) {
    faults.push(notSupported("spec.failurePolicy", failurePolicy, FAILURE_POLICIES));
  }
  if (paramKind !== undefined) faults.push(...paramKindFaults(paramKind));
  if (matchConstraints === undefined) faults.push(required("spec.matchConstraints"));
  else {
    faults.push(...matchFaults(matchConstraints, "spec.matchConstraints"));
    if ((matchConstraints.resourceRules?.length ?? 0) === 0) {
      faults.push(required("spec.matchConstraints.resourceRules"));
    }
  }
  const hasParams = paramKind !== undefined;
  faults.push(...matchConditionFaults(spec.matchConditions, "spec.matchConditions", hasParams));
  return faults;
}

function paramKindFaults({ apiVersion = "", kind = "" }: ParamKind): readonly FieldError[] {
  const faults: FieldError[] = [];
  const at = "spec.paramKind";
  if (apiVersion === "") faults.push(required(`${at}.apiVersion`));
  else {
    const { version } = splitApiVersion(apiVersion);
    const why = dns1035LabelFaults(version);
    if (version === "") {
      faults.push(invalid(`${at}.apiVersion`, apiVersion, "version must be specified"));
    } else if (why.length > 0) {
      faults.push(invalid(`${at}.apiVersion`, version, why.join(",")));
    }
  }
  if (kind === "") faults.push(required(`${at}.kind`));
  else {
    const why = dns1035LabelFaults(kind.toLowerCase());
    const text = `may have mixed case, but should otherwise match: ${why.join(",")}`;
    if (why.length > 0) faults.push(invalid(`${at}.kind`, kind, text));
  }
  return faults;
}

function variableFaults({ spec }: Policy): readonly FieldError[] {
  const hasParams = spec.paramKind !== undefined;
  const options = { hasParams, hasAuthorizer: true };
  const types = new Map<string, CelType>();
  return (spec.variables ?? []).flatMap((variable, i) => {
    const { name = "", expression = "" } = variable;
    const at = `spec.variables[${i}]`;
    const faults: FieldError[] = [];
    if (name.trim() === "") faults.push(required(`${at}.name`, "name is not specified"));
    else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      faults.push(invalid(`${at}.name`, name, "must be a valid CEL identifier"));
    }
    const scope = policyScope({ ...options, variables: types });
    if (expression.trim() === "") {
      faults.push(required(`${at}.expression`, "expression is not specified"));
    } else faults.push(...expressionFaults(expression, `${at}.expression`, scope, undefined));
    types.set(name, DYN);
    return faults;
  });
}

function validationsFaults(policy: Policy): readonly FieldError[] {
  const { spec } = policy;
  const { auditAnnotations = [], validations = [] } = spec;
  if (validations.length === 0 && auditAnnotations.length === 0) {
    return [required("spec.validations", NOTHING), required("spec.auditAnnotations", NOTHING)];
  }
  const hasParams = spec.paramKind !== undefined;
  const variables = variableTypes(spec, { hasParams, hasAuthorizer: true });
  const scope = policyScope({ hasParams, hasAuthorizer: true, variables });
  const messageScope = policyScope({ hasParams, hasAuthorizer: false, variables });
  const keys = auditAnnotations.map(({ key }) => key);
  return [
    ...validations.flatMap((validation, i) =>
      validationFaults(validation, `spec.validations[${i}]`, scope, messageScope),
    ),
    ...auditAnnotations.flatMap(({ key = "", valueExpression = "" }, i) => {
      const at = `spec.auditAnnotations[${i}]`;
      const name = `${policy.metadata.name}/${key}`;
      return [
        ...labelKeyFaults(name).map((why) => invalid(`${at}.key`, name, why)),
        ...(valueExpression.trim() === ""
          ? [required(`${at}.valueExpression`, "valueExpression is not specified")]
          : expressionFaults(valueExpression, `${at}.valueExpression`, scope, [STRING, NULL])),
        ...(keys.indexOf(key) < i ? [duplicate(`${at}.key`, key)] : []),
      ];
    }),
  ];
}

function validationFaults(
  validation: Validation,
  at: string,
  scope: CelScope,
  messageScope: CelScope,
): readonly FieldError[] {
  const { expression = "", message = "", messageExpression = "", reason } = validation;
  const faults: FieldError[] = [];
  const mustSay = "must be non-empty if specified";
  if (expression.trim() === "") {
    faults.push(required(`${at}.expression`, "expression is not specified"));
  } else faults.push(...expressionFaults(expression, `${at}.expression`, scope, [BOOL]));
  const where = `${at}.messageExpression`;
  if (messageExpression !== "" && messageExpression.trim() === "") {
    faults.push(invalid(where, messageExpression, mustSay));
  } else if (messageExpression !== "") {
    faults.push(...expressionFaults(messageExpression, where, messageScope, [STRING]));
  }
  if (message !== "" && message.trim() === "") {
    faults.push(invalid(`${at}.message`, message, mustSay));
  } else if (/[\n\r]/.test(message.trim())) {
    faults.push(invalid(`${at}.message`, message, "must not contain line breaks"));
  }
  if (reason !== undefined && !REASONS.includes(reason)) {
    faults.push(notSupported(`${at}.reason`, reason, REASONS));
  }
  return faults;
}
