/** RBAC rules as kubectl shows them: broken down to one resource each, their verbs put together. */

type Rule = {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
};

export type PolicyRule = Partial<Rule>;

/** Rows of four cells, sorted as kubectl sorts rules: by verbs first. */
export function ruleLines(rules: readonly PolicyRule[]): readonly string[] {
  const compact = compacted(rules.flatMap(breakdown));
  const keyed = compact.map((rule) => ({ rule, key: keyOf(rule) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ rule }) => {
    const { verbs, nonResourceURLs, resourceNames } = rule;
    const lists = [nonResourceURLs, resourceNames, verbs].map((list) => `[${list.join(" ")}]`);
    return [resourceText(rule), ...lists].join("\t");
  });
}

function breakdown(partial: PolicyRule): readonly Rule[] {
  const none = { apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] };
  const { verbs = [], apiGroups, resources, resourceNames, nonResourceURLs } = partial;
  const out: Rule[] = [];
  for (const group of apiGroups ?? []) {
    for (const resource of resources ?? []) {
      for (const verb of verbs) {
        const rule = { ...none, verbs: [verb], apiGroups: [group], resources: [resource] };
        const names = resourceNames ?? [];
        if (names.length === 0) out.push(rule);
        for (const name of names) out.push({ ...rule, resourceNames: [name] });
      }
    }
  }
  for (const url of nonResourceURLs ?? []) {
    for (const verb of verbs) out.push({ ...none, verbs: [verb], nonResourceURLs: [url] });
  }
  return out;
}

function compacted(rules: readonly Rule[]): readonly Rule[] {
  const simple = new Map<string, Rule>();
  const others: Rule[] = [];
  for (const rule of rules) {
    if (rule.resources.length !== 1) {
      others.push(rule);
      continue;
    }
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames]);
    const known = simple.get(key);
    const verbs = [...(known?.verbs ?? []), ...rule.verbs];
    simple.set(key, { ...rule, verbs });
  }
  return [...others, ...simple.values()];
}

function keyOf({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): string {
  const list = (items: readonly string[]) => `[${items.join(" ")}]`;
  return (
    `&PolicyRule{Verbs:${list(verbs)},APIGroups:${list(apiGroups)},Resources:${list(resources)},` +
    `ResourceNames:${list(resourceNames)},NonResourceURLs:${list(nonResourceURLs)},}`
  );
}

function resourceText({ resources, apiGroups }: Rule): string {
  const [resource = ""] = resources;
  if (resource === "") return "";
  const slash = resource.indexOf("/");
  const name = slash < 0 ? resource : resource.slice(0, slash);
  const group = apiGroups[0] ? `.${apiGroups[0]}` : "";
  return `${name}${group}${slash < 0 ? "" : resource.slice(slash)}`;
}
