/** What the API server knows of PriorityClasses: reserved names, the largest value, columns. */
import { type FieldError, forbiddenField, invalid, notSupported } from "../../api/field-error.ts";
import type { PriorityClass } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";

const HIGHEST_OF_USERS = 1_000_000_000;
const SYSTEM_PREFIX = "system-";
const SYSTEM_VALUES: Readonly<Record<string, number>> = {
  "system-node-critical": 2_000_001_000,
  "system-cluster-critical": 2_000_000_000,
};
const POLICIES = ["PreemptLowerPriority", "Never"];

export const priorityClassStrategy: KindStrategy<PriorityClass> = {
  kind: "PriorityClass",
  setDefaults: (given) =>
    fillIn<PriorityClass>(given, { preemptionPolicy: "PreemptLowerPriority" }),

  validateCreate(given) {
    const { preemptionPolicy: policy } = given;
    const errors: FieldError[] = [...validateNameAndValue(given)];
    if (policy !== undefined && !POLICIES.includes(policy)) {
      errors.push(notSupported("preemptionPolicy", policy, POLICIES));
    }
    return errors;
  },

  validatesUpdateAlone: true,
  validateUpdate({ value, preemptionPolicy: policy }, old) {
    const errors: FieldError[] = [];
    if (value !== old.value) {
      errors.push(forbiddenField("value", "may not be changed in an update."));
    }
    if (policy !== old.preemptionPolicy) {
      errors.push(invalid("preemptionPolicy", policy, "field is immutable"));
    }
    return errors;
  },

  columns: columns("Name", "Value", "Global-Default", "Age", "PreemptionPolicy"),
  cells: (given, { nowMs }) => [
    given.metadata.name,
    given.value,
    given.globalDefault ?? false,
    ageOf(given, nowMs),
    given.preemptionPolicy ?? "",
  ],
};

function validateNameAndValue({
  metadata: { name },
  value,
  globalDefault = false,
}: PriorityClass): readonly FieldError[] {
  if (!name.startsWith(SYSTEM_PREFIX)) {
    if (value <= HIGHEST_OF_USERS) return [];
    const why = `maximum allowed value of a user defined priority is ${HIGHEST_OF_USERS}`;
    return [forbiddenField("value", why)];
  }
  const wanted = SYSTEM_VALUES[name];
  let fault: string | undefined;
  if (wanted === undefined) fault = `${name} is not a known system priority class`;
  else if (value !== wanted) fault = `value of ${name} PriorityClass must be ${wanted}`;
  else if (globalDefault) fault = `globalDefault of ${name} PriorityClass must be false`;
  if (fault === undefined) return [];
  const why = "priority class names with 'system-' prefix are reserved for system use only. error";
  return [forbiddenField("metadata.name", `${why}: ${fault}`)];
}
