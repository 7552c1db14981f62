/** What a strategic merge patch must know of a kind: how each field's lists and maps are merged. */

export type ListRule =
  | { readonly kind: "replace" }
  | { readonly kind: "merge-set" }
  | { readonly kind: "merge-map"; readonly mergeKey: string; readonly retainKeys: boolean };

export type MapRule = { readonly replace: boolean; readonly retainKeys: boolean };

export type PatchSchema = {
  readonly listRule: (field: string) => ListRule;
  readonly mapRule: (field: string) => MapRule;
  /** The schema of a field's value, or of its items. */
  readonly field: (name: string) => PatchSchema;
};
