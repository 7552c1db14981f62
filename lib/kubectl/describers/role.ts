/** `describe role|clusterrole`: rules broken down to one resource each, verbs put together. */
import { type Describe, type Describer, fieldsOf } from "./describer.ts";
import { writeName, writeOwnMetadata } from "./head.ts";

type Rule = {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
};

function describeRole(run: Describe): void {
  const { object, out } = run;
  writeName(run, false);
  writeOwnMetadata(run);
  out.line(0, "PolicyRule:");
  out.line(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs");
  out.line(1, "---------\t-----------------\t--------------\t-----");
  for (const line of ruleLines((object.rules ?? []) as readonly Partial<Rule>[])) {
    out.line(1, line);
  }
}

export const roleDescriber: Describer = { kind: "Role", describe: describeRole };
export const clusterRoleDescriber: Describer = { kind: "ClusterRole", describe: describeRole };

/** Rows of four cells, sorted as kubectl sorts rules: by verbs first. */
export function ruleLines(rules: readonly Partial<Rule>[]): readonly string[] {
  const compact = compacted(rules.flatMap(breakdown));
  const keyed = compact.map((rule) => ({ rule, key: keyOf(rule) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.map(({ rule }) => {
    const { verbs, nonResourceURLs, resourceNames } = rule;
    const lists = [nonResourceURLs, resourceNames, verbs].map((list) => `[${list.join(" ")}]`);
    return [resourceText(rule), ...lists].join("\t");
  });
}

function breakdown(partial: Partial<Rule>): readonly Rule[] {
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

type Subject = { readonly kind: string; readonly name: string; readonly namespace?: string };

function describeBinding(run: Describe): void {
  const { object, out } = run;
  const { kind, name } = fieldsOf(object.roleRef);
  writeName(run, false);
  writeOwnMetadata(run);
  out.line(0, "Role:");
  out.line(1, `Kind:\t${String(kind)}`);
  out.line(1, `Name:\t${String(name)}`);
  out.line(0, "Subjects:");
  out.line(1, "Kind\tName\tNamespace");
  out.line(1, "----\t----\t---------");
  for (const subject of (object.subjects ?? []) as readonly Subject[]) {
    out.line(1, `${subject.kind}\t${subject.name}\t${subject.namespace ?? ""}`);
  }
}

export const roleBindingDescriber: Describer = { kind: "RoleBinding", describe: describeBinding };
export const clusterRoleBindingDescriber: Describer = {
  kind: "ClusterRoleBinding",
  describe: describeBinding,
};
