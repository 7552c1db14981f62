/**
 * A pod gets what its RuntimeClass says of overhead and of where it may run; nobody else sets the
 * overhead.
 * https://kubernetes.io/docs/concepts/containers/runtime-class/
 */
import { sameJson } from "../../api/json.ts";
import type { KubeObject } from "../../api/object.ts";
import type { Pod, PodSpec, RuntimeClass } from "../../api/types.generated.ts";
import type { RestContext } from "../rest/context.ts";
import { type AdmissionPlugin, denied } from "./plugin.ts";

const OTHER_OVERHEAD = "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";
const NO_OVERHEAD =
  "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead";

export const runtimeClass: AdmissionPlugin = {
  name: "RuntimeClass",

  mutate(object, old, context) {
    if (!isNewPod(old, context)) return object;
    const { spec } = object as unknown as Pod;
    if (spec.runtimeClassName === undefined) return object;
    const chosen = classOf(object, spec, context);
    const next = withScheduling(
      object,
      withOverhead(object, spec, chosen, context),
      chosen,
      context,
    );
    return next === spec ? object : { ...object, spec: next };
  },

  validate(object, old, context) {
    if (!isNewPod(old, context)) return;
    const { overhead, runtimeClassName } = (object as unknown as Pod).spec;
    if (overhead === undefined || runtimeClassName !== undefined) return;
    throw denied(object, context, NO_OVERHEAD);
  },
};

function isNewPod(old: KubeObject | undefined, { request, row }: RestContext): boolean {
  return row.kind === "Pod" && request.subresource === undefined && old === undefined;
}

function classOf(object: KubeObject, spec: PodSpec, context: RestContext): RuntimeClass {
  const name = spec.runtimeClassName ?? "";
  const found = context.store.get("RuntimeClass", name);
  if (found !== undefined) return found as unknown as RuntimeClass;
  throw denied(object, context, `pod rejected: RuntimeClass ${JSON.stringify(name)} not found`);
}

function withOverhead(
  object: KubeObject,
  spec: PodSpec,
  { overhead }: RuntimeClass,
  context: RestContext,
): PodSpec {
  const fixed = overhead?.podFixed;
  const given = spec.overhead;
  if (overhead === undefined) {
    if (given === undefined) return spec;
    throw denied(object, context, NO_OVERHEAD);
  }
  if (given !== undefined && !sameJson(given, fixed)) {
    throw denied(object, context, OTHER_OVERHEAD);
  }
  return fixed === undefined ? spec : { ...spec, overhead: fixed };
}

function withScheduling(
  object: KubeObject,
  spec: PodSpec,
  { scheduling }: RuntimeClass,
  context: RestContext,
): PodSpec {
  if (scheduling === undefined) return spec;
  const { nodeSelector = {}, tolerations = [] } = scheduling;
  for (const [key, value] of Object.entries(nodeSelector)) {
    const own = spec.nodeSelector?.[key];
    if (own === undefined || own === value) continue;
    const ofClass = `runtimeClass.scheduling.nodeSelector[${key}] = ${value}`;
    const ofPod = `pod.spec.nodeSelector[${key}] = ${own}`;
    throw denied(object, context, `conflict: ${ofClass}; ${ofPod}`);
  }
  const before = spec.tolerations ?? [];
  const added = tolerations.filter((one) => !before.some((own) => sameJson(own, one)));
  return {
    ...spec,
    nodeSelector: { ...spec.nodeSelector, ...nodeSelector },
    ...(added.length === 0 ? {} : { tolerations: [...before, ...added] }),
  };
}
