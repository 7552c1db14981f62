/** Reads the short form of bootstrap roles and bindings into objects. */
import type { PolicyRule } from "../../../api/types.generated.ts";

export type BootstrapRbacObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly rules?: readonly PolicyRule[];
  readonly [field: string]: unknown;
};

const GROUP = "rbac.authorization.k8s.io";
const API_VERSION = `${GROUP}/v1`;

const VERB_SETS: Readonly<Record<string, readonly string[]>> = {
  $read: ["get", "list", "watch"],
  $write: ["create", "delete", "deletecollection", "patch", "update"],
  $all: ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"],
};

const EVENT_RULE: PolicyRule = {
  apiGroups: ["", "events.k8s.io"],
  resources: ["events"],
  verbs: ["create", "patch", "update"],
};

type Entry = { readonly head: string; readonly lines: readonly string[] };

/** A line that ends with a comma goes on in the next one. */
function entriesOf(text: string): readonly Entry[] {
  const joined = text.trim().replaceAll(/,\n\s+/g, ",");
  return joined.split(/\n(?! )/).map((entry) => {
    const [head = "", ...lines] = entry.split("\n");
    return { head, lines: lines.map((line) => line.trim()) };
  });
}

function metadataOf(place: string, labels: Readonly<Record<string, string>> = {}) {
  const slash = place.indexOf("/");
  return {
    name: place.slice(slash + 1),
    ...(slash < 0 ? {} : { namespace: place.slice(0, slash) }),
    labels: { "kubernetes.io/bootstrapping": "rbac-defaults", ...labels },
    annotations: { "rbac.authorization.kubernetes.io/autoupdate": "true" },
  };
}

export function parseRoles(text: string, prefix = ""): readonly BootstrapRbacObject[] {
  return entriesOf(text).map(({ head, lines }) => {
    const [place = "", ...marks] = head.split(" ");
    const aggregates = (mark: string) => ({ [aggregateLabel(mark.slice(1))]: "true" });
    const labels = marks.filter((mark) => mark.startsWith(">")).map(aggregates);
    const parts = marks.filter((mark) => mark.startsWith("<")).map(aggregates);
    const metadata = metadataOf(`${prefix}${place}`, Object.assign({}, ...labels));
    return {
      apiVersion: API_VERSION,
      kind: place.includes("/") ? "Role" : "ClusterRole",
      metadata,
      rules: lines.map(ruleOf),
      ...(parts.length === 0
        ? {}
        : {
            aggregationRule: {
              clusterRoleSelectors: parts.map((matchLabels) => ({ matchLabels })),
            },
          }),
    };
  });
}

function aggregateLabel(role: string): string {
  return `rbac.authorization.k8s.io/aggregate-to-${role}`;
}

function ruleOf(line: string): PolicyRule {
  if (line === "$events") return EVENT_RULE;
  const [verbText = "", groups = "", resources, names] = line.split(" ");
  const verbs = VERB_SETS[verbText] ?? verbText.split(",");
  if (resources === undefined) return { nonResourceURLs: groups.split(","), verbs };
  return {
    apiGroups: groups.split(",").map((group) => (group === "core" ? "" : group)),
    ...(names === undefined ? {} : { resourceNames: names.slice(1).split(",") }),
    resources: resources.split(","),
    verbs,
  };
}

/** The subjects stand below the name, and the role where it has another name than its binding. */
export function parseBindings(text: string): readonly BootstrapRbacObject[] {
  return entriesOf(text).map(({ head, lines }) => {
    const role = lines.find((line) => line.startsWith("role "))?.slice("role ".length);
    const subjects = lines.filter((line) => !line.startsWith("role "));
    return bindingOf(head, role, subjects.map(subjectOf));
  });
}

/** Each controller's role is bound to its account. */
export function controllerBindings(
  roles: readonly BootstrapRbacObject[],
  prefix: string,
): readonly BootstrapRbacObject[] {
  return roles.map(({ metadata: { name } }) => {
    const account = `kube-system/${name.slice(prefix.length)}`;
    return bindingOf(name, undefined, [subjectOf(`account ${account}`)]);
  });
}

function bindingOf(
  place: string,
  role: string | undefined,
  subjects: readonly object[],
): BootstrapRbacObject {
  const kind = place.includes("/") ? "Role" : "ClusterRole";
  const metadata = metadataOf(place);
  return {
    apiVersion: API_VERSION,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: GROUP, kind, name: role ?? metadata.name },
    ...(subjects.length === 0 ? {} : { subjects }),
  };
}

function subjectOf(line: string): object {
  const [kind = "", name = ""] = line.split(" ");
  if (kind === "account") {
    const [namespace, account] = name.split("/");
    return { kind: "ServiceAccount", name: account, namespace };
  }
  return { apiGroup: GROUP, kind: kind === "group" ? "Group" : "User", name };
}
