/**
 * The conditions that a kubelet keeps on a pod.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions
 */
import type { ContainerStatus, Pod, PodCondition } from "../api/types.generated.ts";
import type { Phase } from "./phase.ts";
import type { PodRecord } from "./pod-record.ts";
import { isSidecar } from "./restart-rule.ts";

/** Without the times, which depend on what stood there before. */
export type Verdict = {
  readonly type: string;
  readonly status: "True" | "False";
  readonly reason?: string;
  readonly message?: string;
};

type Conditions = readonly PodCondition[];
type Statuses = ReadonlyMap<string, ContainerStatus>;

const OWN: ReadonlySet<string> = new Set([
  "PodResizePending",
  "PodResizeInProgress",
  "PodReadyToStartContainers",
  "Initialized",
  "Ready",
  "ContainersReady",
  "PodScheduled",
]);

export function podConditions(
  { pod, resizePending, resizeProgress }: PodRecord,
  statuses: Statuses,
  phase: Phase,
  hasSandbox: boolean,
  before: { readonly own: Conditions; readonly others: Conditions },
  now: string,
): readonly PodCondition[] {
  const others = before.others.filter(({ type }) => !OWN.has(type));
  const containersReady = containersReadyVerdict(pod, statuses, phase);
  const verdicts: readonly Verdict[] = [
    { type: "PodReadyToStartContainers", status: hasSandbox ? "True" : "False" },
    initializedVerdict(pod, statuses, phase),
    readyVerdict(pod, containersReady, others),
    containersReady,
    { type: "PodScheduled", status: "True" },
  ];
  const generation = pod.metadata.generation;
  const own = verdicts.map((verdict) => conditionOf(verdict, generation, before.own, now));
  const isOver = phase === "Succeeded" || phase === "Failed";
  const resizes = isOver ? [] : [resizePending, resizeProgress];
  return [...others, ...resizes.filter((one) => one !== undefined), ...own];
}

// A condition's time moves only when its status does; an equal one is kept as it is.
function conditionOf(
  { type, status, reason, message }: Verdict,
  generation: number | undefined,
  before: readonly PodCondition[],
  now: string,
): PodCondition {
  const old = before.find((condition) => condition.type === type);
  const isSame =
    old !== undefined &&
    old.status === status &&
    old.reason === reason &&
    old.message === message &&
    old.observedGeneration === generation;
  if (isSame) return old;
  return {
    type,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    status,
    // Kubernetes writes the empty time as null.
    lastProbeTime: null as unknown as undefined,
    lastTransitionTime: old?.status === status ? old.lastTransitionTime : now,
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}

function containersReadyVerdict({ spec }: Pod, statuses: Statuses, phase: Phase): Verdict {
  const type = "ContainersReady";
  if (phase === "Succeeded") return { type, status: "False", reason: "PodCompleted" };
  if (phase === "Failed") return { type, status: "False", reason: "PodFailed" };
  const sidecars = (spec.initContainers ?? []).filter(isSidecar);
  const unready = [...sidecars, ...spec.containers].filter(
    ({ name }) => statuses.get(name)?.ready !== true,
  );
  if (unready.length === 0) return { type, status: "True" };
  const names = unready.map(({ name }) => name).join(" ");
  const message = `containers with unready status: [${names}]`;
  return { type, status: "False", reason: "ContainersNotReady", message };
}

function readyVerdict(
  { spec }: Pod,
  containersReady: Verdict,
  others: readonly PodCondition[],
): Verdict {
  if (containersReady.status === "False") return { ...containersReady, type: "Ready" };
  const messages: string[] = [];
  for (const { conditionType } of spec.readinessGates ?? []) {
    const gate = others.find(({ type }) => type === conditionType);
    if (gate === undefined) {
      messages.push(
        `corresponding condition of pod readiness gate "${conditionType}" does not exist.`,
      );
    } else if (gate.status !== "True") {
      messages.push(
        `the status of pod readiness gate "${conditionType}" is not "True", but ${gate.status}`,
      );
    }
  }
  if (messages.length === 0) return { type: "Ready", status: "True" };
  return {
    type: "Ready",
    status: "False",
    reason: "ReadinessGatesNotReady",
    message: messages.join(", "),
  };
}

function initializedVerdict({ spec }: Pod, statuses: Statuses, phase: Phase): Verdict {
  const type = "Initialized";
  if (phase === "Succeeded") return { type, status: "True", reason: "PodCompleted" };
  if (spec.containers.some(({ name }) => hasStarted(statuses.get(name))))
    return { type, status: "True" };
  const incomplete = (spec.initContainers ?? []).filter((container) => {
    const status = statuses.get(container.name);
    return isSidecar(container) ? status?.started !== true : status?.ready !== true;
  });
  if (incomplete.length === 0) return { type, status: "True" };
  const names = incomplete.map(({ name }) => name).join(" ");
  const message = `containers with incomplete status: [${names}]`;
  return { type, status: "False", reason: "ContainersNotInitialized", message };
}

function hasStarted(status: ContainerStatus | undefined): boolean {
  return (
    status?.state?.running !== undefined ||
    status?.state?.terminated !== undefined ||
    status?.lastState?.terminated !== undefined ||
    (status?.restartCount ?? 0) > 0
  );
}
