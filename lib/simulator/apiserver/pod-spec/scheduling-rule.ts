/** Rules for what steers a pod's placement: tolerations, affinity, spreading. */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import {
  dnsLabelFaults,
  dnsSubdomainFaults,
  labelKeyFaults,
  labelValueFaults,
} from "../../api/name-rule.ts";
import type {
  Affinity,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  Toleration,
  TopologySpreadConstraint,
} from "../../api/types.generated.ts";
import { validateLabelSelector } from "../validation/label-selector.ts";
import { checkLabelKeys } from "./label-keys-rule.ts";

export const TAINT_EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

export function checkTolerations(
  all: readonly Toleration[],
  field: string,
  errors: FieldError[],
): void {
  for (let i = 0; i < all.length; i++) {
    const toleration = all[i];
    if (toleration !== undefined) checkToleration(toleration, `${field}[${i}]`, errors);
  }
}

function checkToleration(toleration: Toleration, field: string, errors: FieldError[]): void {
  const { key = "", value = "", tolerationSeconds } = toleration;
  const operator: string = toleration.operator ?? "";
  const effect: string = toleration.effect ?? "";
  if (key !== "") {
    for (const fault of labelKeyFaults(key)) errors.push(invalid(`${field}.key`, key, fault));
  } else if (operator !== "Exists") {
    const why =
      'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    errors.push(invalid(`${field}.operator`, operator, why));
  }
  if (tolerationSeconds !== undefined && effect !== "NoExecute") {
    const why = "effect must be 'NoExecute' when `tolerationSeconds` is set";
    errors.push(invalid(`${field}.effect`, effect, why));
  }
  if (operator === "" || operator === "Equal") {
    const faults = labelValueFaults(value);
    if (faults.length > 0) errors.push(invalid(`${field}.operator`, value, faults.join(";")));
  } else if (operator === "Exists") {
    if (value !== "") {
      errors.push(
        invalid(`${field}.operator`, value, "value must be empty when `operator` is 'Exists'"),
      );
    }
  } else {
    const known = ["Equal", "Exists"];
    const compares = operator === "Lt" || operator === "Gt";
    errors.push(
      notSupported(`${field}.operator`, operator, compares ? [...known, "Lt", "Gt"] : known),
    );
  }
  if (effect !== "" && !TAINT_EFFECTS.includes(effect)) {
    errors.push(notSupported(`${field}.effect`, effect, TAINT_EFFECTS));
  }
}

const DURING = "DuringSchedulingIgnoredDuringExecution";

export function checkAffinity(affinity: Affinity, field: string, errors: FieldError[]): void {
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  const needed = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (needed !== undefined)
    checkNodeSelector(needed, `${field}.nodeAffinity.required${DURING}`, errors);
  for (const [i, term] of (
    nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []
  ).entries()) {
    const at = `${field}.nodeAffinity.preferred${DURING}[${i}]`;
    checkWeight(term.weight, at, errors);
    checkNodeTerm(term.preference ?? {}, false, `${at}.preference`, errors);
  }
  if (podAffinity !== undefined) checkPodAffinity(podAffinity, `${field}.podAffinity`, errors);
  if (podAntiAffinity !== undefined)
    checkPodAffinity(podAntiAffinity, `${field}.podAntiAffinity`, errors);
}

function checkWeight(weight: number | undefined, field: string, errors: FieldError[]): void {
  const value = weight ?? 0;
  if (value < 1 || value > 100)
    errors.push(invalid(`${field}.weight`, value, "must be in the range 1-100"));
}

/** Also the node affinity of a volume. */
export function checkNodeSelector(
  selector: NodeSelector,
  field: string,
  errors: FieldError[],
): void {
  const terms = selector.nodeSelectorTerms ?? [];
  if (terms.length === 0) {
    errors.push(
      required(`${field}.nodeSelectorTerms`, "must have at least one node selector term"),
    );
  }
  for (const [i, term] of terms.entries()) {
    checkNodeTerm(term, true, `${field}.nodeSelectorTerms[${i}]`, errors);
  }
}

function checkNodeTerm(
  term: NodeSelectorTerm,
  checksValues: boolean,
  field: string,
  errors: FieldError[],
): void {
  for (const [i, requirement] of (term.matchExpressions ?? []).entries()) {
    checkNodeRequirement(requirement, checksValues, `${field}.matchExpressions[${i}]`, errors);
  }
  for (const [i, requirement] of (term.matchFields ?? []).entries()) {
    checkNodeField(requirement, `${field}.matchFields[${i}]`, errors);
  }
}

