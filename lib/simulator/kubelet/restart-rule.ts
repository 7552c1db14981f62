/**
 * Whether a container is started again after its end: its own rules and policy, then the pod's.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
import type { Container, PodSpec } from "../api/types.generated.ts";

/** An init container that goes on running beside the others. */
export function isSidecar(container: Container): boolean {
  return container.restartPolicy === "Always";
}

export function restartsAfter(container: Container, spec: PodSpec, exitCode: number): boolean {
  if (container.restartPolicy !== undefined) {
    for (const { action, exitCodes } of container.restartPolicyRules ?? []) {
      const isListed = exitCodes?.values?.includes(exitCode) ?? false;
      if (action === "Restart" && isListed === (exitCodes?.operator === "In")) return true;
    }
  }
  switch (container.restartPolicy ?? spec.restartPolicy ?? "Always") {
    case "Never":
      return false;
    case "OnFailure":
      return exitCode !== 0;
    default:
      return true;
  }
}

/** Whether a running container that has to be killed comes back. */
export function restartsAfterKill(container: Container, spec: PodSpec): boolean {
  return (container.restartPolicy ?? spec.restartPolicy) !== "Never";
}
