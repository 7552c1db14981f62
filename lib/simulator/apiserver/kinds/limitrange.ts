/**
 * What the API server knows of LimitRanges: bounds become defaults, and must not contradict.
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
import type { LimitRange, LimitRangeItem } from "../../api/types.generated.ts";
import { columns } from "../column.ts";
import { changeField, changeItems } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateLimits } from "../limit/limit-rule.ts";

export const limitRangeStrategy: KindStrategy<LimitRange> = {
  kind: "LimitRange",

  setDefaults(range) {
    const spec = changeField(range.spec ?? { limits: [] }, "limits", (limits) =>
      changeItems(limits, withItemDefaults),
    );
    return spec === range.spec ? range : { ...range, spec };
  },

  validate: ({ spec }) => validateLimits(spec.limits ?? []),

  columns: columns("Name", "Created At"),
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp],
};

// Only containers get limits and requests that they did not ask for.
function withItemDefaults(item: LimitRangeItem): LimitRangeItem {
  if (item.type !== "Container") return item;
  const limits = { ...item.max, ...item.default };
  const requests = { ...item.min, ...limits, ...item.defaultRequest };
  const lacks = (given: LimitRangeItem["default"], wanted: object) =>
    Object.keys(wanted).length !== Object.keys(given ?? {}).length;
  if (!lacks(item.default, limits) && !lacks(item.defaultRequest, requests)) return item;
  return { ...item, default: limits, defaultRequest: requests };
}