function checkNodeRequirement(
  { key = "", operator, values = [] }: NodeSelectorRequirement,
  checksValues: boolean,
  field: string,
  errors: FieldError[],
): void {
  const at = `${field}.values`;
  switch (operator) {
    case "In":
    case "NotIn":
      if (values.length === 0) {
        errors.push(required(at, "must be specified when `operator` is 'In' or 'NotIn'"));
      }
      break;
    case "Exists":
    case "DoesNotExist":
      if (values.length > 0) {
        errors.push(
          forbiddenField(at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"),
        );
      }
      break;
    case "Gt":
    case "Lt":
      if (values.length !== 1) {
        errors.push(required(at, "must be specified single value when `operator` is 'Lt' or 'Gt'"));
      }
      break;
    default:
      errors.push(invalid(`${field}.operator`, operator ?? "", "not a valid selector operator"));
  }
  for (const fault of labelKeyFaults(key)) errors.push(invalid(`${field}.key`, key, fault));
  if (!checksValues) return;
  for (const [i, value] of values.entries()) {
    for (const fault of labelValueFaults(value)) errors.push(invalid(`${at}[${i}]`, value, fault));
  }
}

function checkNodeField(
  { key = "", operator, values = [] }: NodeSelectorRequirement,
  field: string,
  errors: FieldError[],
): void {
  if (operator !== "In" && operator !== "NotIn") {
    errors.push(invalid(`${field}.operator`, operator ?? "", "not a valid selector operator"));
  } else if (values.length !== 1) {
    const why = "must be only one value when `operator` is 'In' or 'NotIn' for node field selector";
    errors.push(required(`${field}.values`, why));
  }
  if (key !== "metadata.name") {
    errors.push(invalid(`${field}.key`, key, "not a valid field selector key"));
    return;
  }
  for (const [i, value] of values.entries()) {
    for (const fault of dnsSubdomainFaults(value))
      errors.push(invalid(`${field}.values[${i}]`, value, fault));
  }
}

function checkPodAffinity(affinity: PodAffinity, field: string, errors: FieldError[]): void {
  for (const [i, term] of (
    affinity.requiredDuringSchedulingIgnoredDuringExecution ?? []
  ).entries()) {
    checkPodTerm(term, `${field}.required${DURING}[${i}]`, errors);
  }
  for (const [i, term] of (
    affinity.preferredDuringSchedulingIgnoredDuringExecution ?? []
  ).entries()) {
    const at = `${field}.preferred${DURING}[${i}]`;
    checkWeight(term.weight, at, errors);
    checkPodTerm(term.podAffinityTerm, `${at}.podAffinityTerm`, errors);
  }
}

function checkPodTerm(term: PodAffinityTerm, field: string, errors: FieldError[]): void {
  errors.push(...validateLabelSelector(term.labelSelector, `${field}.labelSelector`));
  errors.push(...validateLabelSelector(term.namespaceSelector, `${field}.namespaceSelector`));
  for (const name of term.namespaces ?? []) {
    for (const fault of dnsLabelFaults(name))
      errors.push(invalid(`${field}.namespace`, name, fault));
  }
  checkLabelKeys(term, field, errors);
  const key = term.topologyKey ?? "";
  if (key === "") errors.push(required(`${field}.topologyKey`, "can not be empty"));
  for (const fault of labelKeyFaults(key)) errors.push(invalid(`${field}.topologyKey`, key, fault));
}

const WHEN = ["DoNotSchedule", "ScheduleAnyway"];
const POLICIES = ["Honor", "Ignore"];

export function checkSpread(
  constraints: readonly TopologySpreadConstraint[],
  field: string,
  errors: FieldError[],
): void {
  for (const [i, constraint] of constraints.entries()) {
    const at = `${field}[${i}]`;
    const { maxSkew = 0, topologyKey = "", whenUnsatisfiable, minDomains } = constraint;
    if (maxSkew <= 0) errors.push(invalid(`${at}.maxSkew`, maxSkew, "must be greater than zero"));
    if (topologyKey === "") errors.push(required(`${at}.topologyKey`, "can not be empty"));
    if (!WHEN.includes(whenUnsatisfiable)) {
      errors.push(notSupported(`${at}.whenUnsatisfiable`, whenUnsatisfiable ?? "", WHEN));
    }
    const again = constraints
      .slice(i + 1)
      .some(
        (other) =>
          other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable,
      );
    if (again) {
      const both = `{${topologyKey}, ${whenUnsatisfiable}}`;
      errors.push(duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, both));
    }
    if (minDomains !== undefined) checkMinDomains(minDomains, whenUnsatisfiable, at, errors);
    for (const name of ["nodeAffinityPolicy", "nodeTaintsPolicy"] as const) {
      const value = constraint[name];
      if (value !== undefined && !POLICIES.includes(value)) {
        errors.push(notSupported(`${at}.${name}`, value, POLICIES));
      }
    }
    checkLabelKeys(constraint, at, errors);
    errors.push(...validateLabelSelector(constraint.labelSelector, `${at}.labelSelector`));
  }
}

function checkMinDomains(value: number, when: string, field: string, errors: FieldError[]): void {
  const at = `${field}.minDomains`;
  if (value <= 0) errors.push(invalid(at, value, "must be greater than zero"));
  if (when !== "DoNotSchedule") {
    const why = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${when ?? ""}`;
    errors.push(invalid(at, value, why));
  }
}
