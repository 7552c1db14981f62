/** What a kustomization changes in all its objects: names, namespace, labels, images, replicas. */
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/manifest";
import type { Resource } from "./kustomization.ts";
import { fieldsOf, listOf } from "./kustomization.ts";

const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  ...["Namespace", "Node", "PersistentVolume", "ClusterRole", "ClusterRoleBinding"],
  ...["StorageClass", "PriorityClass", "IngressClass", "CustomResourceDefinition"],
  ...["RuntimeClass", "ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"],
]);
const UNPREFIXED: ReadonlySet<string> = new Set(["Namespace", "CustomResourceDefinition"]);

export function transformed(
  resources: readonly Resource[],
  fields: JsonObject,
): readonly Resource[] {
  return resources.map(({ object, names }) => {
    let next = withNamespace(object, fields.namespace);
    next = withName(next, String(fields.namePrefix ?? ""), String(fields.nameSuffix ?? ""));
    next = withLabels(next, fieldsOf(fields.commonLabels), true, true);
    for (const { pairs, includeSelectors, includeTemplates } of listOf(fields.labels)) {
      const selectors = includeSelectors === true;
      next = withLabels(next, fieldsOf(pairs), selectors, selectors || includeTemplates === true);
    }
    next = withAnnotations(next, fieldsOf(fields.commonAnnotations));
    next = withImages(next, listOf(fields.images)) as JsonObject;
    next = withReplicas(next, names, listOf(fields.replicas));
    const name = String(fieldsOf(next.metadata).name ?? "");
    return { object: next, names: names.includes(name) ? names : [...names, name] };
  });
}

function withMetadata(object: JsonObject, fields: JsonObject): JsonObject {
  return { ...object, metadata: { ...fieldsOf(object.metadata), ...fields } };
}

function withNamespace(object: JsonObject, namespace: unknown): JsonObject {
  if (typeof namespace !== "string" || namespace === "") return object;
  const kind = String(object.kind);
  if (kind === "Namespace") return withMetadata(object, { name: namespace });
  const subjects = listOf(object.subjects).map((subject) =>
    subject.kind === "ServiceAccount" && subject.name === "default"
      ? { ...subject, namespace }
      : subject,
  );
  const next = subjects.length === 0 ? object : { ...object, subjects };
  return CLUSTER_KINDS.has(kind) ? next : withMetadata(next, { namespace });
}

function withName(object: JsonObject, prefix: string, suffix: string): JsonObject {
  if (prefix + suffix === "" || UNPREFIXED.has(String(object.kind))) return object;
  const name = String(fieldsOf(object.metadata).name ?? "");
  return withMetadata(object, { name: `${prefix}${name}${suffix}` });
}

/** Changes what stands at a path, where all that is above it is there. */
function at(
  object: JsonObject,
  path: readonly string[],
  change: (value: JsonObject) => JsonObject,
): JsonObject {
  const [first, ...rest] = path;
  if (first === undefined) return change(object);
  const below = object[first];
  return isJsonObject(below) ? { ...object, [first]: at(below, rest, change) } : object;
}

const TEMPLATES = [
  ["spec", "template"],
  ["spec", "jobTemplate"],
  ["spec", "jobTemplate", "spec", "template"],
];

const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  Service: ["spec"],
  ReplicationController: ["spec"],
  Deployment: ["spec", "selector"],
  ReplicaSet: ["spec", "selector"],
  DaemonSet: ["spec", "selector"],
  StatefulSet: ["spec", "selector"],
  PodDisruptionBudget: ["spec", "selector"],
  NetworkPolicy: ["spec", "podSelector"],
};

function withLabels(
  object: JsonObject,
  labels: JsonObject,
  selectors: boolean,
  templates: boolean,
): JsonObject {
  if (Object.keys(labels).length === 0) return object;
  const add = (name: string) => (value: JsonObject) => ({
    ...value,
    [name]: { ...fieldsOf(value[name]), ...labels },
  });
  let next = at(object, ["metadata"], add("labels"));
  for (const path of templates ? TEMPLATES : []) {
    next = at(next, path, (template) => ({
      ...template,
      metadata: add("labels")(fieldsOf(template.metadata)),
    }));
  }
  const path = SELECTORS[String(object.kind)];
  if (!selectors || path === undefined) return next;
  const plain = path.length === 1;
  return at(next, path, (value) =>
    plain && value.selector === undefined ? value : add(plain ? "selector" : "matchLabels")(value),
  );
}

function withAnnotations(object: JsonObject, annotations: JsonObject): JsonObject {
  if (Object.keys(annotations).length === 0) return object;
  const add = (value: JsonObject) => ({
    ...value,
    annotations: { ...fieldsOf(value.annotations), ...annotations },
  });
  let next = at(object, ["metadata"], add);
  for (const path of TEMPLATES) {
    next = at(next, path, (template) => ({
      ...template,
      metadata: add(fieldsOf(template.metadata)),
    }));
  }
  return next;
}

function withImages(value: JsonValue, images: readonly JsonObject[]): JsonValue {
  if (images.length === 0) return value;
  if (Array.isArray(value)) return value.map((item) => withImages(item, images));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, field]): [string, JsonValue] => {
    const isList = name === "containers" || name === "initContainers";
    if (!isList || !Array.isArray(field)) return [name, withImages(field, images)];
    return [name, field.map((item) => (isJsonObject(item) ? withImage(item, images) : item))];
  });
  return Object.fromEntries(entries);
}

function withImage(container: JsonObject, images: readonly JsonObject[]): JsonObject {
  const image = String(container.image ?? "");
  const match = /^(.*?)(?::([\w][\w.-]*))?(?:@(.*))?$/.exec(image);
  const name = match?.[1] ?? image;
  const change = images.find((one) => one.name === name);
  if (change === undefined) return container;
  const base = String(change.newName ?? name);
  if (change.digest !== undefined) {
    return { ...container, image: `${base}@${String(change.digest)}` };
  }
  const tag = change.newTag ?? match?.[2];
  const end = tag === undefined ? "" : `:${String(tag)}`;
  const digest = change.newTag === undefined && match?.[3] ? `@${match[3]}` : "";
  return { ...container, image: `${base}${end}${digest}` };
}

function withReplicas(
  object: JsonObject,
  names: readonly string[],
  replicas: readonly JsonObject[],
): JsonObject {
  const change = replicas.find((one) => names.includes(String(one.name)));
  const scaled = ["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"];
  if (change === undefined || !scaled.includes(String(object.kind))) return object;
  return { ...object, spec: { ...fieldsOf(object.spec), replicas: change.count ?? 0 } };
}
