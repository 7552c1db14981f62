/** How a kind is reached: its group, version, plural name, short names, scope and subresources. */

export type SubresourceRow = {
  readonly name: string;
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly verbs: readonly string[];
};

export type ResourceRow = {
  /** "" is the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural, as in a path: `deployments`. */
  readonly resource: string;
  readonly kind: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly SubresourceRow[];
  /** Name of the model in the schema; "" where there is none. */
  readonly model: string;
};

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(row: Pick<ResourceRow, "group" | "version">): string {
  return row.group === "" ? row.version : `${row.group}/${row.version}`;
}

/** `apps/v1` → group `apps`, version `v1`; the core group is "". */
export function splitApiVersion(apiVersion: string): {
  readonly group: string;
  readonly version: string;
} {
  const slash = apiVersion.indexOf("/");
  if (slash < 0) return { group: "", version: apiVersion };
  return { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}
