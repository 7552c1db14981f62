/** `kubectl create role` and `kubectl create clusterrole` */
import type { CommandContext } from "../../command/context.ts";
import { KubectlError } from "../../command/error.ts";
import type { FlagSpec } from "../../command/flag.ts";
import type { Verb } from "../../command/verb.ts";
import { CREATE_FLAGS, createTyped, nameOf } from "./create-typed.ts";

const RULE_FLAGS: readonly FlagSpec[] = [
  { name: "verb", type: "list", help: "Verbs of the rule; may be repeated." },
  { name: "resource", type: "list", help: "Resources of the rule; may be repeated." },
  { name: "resource-name", type: "array", help: "Names of the rule; may be repeated." },
];

export const createRoleVerb: Verb = {
  name: "role",
  summary: "Create a role with single rule",
  usage: "NAME --verb=verb --resource=resource.group/subresource [--resource-name=resourcename]",
  flags: [...CREATE_FLAGS, ...RULE_FLAGS],
  run: (context) => {
    const name = nameOf(context);
    const verbs = verbsOf(context);
    const rules = resourceRules(context, verbs);
    const object = { metadata: { name }, rules };
    createTyped(context, { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", object });
  },
};

export const createClusterRoleVerb: Verb = {
  name: "clusterrole",
  summary: "Create a cluster role",
  usage: "NAME --verb=verb --resource=resource.group [--resource-name=resourcename]",
  flags: [
    ...CREATE_FLAGS,
    ...RULE_FLAGS,
    { name: "non-resource-url", type: "list", help: "Paths of the rule; may be repeated." },
    { name: "aggregation-rule", type: "list", help: "Labels of roles to join." },
  ],
  run: (context) => {
    const name = nameOf(context);
    createTyped(context, {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      object: { metadata: { name }, ...clusterRules(context) },
    });
  },
};

const RULE_WORDS = ["non-resource-url", "verb", "resource", "resource-name"];

function clusterRules(context: CommandContext): Readonly<Record<string, unknown>> {
  const { flags } = context;
  const aggregation = flags.list("aggregation-rule");
  const paths = flags.list("non-resource-url");
  if (aggregation.length > 0) {
    if (RULE_WORDS.some((name) => flags.list(name).length > 0)) {
      throw new KubectlError(
        "aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames",
      );
    }
    const matchLabels = Object.fromEntries(
      aggregation.map((pair) => pair.split("=") as [string, string]),
    );
    return { aggregationRule: { clusterRoleSelectors: [{ matchLabels }] }, rules: null };
  }
  const verbs = verbsOf(context);
  if (paths.length === 0) return { rules: resourceRules(context, verbs) };
  const wrong = verbs.find(
    (verb) => !["get", "post", "put", "delete", "patch", "head", "options", "*"].includes(verb),
  );
  if (wrong !== undefined && flags.list("resource").length === 0) {
    throw new KubectlError(`invalid verb: '${wrong}' for nonResourceURL`);
  }
  const relative = paths.find((path) => path !== "*" && !path.startsWith("/"));
  if (relative !== undefined) throw new KubectlError("nonResourceURL should start with /");
  const rule = { verbs, nonResourceURLs: paths };
  const others = flags.list("resource").length > 0 ? resourceRules(context, verbs) : [];
  return { rules: [...others, rule] };
}

function verbsOf({ flags }: CommandContext): readonly string[] {
  const verbs = [...new Set(flags.list("verb"))];
  if (verbs.length === 0) throw new KubectlError("at least one verb must be specified");
  // With a star the others say nothing more.
  return verbs.includes("*") ? ["*"] : verbs;
}

const STANDARD_VERBS = [
  "*",
  "get",
  "delete",
  "list",
  "create",
  "update",
  "patch",
  "watch",
  "proxy",
  "deletecollection",
  "use",
  "bind",
  "approve",
  "sign",
  "escalate",
  "impersonate",
];

function warnUnusual(context: CommandContext, verbs: readonly string[]): void {
  for (const verb of verbs) {
    if (!STANDARD_VERBS.includes(verb)) context.warn(`'${verb}' is not a standard resource verb`);
  }
}

/** One rule for each group, in the order in which the groups are named. */
function resourceRules(context: CommandContext, verbs: readonly string[]) {
  const { flags, mapper } = context;
  warnUnusual(context, verbs);
  const resources = flags.list("resource");
  const names = flags.list("resource-name");
  if (resources.length === 0) throw new KubectlError("at least one resource must be specified");
  const groups = new Map<string, string[]>();
  for (const text of resources) {
    const [type = "", subresource] = text.split("/");
    // A star stands for all kinds of its group; without one that is the core group.
    const [star, ...starGroup] = type.split(".");
    const row = star === "*" ? undefined : mapper.find(type);
    if (star !== "*" && row === undefined) {
      throw new KubectlError(
        `the server doesn't have a resource type ${JSON.stringify(type.split(".")[0])}`,
        { bare: true },
      );
    }
    const group = row?.group ?? starGroup.join(".");
    const resource = row?.resource ?? "*";
    const whole = subresource === undefined ? resource : `${resource}/${subresource}`;
    groups.set(group, [...(groups.get(group) ?? []), whole]);
  }
  return [...groups].map(([group, list]) => ({
    verbs,
    apiGroups: [group],
    resources: list,
    ...(names.length === 0 ? {} : { resourceNames: names }),
  }));
}
