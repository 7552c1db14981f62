/** Rules for ephemeral containers, which are put into a running pod to debug it. */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  notFoundField,
} from "../../api/field-error.ts";
import type { Container } from "../../api/types.generated.ts";
import { checkContainer, type Surroundings } from "./container-rule.ts";

const NOT_ALLOWED = [
  "ports",
  "resources",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
  "resizePolicy",
  "restartPolicy",
] as const;
const WHY = "cannot be set for an Ephemeral Container";

export function checkEphemeralContainers(
  around: Surroundings,
  field: string,
  errors: FieldError[],
): void {
  const { containers, initContainers = [], ephemeralContainers = [] } = around.spec;
  if (ephemeralContainers.length === 0) return;
  const others = new Set([...containers, ...initContainers].map(({ name }) => name));
  const names = new Set(others);
  for (const [i, container] of ephemeralContainers.entries()) {
    const at = `${field}[${i}]`;
    checkContainer(container as Container, around, at, errors);
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name));
    names.add(container.name);
    const target = container.targetContainerName ?? "";
    if (target !== "" && !others.has(target)) {
      errors.push(notFoundField(`${at}.targetContainerName`, target));
    }
    for (const name of NOT_ALLOWED) {
      const value = container[name];
      const isEmpty = value === undefined || Object.keys(value as object).length === 0;
      if (!isEmpty) errors.push(forbiddenField(`${at}.${name}`, WHY));
    }
    for (const [j, mount] of (container.volumeMounts ?? []).entries()) {
      for (const name of ["subPath", "subPathExpr"] as const) {
        const value = mount[name] ?? "";
        if (value !== "") errors.push(forbiddenField(`${at}.volumeMounts[${j}].${name}`, WHY));
      }
    }
  }
}
