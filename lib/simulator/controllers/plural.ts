/** Plural names of kinds, by the table of resources. */
import { RESOURCE_ROWS } from "../api/resources.generated.ts";

const PLURALS: ReadonlyMap<string, string> = new Map(
  RESOURCE_ROWS.map(({ kind, resource }) => [kind, resource]),
);

export function plural(kind: string): string {
  return PLURALS.get(kind) ?? `${kind.toLowerCase()}s`;
}
