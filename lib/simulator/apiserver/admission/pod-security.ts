/**
 * Pod Security: a namespace's labels say what its pods may not do; pods that do are refused, and
 * workloads whose pods would be are warned of.
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/
 *
 * Not simulated: audit annotations.
 */
import { forbidden } from "../../api/error.ts";
import { invalidObject } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { controllerOf, type KubeObject } from "../../api/object.ts";
import type { ObjectMeta, Pod, PodSpec } from "../../api/types.generated.ts";
import type { RestContext } from "../rest/context.ts";
import type { AdmissionPlugin } from "./plugin.ts";
import { violationsOf, violationText } from "./pod-security/index.ts";
import { isStricter, type LevelVersion, levelText, policyOf } from "./pod-security/policy.ts";

const CHECKED_SUBRESOURCES = ["", "ephemeralcontainers", "resize"];

export const podSecurity: AdmissionPlugin = {
  name: "PodSecurity",

  validate(object, old, context) {
    const { request, row, store } = context;
    if (request.verb === "delete" || request.verb === "deletecollection") return;
    const { subresource = "" } = request;
    if (row.kind === "Namespace") {
      if (subresource === "") checkNamespace(object, old, context);
      return;
    }
    if (row.kind !== "Pod" && (subresource !== "" || !TEMPLATED.has(row.kind))) return;
    const namespace = store.get("Namespace", object.metadata.namespace ?? "");
    const policy = policyOf(namespace?.metadata.labels);
    if (policy === undefined) return;
    if (row.kind === "Pod") {
      if (!CHECKED_SUBRESOURCES.includes(subresource)) return;
      if (old !== undefined && !changesImages(object as unknown as Pod, old as unknown as Pod))
        return;
    }
    const pod = podIn(object, row.kind);
    if (pod === undefined) return;
    if (row.kind === "Pod") enforce(policy.enforce, object, pod.spec, context);
    const warned = violationsOf(policy.warn, pod.spec, pod.metadata);
    if (warned.length === 0) return;
    const text = violationText(warned);
    context.warn(`would violate PodSecurity "${levelText(policy.warn)}": ${text}`);
  },
};

function enforce(
  wanted: LevelVersion,
  object: KubeObject,
  spec: PodSpec,
  { row }: RestContext,
): void {
  const violations = violationsOf(wanted, spec, object.metadata);
  if (violations.length === 0) return;
  const why = `violates PodSecurity "${levelText(wanted)}": ${violationText(violations)}`;
  throw forbidden(row, object.metadata.name, why);
}

const TEMPLATED = new Set([
  "PodTemplate",
  "ReplicationController",
  "ReplicaSet",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
]);

type PodParts = { readonly metadata: Partial<ObjectMeta>; readonly spec: PodSpec };

type Template = { readonly metadata?: Partial<ObjectMeta>; readonly spec: PodSpec };

/** The pod itself, or the one that a workload's template describes. */
function podIn(object: KubeObject, kind: string): PodParts | undefined {
  if (kind === "Pod") return { metadata: object.metadata, spec: object.spec as PodSpec };
  const holder = object as unknown as {
    readonly template?: Template;
    readonly spec?: {
      readonly template?: Template;
      readonly jobTemplate?: { readonly spec?: { readonly template?: Template } };
    };
  };
  const template =
    holder.template ?? holder.spec?.template ?? holder.spec?.jobTemplate?.spec?.template;
  if (template === undefined || template === null) return undefined;
  return { metadata: template.metadata ?? {}, spec: template.spec };
}

/** Only a container that comes or another image makes an updated pod worth a look. */
function changesImages(pod: Pod, old: Pod): boolean {
  const images = ({ spec }: Pod) => [
    (spec.initContainers ?? []).map(({ image }) => image ?? ""),
    spec.containers.map(({ image }) => image ?? ""),
    (spec.ephemeralContainers ?? []).map(({ name, image }) => `${name} ${image ?? ""}`),
  ];
  return !sameJson(images(pod), images(old));
}

function checkNamespace(
  namespace: KubeObject,
  old: KubeObject | undefined,
  context: RestContext,
): void {
  const policy = policyOf(namespace.metadata.labels);
  if (policy === undefined) return;
  const before = policyOf(old?.metadata.labels);
  const { name } = namespace.metadata;
  if (policy.faults.length > 0 && !sameJson(policy.faults, before?.faults ?? [])) {
    throw invalidObject({ group: "", kind: "Namespace" }, name, policy.faults);
  }
  if (old === undefined || policy.enforce.level === "privileged") return;
  const { level, version } = before?.enforce ?? { level: "privileged", version: "latest" };
  if (version === policy.enforce.version && !isStricter(policy.enforce.level, level)) return;
  for (const warning of existingViolations(name, policy.enforce, context)) context.warn(warning);
}

/** What the pods that are there already violate, one line for each set of reasons. */
function existingViolations(
  namespace: string,
  wanted: LevelVersion,
  { store }: RestContext,
): readonly string[] {
  const found = new Map<string, string[]>();
  const pods = store.list("Pod").filter(({ metadata }) => metadata.namespace === namespace);
  for (const pod of ownersOnce(pods)) {
    const violations = violationsOf(wanted, pod.spec as PodSpec, pod.metadata);
    if (violations.length === 0) continue;
    const reasons = violations.map(({ reason }) => reason).join(", ");
    found.set(reasons, [...(found.get(reasons) ?? []), pod.metadata.name]);
  }
  if (found.size === 0) return [];
  const lines = [...found].map(([reasons, names]) => {
    const [first = ""] = [...names].sort();
    const others = names.length - 1;
    const more = others === 0 ? "" : ` (and ${others} other ${others === 1 ? "pod" : "pods"})`;
    return `${first}${more}: ${reasons}`;
  });
  const head = `existing pods in namespace "${namespace}" violate the new PodSecurity enforce level`;
  return [`${head} "${levelText(wanted)}"`, ...lines.sort()];
}

// The pods of one controller stand behind all others but for the first of them.
function ownersOnce(pods: readonly KubeObject[]): readonly KubeObject[] {
  const seen = new Set<string>();
  const repeated: KubeObject[] = [];
  const first = pods.filter((pod) => {
    const owner = controllerOf(pod)?.uid;
    if (owner === undefined) return true;
    if (seen.has(owner)) repeated.push(pod);
    const isNew = !seen.has(owner);
    seen.add(owner);
    return isNew;
  });
  return [...first, ...repeated];
}
