/** The last status of a pod: what has not told how it ended is taken to have failed. */
import type { ContainerStatus, Pod, PodStatus } from "../api/types.generated.ts";
import { isSidecar } from "./restart-rule.ts";

const UNKNOWN = {
  exitCode: 137,
  finishedAt: null as unknown as undefined,
  message: "The container could not be located when the pod was terminated",
  reason: "ContainerStatusUnknown",
  startedAt: null as unknown as undefined,
};

/** `stored` is the pod as the API server has it. */
export function withoutUnknowns(stored: Pod, status: PodStatus): PodStatus {
  const isOver = status.phase === "Succeeded" || status.phase === "Failed";
  const { containerStatuses = [], initContainerStatuses } = status;
  return {
    ...status,
    phase: isOver ? status.phase : "Failed",
    ...(hasInitialized(stored) ? { containerStatuses: containerStatuses.map(ended) } : {}),
    ...(initContainerStatuses === undefined
      ? {}
      : { initContainerStatuses: withEndedUntil(initContainerStatuses) }),
  };
}

function ended(status: ContainerStatus): ContainerStatus {
  return status.state?.terminated === undefined
    ? { ...status, state: { terminated: UNKNOWN } }
    : status;
}

// Those behind the last one that was ever started are left as they wait.
function withEndedUntil(statuses: readonly ContainerStatus[]): readonly ContainerStatus[] {
  const hasStarted = ({ lastState, state }: ContainerStatus) =>
    state?.waiting === undefined || lastState?.terminated !== undefined;
  const last = Math.max(0, statuses.map(hasStarted).lastIndexOf(true));
  return statuses.map((status, i) => (i <= last ? ended(status) : status));
}

function hasInitialized({ spec, status }: Pod): boolean {
  const { initContainers = [] } = spec;
  if (initContainers.length === 0) return true;
  const { containerStatuses = [], initContainerStatuses = [] } = status;
  const began = containerStatuses.some(
    ({ lastState, state }) => lastState?.terminated !== undefined || state?.waiting === undefined,
  );
  if (began) return true;
  const last = initContainerStatuses.at(-1);
  const container = initContainers.find(({ name }) => name === last?.name);
  if (last === undefined || container === undefined) return false;
  if (isSidecar(container)) return last.state?.running !== undefined && last.started === true;
  return last.lastState?.terminated?.exitCode === 0 || last.state?.terminated?.exitCode === 0;
}
