/** What the API server knows of ValidatingAdmissionPolicyBindings. */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { dnsSubdomainFaults } from "../../api/name-rule.ts";
import { pathSegmentFaults } from "../../api/path-segment-rule.ts";
import type {
  ValidatingAdmissionPolicyBinding as Binding,
  ParamRef,
} from "../../api/types.generated.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateLabelSelector } from "../validation/label-selector.ts";
import { matchFaults, withMatchDefaults } from "./admission/rule.ts";

const ACTIONS = ["Audit", "Deny", "Warn"];
const BOTH =
  "must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)";

export const validatingAdmissionPolicyBindingStrategy: KindStrategy<Binding> = {
  kind: "ValidatingAdmissionPolicyBinding",

  setDefaults(binding) {
    const { matchResources } = binding.spec ?? {};
    if (matchResources === undefined) return binding;
    const spec = { ...binding.spec, matchResources: withMatchDefaults(matchResources) };
    return { ...binding, spec };
  },

  validate({ spec }) {
    const { matchResources, paramRef, policyName = "", validationActions = [] } = spec ?? {};
    const named =
      policyName === ""
        ? [required("spec.policyName")]
        : dnsSubdomainFaults(policyName).map((why) => invalid("spec.policyName", policyName, why));
    return [
      ...named,
      ...(paramRef === undefined ? [] : paramRefFaults(paramRef)),
      ...(matchResources === undefined ? [] : matchFaults(matchResources, "spec.matchResources")),
      ...actionFaults(validationActions),
    ];
  },
};

function paramRefFaults(ref: ParamRef): readonly FieldError[] {
  const { name = "", parameterNotFoundAction: action = "", selector } = ref;
  const at = "spec.paramRef";
  const exclusive = "name and selector are mutually exclusive";
  const faults: FieldError[] = [];
  if (name !== "") {
    faults.push(...pathSegmentFaults(name).map((why) => invalid(`${at}.name`, name, why)));
    if (selector !== undefined) faults.push(forbiddenField(`${at}.name`, exclusive));
  }
  if (selector !== undefined) {
    faults.push(...validateLabelSelector(selector, `${at}.selector`));
    if (name !== "") faults.push(forbiddenField(`${at}.selector`, exclusive));
  }
  if (name === "" && selector === undefined) {
    faults.push(required(at, "one of name or selector must be specified"));
  }
  if (action === "") faults.push(required(`${at}.parameterNotFoundAction`));
  else if (action !== "Deny" && action !== "Allow") {
    faults.push(notSupported(`${at}.parameterNotFoundAction`, action, ["Deny", "Allow"]));
  }
  return faults;
}

function actionFaults(actions: readonly string[]): readonly FieldError[] {
  const at = "spec.validationActions";
  return [
    ...actions.flatMap((action, i) => [
      ...(ACTIONS.includes(action) ? [] : [notSupported(`${at}[${i}]`, action, ACTIONS)]),
      ...(actions.indexOf(action) < i ? [duplicate(`${at}[${i}]`, action)] : []),
    ]),
    ...(actions.includes("Deny") && actions.includes("Warn") ? [invalid(at, actions, BOTH)] : []),
    ...(actions.length === 0 ? [required(at, "at least one validation action is required")] : []),
  ];
}
