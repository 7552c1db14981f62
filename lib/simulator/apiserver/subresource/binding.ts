/** Binding: gives a pod its node, once. */

import { ApiError, conflict } from "../../api/error.ts";
import { NOTHING } from "../../api/json.ts";
import type { KubeObject } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type { Binding, Pod } from "../../api/types.generated.ts";
import type { RestContext } from "../rest/context.ts";
import { requireObject } from "../rest/require.ts";
import { success } from "./success.ts";

const RESOURCE = { group: "", resource: "pods/binding" };

export function bindPod(context: RestContext): KubeObject {
  const { engine, request, store } = context;
  const old = requireObject(context);
  const pod = old as unknown as Pod;
  const { target } = request.body as Binding;
  if ((target.name ?? "") === "")
    throw new ApiError(500, "InternalError", "target.name: Required value");
  const why = refusalOf(pod);
  if (why !== undefined) throw conflict(RESOURCE, pod.metadata.name, why);
  if (request.options?.dryRun === true) return success();
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== "PodScheduled");
  const scheduled = {
    lastProbeTime: null,
    lastTransitionTime: formatTime(engine.nowMs),
    observedGeneration: pod.metadata.generation,
    status: "True",
    type: "PodScheduled",
  };
  // The promise of a node is kept or void: either way it is over.
  const { nominatedNodeName: _, ...before } = pod.status;
  const spec = { ...NOTHING, ...pod.spec, nodeName: target.name };
  const status = { ...NOTHING, ...before, conditions: [...others, scheduled] };
  store.replace({ ...old, spec, status }, request.component);
  return success();
}

/** A Binding that is created beside the pods names its pod itself. */
export function bindNamedPod(context: RestContext): KubeObject {
  const { registry, request } = context;
  const name = (request.body as Binding).metadata?.name;
  const row = registry.resolve("", "v1", "pods");
  const place = { ...request, resource: "pods", subresource: "binding", name: name ?? "" };
  const strategy = registry.strategyOf(row);
  return bindPod({ ...context, request: place, row, strategy });
}

function refusalOf({ metadata, spec }: Pod): string | undefined {
  const { deletionTimestamp, name } = metadata;
  if (deletionTimestamp !== undefined)
    return `pod ${name} is being deleted, cannot be assigned to a host`;
  if ((spec.nodeName ?? "") !== "")
    return `pod ${name} is already assigned to node "${spec.nodeName}"`;
  if ((spec.schedulingGates?.length ?? 0) > 0)
    return `pod ${name} has non-empty .spec.schedulingGates`;
  return undefined;
}
