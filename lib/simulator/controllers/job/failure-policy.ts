/**
 * Which rule of a pod failure policy a failed pod matches, and what follows from it.
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
import type {
  ContainerStatus,
  Job,
  Pod,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyRule,
} from "../../api/types.generated.ts";

export type PolicyMatch = {
  readonly action: "Count" | "FailIndex" | "FailJob" | "Ignore" | undefined;
  /** Why the whole Job fails, where it does. */
  readonly message?: string;
};

export function matchFailurePolicy({ spec }: Job, pod: Pod): PolicyMatch {
  for (const [index, rule] of (spec.podFailurePolicy?.rules ?? []).entries()) {
    if (rule.action === "FailIndex" && spec.backoffLimitPerIndex === undefined) continue;
    const why = matchRule(rule, pod);
    if (why === undefined) continue;
    return {
      action: rule.action,
      message: `${why} matching ${rule.action} rule at index ${index}`,
    };
  }
  return { action: undefined };
}

function matchRule(rule: PodFailurePolicyRule, pod: Pod): string | undefined {
  const place = `${pod.metadata.namespace}/${pod.metadata.name}`;
  if (rule.onExitCodes !== undefined) {
    const found = containerMatching(rule.onExitCodes, pod);
    if (found === undefined) return undefined;
    const code = found.state?.terminated?.exitCode ?? 0;
    return `Container ${found.name} for pod ${place} failed with exit code ${code}`;
  }
  for (const { type, status = "True" } of rule.onPodConditions ?? []) {
    const holds = pod.status.conditions?.some((one) => one.type === type && one.status === status);
    if (holds === true) return `Pod ${place} has condition ${type}`;
  }
  return undefined;
}

function containerMatching(
  { containerName, operator, values }: PodFailurePolicyOnExitCodesRequirement,
  { status }: Pod,
): ContainerStatus | undefined {
  const all = [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? [])];
  return all.find(({ name, state }) => {
    if (containerName !== undefined && containerName !== name) return false;
    const code = state?.terminated?.exitCode;
    if (code === undefined || code === 0) return false;
    return values.includes(code) === (operator === "In");
  });
}
