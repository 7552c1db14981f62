/**
 * Which ephemeral containers a pod may get: new ones beside those that it has, which stay as they
 * are. https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/
 */
import { type FieldError, forbiddenField } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { internalForm } from "../internal-form/internal-form.ts";
import { unifiedDiff } from "../internal-form/unified-diff.ts";
import type { PodPart } from "./pod-part.ts";

export const ephemeralContainers: PodPart = {
  specOf: ({ ephemeralContainers: wanted }, { ephemeralContainers: _, ...old }) =>
    wanted === undefined ? old : { ...old, ephemeralContainers: wanted },

  validate({ spec }, old) {
    const errors: FieldError[] = [];
    const refuse = (name: string, why: string, rest: string) => {
      const text = `existing ephemeral containers ${JSON.stringify(name)} may not be ${why}\n${rest}`;
      errors.push(forbiddenField("spec.ephemeralContainers", text));
    };
    for (const before of old.spec.ephemeralContainers ?? []) {
      const after = spec.ephemeralContainers?.find(({ name }) => name === before.name);
      if (after === undefined) refuse(before.name, "removed", "");
      else if (!sameJson(after, before)) {
        const forms = [before, after].map((one) => internalForm("EphemeralContainer", one));
        refuse(before.name, "changed", unifiedDiff(forms[0], forms[1]));
      }
    }
    return errors;
  },
};
