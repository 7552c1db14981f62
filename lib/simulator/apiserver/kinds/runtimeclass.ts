/**
 * What the API server knows of RuntimeClasses: a handler that stays, where its pods may run.
 */
import { type FieldError, invalid } from "../../api/field-error.ts";
import { dnsLabelFaults } from "../../api/name-rule.ts";
import type { RuntimeClass } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { canonicalAmounts } from "../pod-spec/amount-list.ts";
import { checkTolerations } from "../pod-spec/scheduling-rule.ts";
import { validateLabels } from "../validation/metadata.ts";

export const runtimeClassStrategy: KindStrategy<RuntimeClass> = {
  kind: "RuntimeClass",
  setDefaults: (given) =>
    changeField(given, "overhead", (overhead) =>
      changeField(overhead, "podFixed", canonicalAmounts),
    ),

  validateCreate({ handler, scheduling }) {
    const errors: FieldError[] = dnsLabelFaults(handler).map((fault) =>
      invalid("handler", handler, fault),
    );
    if (scheduling === undefined) return errors;
    errors.push(...validateLabels(scheduling.nodeSelector, "scheduling.nodeSelector"));
    checkTolerations(scheduling.tolerations ?? [], "scheduling.tolerations", errors);
    return errors;
  },

  validatesUpdateAlone: true,
  validateUpdate({ handler }, old) {
    return handler === old.handler ? [] : [invalid("handler", handler, "field is immutable")];
  },

  columns: columns("Name", "Handler", "Age"),
  cells: (given, { nowMs }) => [given.metadata.name, given.handler, ageOf(given, nowMs)],
};
