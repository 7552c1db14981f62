/** Objects as they are shown unless `--show-managed-fields` is given. */
import type { Printable } from "./printer.ts";

export function withoutManagedFields(object: Printable): Printable {
  const { metadata, items } = object;
  if (Array.isArray(items)) {
    return { ...object, items: items.map((item) => withoutManagedFields(item as Printable)) };
  }
  if (typeof metadata !== "object" || metadata === null || !("managedFields" in metadata)) {
    return object;
  }
  const { managedFields: _hidden, ...shown } = metadata;
  return { ...object, metadata: shown };
}
