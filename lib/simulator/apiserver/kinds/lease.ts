/** What the API server knows of Leases. */
import { type FieldError, invalid } from "../../api/field-error.ts";
import type { Lease } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateNotNegative } from "../validation/number.ts";

export const leaseStrategy: KindStrategy<Lease> = {
  kind: "Lease",

  validate({ spec = {} }) {
    const { leaseDurationSeconds: duration, leaseTransitions } = spec;
    const errors: FieldError[] = [];
    if (duration !== undefined && duration <= 0) {
      errors.push(invalid("spec.leaseDurationSeconds", duration, "must be greater than 0"));
    }
    return [...errors, ...validateNotNegative(leaseTransitions, "spec.leaseTransitions")];
  },

  columns: columns("Name", "Holder", "Age"),
  cells: (lease, { nowMs }) => [
    lease.metadata.name,
    lease.spec?.holderIdentity ?? "",
    ageOf(lease, nowMs),
  ],
};
