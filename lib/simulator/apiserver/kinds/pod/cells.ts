/** The row of a pod in `kubectl get`: its one-word status is made of many facts, in this order. */
import { parseTime } from "../../../api/time.ts";
import type {
  ContainerStateTerminated,
  ContainerStatus,
  Pod,
  PodStatus,
} from "../../../api/types.generated.ts";
import { ageOf, humanDuration } from "../../column.ts";
import type { Cell, CellContext } from "../../kind-strategy.ts";

export function podCells(pod: Pod, { nowMs }: CellContext): readonly Cell[] {
  const { metadata, spec, status } = pod;
  const sidecars = new Set(
    (spec.initContainers ?? []).filter((c) => c.restartPolicy === "Always").map((c) => c.name),
  );
  const { ready, restarted, word } = summaryOf(pod, sidecars);
  const gates = spec.readinessGates ?? [];
  const met = gates.filter(({ conditionType }) => isTrue(status, conditionType)).length;
  return [
    metadata.name,
    `${ready}/${spec.containers.length + sidecars.size}`,
    finalWord(pod, word),
    restartsText(restarted, nowMs),
    ageOf(pod, nowMs),
    status.podIP ?? "<none>",
    spec.nodeName === undefined || spec.nodeName === "" ? "<none>" : spec.nodeName,
    status.nominatedNodeName ?? "<none>",
    gates.length === 0 ? "<none>" : `${met}/${gates.length}`,
  ];
}

type Summary = {
  readonly ready: number;
  readonly word: string;
  /** The containers whose restarts are told. */
  readonly restarted: readonly ContainerStatus[];
};

function isTrue(status: PodStatus, type: string): boolean {
  return status.conditions?.find((one) => one.type === type)?.status === "True";
}

function summaryOf(pod: Pod, sidecars: ReadonlySet<string>): Summary {
  const { status } = pod;
  const gated = status.conditions?.some(
    (one) => one.type === "PodScheduled" && one.reason === "SchedulingGated",
  );
  const plain = gated === true ? "SchedulingGated" : (status.reason ?? status.phase ?? "");
  const all = status.initContainerStatuses ?? [];
  const init = initSummary(pod, sidecars);
  if (init.word !== undefined && !isTrue(status, "Initialized")) {
    // Only those up to the first that is not done are looked at.
    return { ready: init.ready, word: init.word, restarted: all.slice(0, init.looked) };
  }
  const main = mainSummary(status, init.word ?? plain);
  const restarted = [
    ...all.slice(0, init.looked).filter(({ name }) => sidecars.has(name)),
    ...(status.containerStatuses ?? []),
  ];
  return { ready: init.ready + main.ready, word: main.word, restarted };
}

function finalWord({ metadata, status }: Pod, word: string): string {
  if (metadata.deletionTimestamp === undefined) return word;
  if (status.reason === "NodeLost") return "Unknown";
  return status.phase === "Succeeded" || status.phase === "Failed" ? word : "Terminating";
}

type InitSummary = {
  readonly ready: number;
  readonly looked: number;
  readonly word: string | undefined;
};

function initSummary({ spec, status }: Pod, sidecars: ReadonlySet<string>): InitSummary {
  const statuses = status.initContainerStatuses ?? [];
  let ready = 0;
  for (const [index, one] of statuses.entries()) {
    const { name, started, state } = one;
    if (state?.terminated?.exitCode === 0) continue;
    if (sidecars.has(name) && started === true) {
      if (one.ready) ready += 1;
      continue;
    }
    const word = initWord(one) ?? `Init:${index}/${spec.initContainers?.length ?? 0}`;
    return { ready, looked: index + 1, word };
  }
  return { ready, looked: statuses.length, word: undefined };
}

function initWord({ state }: ContainerStatus): string | undefined {
  const { terminated, waiting } = state ?? {};
  if (terminated !== undefined) return `Init:${endWord(terminated)}`;
  const reason = waiting?.reason ?? "";
  return reason === "" || reason === "PodInitializing" ? undefined : `Init:${reason}`;
}

function endWord({ exitCode, reason, signal }: ContainerStateTerminated): string {
  if (reason !== undefined && reason !== "") return reason;
  return signal ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}

// The first container with something to tell names the pod's state; a failure goes before
// a success.
function mainSummary(
  status: PodStatus,
  otherwise: string,
): { readonly ready: number; readonly word: string } {
  let word = otherwise;
  let failure = "";
  let ready = 0;
  for (const one of [...(status.containerStatuses ?? [])].reverse()) {
    const { running, terminated, waiting } = one.state ?? {};
    if ((waiting?.reason ?? "") !== "") word = waiting?.reason ?? "";
    else if (terminated !== undefined) {
      word = endWord(terminated);
      if (terminated.exitCode !== 0) failure = word;
    } else if (one.ready && running !== undefined) ready += 1;
  }
  if (word !== "Completed") return { ready, word };
  if (ready > 0 && isTrue(status, "Ready")) return { ready, word: "Running" };
  if (failure !== "") return { ready, word: failure };
  return { ready, word: ready > 0 ? "NotReady" : word };
}

function restartsText(statuses: readonly ContainerStatus[], nowMs: number): string {
  const count = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const ends = statuses.flatMap(
    ({ lastState }) => parseTime(lastState?.terminated?.finishedAt ?? "") ?? [],
  );
  if (count === 0 || ends.length === 0) return String(count);
  return `${count} (${humanDuration(nowMs - Math.max(...ends))} ago)`;
}
