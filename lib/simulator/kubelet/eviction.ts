/**
 * Why a kubelet ends a pod on its own account, and the condition by which the pod tells so.
 * https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions
 */
import type { PodCondition } from "../api/types.generated.ts";

export type Eviction = {
  readonly reason: string;
  readonly message: string;
  /** The pod's work was disrupted; told when it has ended. */
  readonly disrupts?: boolean;
};

const TYPE = "DisruptionTarget";

export function withDisruption(
  conditions: readonly PodCondition[],
  eviction: Eviction | undefined,
  generation: number | undefined,
  now: string,
): readonly PodCondition[] {
  if (eviction?.disrupts !== true) return conditions;
  if (conditions.some(({ type }) => type === TYPE)) return conditions;
  const target: PodCondition = {
    type: TYPE,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    status: "True",
    lastProbeTime: null as unknown as undefined,
    lastTransitionTime: now,
    reason: "TerminationByKubelet",
    message: eviction.message,
  };
  return [target, ...conditions];
}
