/**
 * When all is quiet, a pod that is still Pending says why: in a condition, in a container's state,
 * or by a node whose kubelet is silent.
 */
import { isBeingDeleted } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import { type Invariant, isSilent, nameOf, walk } from "./history.ts";

export const pendingReason: Invariant = {
  name: "every Pending pod has a reason",
  violations(history) {
    const state = walk(history);
    return state
      .list<Pod>("Pod")
      .filter((pod) => pod.status.phase === "Pending" && !isBeingDeleted(pod))
      .filter((pod) => !isExplained(pod) && !isSilent(pod.spec.nodeName, state))
      .map((pod) => `${nameOf(pod)} is Pending and does not say why`);
  },
};

function isExplained({ status }: Pod): boolean {
  const { conditions = [], containerStatuses = [], initContainerStatuses = [] } = status;
  const refused = conditions.some(
    ({ message = "", reason = "", status: value, type }) =>
      type === "PodScheduled" && value === "False" && reason !== "" && message !== "",
  );
  const waits = [...containerStatuses, ...initContainerStatuses].some(
    ({ state }) => (state?.waiting?.reason ?? "") !== "",
  );
  return refused || waits;
}
