/** Which item of an earlier list an item was: only those of lists with keys are known again. */
import { isObject, type Schema } from "./schema.ts";

export function matchingItem(item: unknown, old: unknown, schema: Schema): unknown {
  const keys = schema["x-kubernetes-list-map-keys"];
  if (!Array.isArray(old) || keys === undefined || !isObject(item)) return undefined;
  return old.find((one) => isObject(one) && keys.every((key) => one[key] === item[key]));
}
