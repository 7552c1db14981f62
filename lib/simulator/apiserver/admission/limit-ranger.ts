/**
 * LimitRanges of a namespace: containers get what they did not ask for, and pods and claims that
 * lie outside of the bounds are refused.
 * https://kubernetes.io/docs/concepts/policy/limit-range/
 */
import { aggregate } from "../../api/field-error.ts";
import type { KubeObject } from "../../api/object.ts";
import type {
  Container,
  LimitRange,
  LimitRangeItem,
  PersistentVolumeClaim,
  Pod,
} from "../../api/types.generated.ts";
import { type Amounts, limitFaults, maxRequestFault, minFault } from "../limit/limit-check.ts";
import { podLimits, podRequests } from "../pod-spec/pod-amount.ts";
import type { RestContext } from "../rest/context.ts";
import { type AdmissionPlugin, denied } from "./plugin.ts";

const ANNOTATION = "kubernetes.io/limit-ranger";

export const limitRanger: AdmissionPlugin = {
  name: "LimitRanger",

  mutate(object, old, context) {
    if (!concerns(context, old) || context.row.kind !== "Pod") return object;
    let pod = object as unknown as Pod;
    for (const { spec } of rangesOf(object, context)) pod = withDefaults(pod, spec.limits ?? []);
    return pod as unknown as KubeObject;
  },

  validate(object, old, context) {
    if (!concerns(context, old)) return;
    for (const { spec } of rangesOf(object, context)) {
      const faults =
        context.row.kind === "Pod"
          ? podFaults(object as unknown as Pod, spec.limits ?? [])
          : claimFaults(object as unknown as PersistentVolumeClaim, spec.limits ?? []);
      if (faults.length > 0) throw denied(object, context, aggregate(faults));
    }
  },
};

/** What runs in a pod does not change any more. */
function concerns({ request, row }: RestContext, old: KubeObject | undefined): boolean {
  if (request.verb === "delete" || request.verb === "deletecollection") return false;
  if (row.kind === "Pod") return old === undefined && request.subresource === undefined;
  return row.kind === "PersistentVolumeClaim" && request.subresource === undefined;
}

function rangesOf({ metadata }: KubeObject, { store }: RestContext): readonly LimitRange[] {
  if (store.count("LimitRange") === 0) return [];
  const all = store.list("LimitRange") as unknown as readonly LimitRange[];
  return all.filter((range) => range.metadata.namespace === metadata.namespace);
}

function withDefaults(pod: Pod, items: readonly LimitRangeItem[]): Pod {
  const requests: Record<string, string> = {};
  const limits: Record<string, string> = {};
  for (const item of items) {
    if (item.type !== "Container") continue;
    Object.assign(requests, item.defaultRequest);
    Object.assign(limits, item.default);
  }
  const notes: string[] = [];
  const fill = (what: string) => (container: Container) => {
    const { resources = {} } = container;
    const missing = (wanted: Amounts, given: Amounts = {}) =>
      Object.keys(wanted)
        .filter((name) => given[name] === undefined)
        .sort();
    const newRequests = missing(requests, resources.requests);
    const newLimits = missing(limits, resources.limits);
    if (newRequests.length + newLimits.length === 0) return container;
    const place = `for ${what} ${container.name}`;
    if (newRequests.length > 0) notes.push(`${newRequests.join(", ")} request ${place}`);
    if (newLimits.length > 0) notes.push(`${newLimits.join(", ")} limit ${place}`);
    const filled = {
      ...resources,
      limits: { ...limits, ...resources.limits },
      requests: { ...requests, ...resources.requests },
    };
    return { ...container, resources: filled };
  };
  const containers = pod.spec.containers.map(fill("container"));
  const initContainers = pod.spec.initContainers?.map(fill("init container"));
  if (notes.length === 0) return pod;
  const note = `LimitRanger plugin set: ${notes.join("; ")}`;
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: note };
  const init = initContainers === undefined ? {} : { initContainers };
  return {
    ...pod,
    metadata: { ...pod.metadata, annotations },
    spec: { ...pod.spec, containers, ...init },
  };
}

function podFaults({ spec }: Pod, items: readonly LimitRangeItem[]): readonly string[] {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  return items.flatMap((item) => {
    if (item.type === "Pod") return limitFaults(item, podRequests(spec), podLimits(spec));
    if (item.type !== "Container") return [];
    return containers.flatMap(({ resources }) =>
      limitFaults(item, resources?.requests ?? {}, resources?.limits ?? {}),
    );
  });
}

function claimFaults(
  { spec }: PersistentVolumeClaim,
  items: readonly LimitRangeItem[],
): readonly string[] {
  const requests = spec.resources?.requests ?? {};
  return items.flatMap((item) => {
    if (item.type !== "PersistentVolumeClaim") return [];
    return [
      ...Object.keys(item.min ?? {}).flatMap((name) => minFault(item, name, requests, {}) ?? []),
      ...Object.keys(item.max ?? {}).flatMap((name) => maxRequestFault(item, name, requests) ?? []),
    ];
  });
}
