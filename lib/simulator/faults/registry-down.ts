/**
 * An image registry does not answer: what is not on a node yet cannot be pulled.
 * https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff
 */
import type { FaultKind } from "./fault-kind.ts";

export const registryDown: FaultKind<"registry-down"> = {
  fault: "registry-down",
  describe: ({ registry }) =>
    registry === undefined ? "no registry answers" : `registry ${registry} does not answer`,
  begin: ({ registry }, { kubelets }) => kubelets.setRegistry(registry, false),
  end: ({ registry }, { kubelets }) => kubelets.setRegistry(registry, true),
};
