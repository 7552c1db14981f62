/**
 * A pod's priority is that of its class, or of the default class, or 0; nobody writes the number.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
import { NOTHING } from "../../api/json.ts";
import type { KubeObject } from "../../api/object.ts";
import type { Pod, PodSpec, PriorityClass } from "../../api/types.generated.ts";
import type { RestContext } from "../rest/context.ts";
import { type AdmissionPlugin, denied } from "./plugin.ts";

/** A cluster has them from the start and cannot do without. */
const SYSTEM = ["system-cluster-critical", "system-node-critical"];

export const priority: AdmissionPlugin = {
  name: "Priority",

  mutate(object, old, context) {
    const { request, row } = context;
    if (row.kind !== "Pod" || request.subresource !== undefined) return object;
    if (old !== undefined) return withOldPriority(object, old as unknown as Pod);
    return withPriority(object, context);
  },

  validate(object, old, context) {
    const { request, row } = context;
    if (row.kind !== "PriorityClass") return;
    if (request.verb === "delete") {
      if (!SYSTEM.includes(object.metadata.name)) return;
      throw denied(object, context, "this is a system priority class and cannot be deleted");
    }
    const wanted = object as unknown as PriorityClass;
    if (wanted.globalDefault !== true) return;
    const taken = defaultClass(context);
    if (taken === undefined || (old !== undefined && taken.metadata.name === wanted.metadata.name))
      return;
    const why = `PriorityClass ${taken.metadata.name} is already marked as default. Only one default can exist`;
    throw denied(object, context, why);
  },
};

function withOldPriority(object: KubeObject, old: Pod): KubeObject {
  const { spec } = object as unknown as Pod;
  if (spec.priority === old.spec.priority && spec.preemptionPolicy === old.spec.preemptionPolicy) {
    return object;
  }
  const policy = spec.preemptionPolicy ?? old.spec.preemptionPolicy;
  const kept: PodSpec = {
    ...spec,
    priority: spec.priority ?? old.spec.priority,
    ...(policy === undefined ? {} : { preemptionPolicy: policy }),
  };
  return { ...object, spec: kept };
}

function withPriority(object: KubeObject, context: RestContext): KubeObject {
  const { spec } = object as unknown as Pod;
  const chosen = classOf(object, spec, context);
  const value = chosen?.value ?? 0;
  const policy =
    chosen === undefined
      ? "PreemptLowerPriority"
      : (chosen.preemptionPolicy ?? "PreemptLowerPriority");
  const by = "must not be provided in pod spec; priority admission controller computed";
  const from = "from the given PriorityClass name";
  if (spec.priority !== undefined && spec.priority !== value) {
    throw denied(
      object,
      context,
      `the integer value of priority (${spec.priority}) ${by} ${value} ${from}`,
    );
  }
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== policy) {
    const given = `the string value of PreemptionPolicy (${spec.preemptionPolicy})`;
    throw denied(object, context, `${given} ${by} ${policy} ${from}`);
  }
  const name = chosen?.metadata.name;
  const named = name === undefined ? {} : { priorityClassName: name };
  return {
    ...object,
    spec: { ...NOTHING, ...spec, ...named, priority: value, preemptionPolicy: policy },
  };
}

function classOf(
  object: KubeObject,
  spec: PodSpec,
  context: RestContext,
): PriorityClass | undefined {
  const name = spec.priorityClassName ?? "";
  if (name === "") return defaultClass(context);
  const found = context.store.get("PriorityClass", name);
  if (found === undefined)
    throw denied(object, context, `no PriorityClass with name ${name} was found`);
  return found as unknown as PriorityClass;
}

// Of several defaults the lowest counts.
function defaultClass({ store }: RestContext): PriorityClass | undefined {
  let lowest: PriorityClass | undefined;
  for (const object of store.list("PriorityClass")) {
    const one = object as unknown as PriorityClass;
    if (one.globalDefault === true && (lowest === undefined || one.value < lowest.value))
      lowest = one;
  }
  return lowest;
}
