/** Whether a policy rule allows a request, and how rules are told in refusals. */
import type { PolicyRule } from "../../api/types.generated.ts";
import type { Attributes } from "./attribute.ts";

type Texts = readonly string[] | undefined;

export function ruleAllows(rule: PolicyRule, attributes: Attributes): boolean {
  if (!hasOrAll(rule.verbs, attributes.verb)) return false;
  if ("path" in attributes) {
    return (rule.nonResourceURLs ?? []).some((url) => urlMatches(url, attributes.path));
  }
  const { group, name, resource, subresource } = attributes;
  return (
    hasOrAll(rule.apiGroups, group) &&
    resourceMatches(rule.resources, resource, subresource) &&
    (isEmpty(rule.resourceNames) || (rule.resourceNames?.includes(name) ?? false))
  );
}

/** `*` stands for everything; `*` at the end of a URL for every end. */
export function urlMatches(url: string, path: string): boolean {
  if (url === "*" || url === path) return true;
  return url.endsWith("*") && path.startsWith(url.slice(0, -1));
}

// `pods/log` is not covered by `pods`; a star before a subresource stands for every resource.
function resourceMatches(resources: Texts, resource: string, subresource: string): boolean {
  const whole = subresource === "" ? resource : `${resource}/${subresource}`;
  return (resources ?? []).some(
    (one) => one === "*" || one === whole || (subresource !== "" && one === `*/${subresource}`),
  );
}

function hasOrAll(list: Texts, value: string): boolean {
  return list?.some((one) => one === "*" || one === value) ?? false;
}

function isEmpty(list: Texts): boolean {
  return list === undefined || list.length === 0;
}

/** What the wanted rules allow and the held ones do not, in rules of one verb each. */
export function uncovered(
  held: readonly PolicyRule[],
  wanted: readonly PolicyRule[],
): readonly PolicyRule[] {
  const parts = held.flatMap(singleRules);
  return wanted.flatMap(singleRules).filter((rule) => !parts.some((part) => covers(part, rule)));
}

function singleRules(rule: PolicyRule): readonly PolicyRule[] {
  const single: PolicyRule[] = [];
  for (const group of rule.apiGroups ?? []) {
    for (const resource of rule.resources ?? []) {
      for (const verb of rule.verbs) {
        const one = { apiGroups: [group], resources: [resource], verbs: [verb] };
        if (isEmpty(rule.resourceNames)) single.push(one);
        for (const name of rule.resourceNames ?? []) {
          single.push({ ...one, resourceNames: [name] });
        }
      }
    }
  }
  for (const url of rule.nonResourceURLs ?? []) {
    for (const verb of rule.verbs) single.push({ nonResourceURLs: [url], verbs: [verb] });
  }
  return single;
}

function covers(held: PolicyRule, wanted: PolicyRule): boolean {
  if (!hasEach(held.verbs, wanted.verbs)) return false;
  if (!isEmpty(wanted.nonResourceURLs)) {
    return (wanted.nonResourceURLs ?? []).every((url) =>
      (held.nonResourceURLs ?? []).some((own) => urlMatches(own, url)),
    );
  }
  const names =
    isEmpty(held.resourceNames) ||
    (!isEmpty(wanted.resourceNames) &&
      (wanted.resourceNames ?? []).every((name) => held.resourceNames?.includes(name)));
  return names && hasEach(held.apiGroups, wanted.apiGroups) && hasResources(held, wanted.resources);
}

function hasEach(held: Texts, wanted: Texts): boolean {
  return held?.includes("*") || (wanted ?? []).every((one) => held?.includes(one));
}

function hasResources({ resources = [] }: PolicyRule, wanted: Texts): boolean {
  return (wanted ?? []).every((one) => {
    const slash = one.indexOf("/");
    const whole = slash < 0 ? "" : `*${one.slice(slash)}`;
    return resources.includes("*") || resources.includes(one) || resources.includes(whole);
  });
}

/** Rules of the same one resource become one, with all their verbs. */
export function compactRules(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const complex: PolicyRule[] = [];
  const simple = new Map<string, PolicyRule>();
  for (const rule of rules) {
    if (!isSimple(rule)) {
      complex.push(rule);
      continue;
    }
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames ?? null]);
    const known = simple.get(key);
    const verbs = [...(known?.verbs ?? []), ...rule.verbs];
    simple.set(key, { ...rule, verbs });
  }
  return [...complex, ...simple.values()];
}

function isSimple({ apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): boolean {
  return (
    isEmpty(nonResourceURLs) &&
    (resourceNames?.length ?? 0) <= 1 &&
    apiGroups?.length === 1 &&
    resources?.length === 1
  );
}

/** `{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}` */
export function ruleText(rule: PolicyRule): string {
  const parts: readonly (readonly [string, Texts])[] = [
    ["APIGroups", rule.apiGroups],
    ["Resources", rule.resources],
    ["NonResourceURLs", rule.nonResourceURLs],
    ["ResourceNames", rule.resourceNames],
    ["Verbs", rule.verbs],
  ];
  const shown = parts.filter(([, list]) => !isEmpty(list));
  return `{${shown.map(([name, list]) => `${name}:${quotedList(list)}`).join(", ")}}`;
}

/** As Go's `%q` prints a list of strings. */
export function quotedList(list: Texts): string {
  return `[${(list ?? []).map((one) => JSON.stringify(one)).join(" ")}]`;
}
