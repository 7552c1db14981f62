/** Binding: gives a pod its node, once. */
import { conflict } from "../../api/error.ts";
import type { KubeObject } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type { Binding, Pod } from "../../api/types.generated.ts";
import type { RestContext } from "../rest/context.ts";
import { requireObject } from "../rest/require.ts";

export function bindPod(context: RestContext): KubeObject {
  const { engine, request, row, store } = context;
  const old = requireObject(context);
  const pod = old as unknown as Pod;
  const { target } = request.body as Binding;
  const { name } = pod.metadata;
  if (pod.metadata.deletionTimestamp !== undefined) {
    throw conflict(row, name, `pod ${name} is being deleted, cannot be assigned to a host`);
  }
  if (pod.spec.nodeName !== undefined && pod.spec.nodeName !== "") {
    throw conflict(row, name, `pod ${name} is already assigned to node "${pod.spec.nodeName}"`);
  }
  const others = (pod.status.conditions ?? []).filter(({ type }) => type !== "PodScheduled");
  const scheduled = {
    lastProbeTime: null,
    lastTransitionTime: formatTime(engine.nowMs),
    observedGeneration: pod.metadata.generation,
    status: "True",
    type: "PodScheduled",
  };
  const spec = { ...pod.spec, nodeName: target.name ?? "" };
  const status = { ...pod.status, conditions: [...others, scheduled] };
  return store.replace({ ...old, spec, status }, request.component);
}
