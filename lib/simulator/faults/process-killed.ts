/** A container's main process gets SIGKILL from nobody that Kubernetes knows: exit code 137. */
import type { FaultKind } from "./fault-kind.ts";

export const processKilled: FaultKind<"process-killed"> = {
  fault: "process-killed",
  describe: ({ pod, container }) =>
    `the process of ${container === undefined ? "" : `container ${container} of `}pod ${pod} is killed`,
  begin: ({ pod, container }, { kubelets }) => kubelets.killProcess(pod, container),
};
