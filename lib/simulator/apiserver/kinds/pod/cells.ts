/** The row of a pod in `kubectl get`: its one-word status is made of many facts, in this order. */
import { parseTime } from "../../../api/time.ts";
import type { ContainerStatus, Pod } from "../../../api/types.generated.ts";
import { ageOf, humanDuration } from "../../column.ts";
import type { Cell, CellContext } from "../../kind-strategy.ts";

export function podCells(pod: Pod, { nowMs }: CellContext): readonly Cell[] {
  const { metadata, spec, status } = pod;
  const sidecars = new Set(
    (spec.initContainers ?? []).filter((c) => c.restartPolicy === "Always").map((c) => c.name),
  );
  const counted = [
    ...(status.initContainerStatuses ?? []).filter(({ name }) => sidecars.has(name)),
    ...(status.containerStatuses ?? []),
  ];
  const ready = counted.filter((one) => one.ready && one.state?.running !== undefined).length;
  const total = spec.containers.length + sidecars.size;
  const { word, initializing } = statusWord(pod, sidecars);
  const restarting = initializing ? (status.initContainerStatuses ?? []) : counted;
  const gates = spec.readinessGates ?? [];
  const met = gates.filter(({ conditionType }) =>
    status.conditions?.some((one) => one.type === conditionType && one.status === "True"),
  ).length;
  return [
    metadata.name,
    `${ready}/${total}`,
    word,
    restartsText(restarting, nowMs),
    ageOf(pod, nowMs),
    status.podIP ?? "<none>",
    spec.nodeName === undefined || spec.nodeName === "" ? "<none>" : spec.nodeName,
    status.nominatedNodeName ?? "<none>",
    gates.length === 0 ? "<none>" : `${met}/${gates.length}`,
  ];
}

function statusWord(
  pod: Pod,
  sidecars: ReadonlySet<string>,
): { readonly word: string; readonly initializing: boolean } {
  const { metadata, status } = pod;
  let word = status.reason ?? status.phase ?? "";
  if (status.conditions?.some((c) => c.type === "PodScheduled" && c.reason === "SchedulingGated"))
    word = "SchedulingGated";
  const init = initWord(pod, sidecars);
  let initializing = false;
  if (init !== undefined) {
    word = init;
    initializing = true;
  } else {
    word = containerWord(status.containerStatuses ?? [], word);
    const running =
      status.containerStatuses?.some((one) => one.ready && one.state?.running !== undefined) ??
      false;
    const podReady =
      status.conditions?.some((c) => c.type === "Ready" && c.status === "True") ?? false;
    if (word === "Completed" && running) word = podReady ? "Running" : "NotReady";
  }
  if (metadata.deletionTimestamp !== undefined) {
    if (status.reason === "NodeLost") return { word: "Unknown", initializing };
    const finished = status.phase === "Succeeded" || status.phase === "Failed";
    if (!finished) word = "Terminating";
  }
  return { word, initializing };
}

function initWord({ spec, status }: Pod, sidecars: ReadonlySet<string>): string | undefined {
  const statuses = status.initContainerStatuses ?? [];
  for (const [index, { name, state, started }] of statuses.entries()) {
    if (state?.terminated?.exitCode === 0) continue;
    if (sidecars.has(name) && started === true) continue;
    const { terminated, waiting } = state ?? {};
    if (terminated !== undefined) {
      if (terminated.reason !== undefined && terminated.reason !== "")
        return `Init:${terminated.reason}`;
      return terminated.signal
        ? `Init:Signal:${terminated.signal}`
        : `Init:ExitCode:${terminated.exitCode}`;
    }
    if (waiting?.reason !== undefined && waiting.reason !== "PodInitializing")
      return `Init:${waiting.reason}`;
    return `Init:${index}/${spec.initContainers?.length ?? 0}`;
  }
  return undefined;
}

// The last container with something to tell is the one that names the pod's state.
function containerWord(statuses: readonly ContainerStatus[], otherwise: string): string {
  let word = otherwise;
  for (const { state } of [...statuses].reverse()) {
    const { terminated, waiting } = state ?? {};
    if (waiting?.reason !== undefined && waiting.reason !== "") word = waiting.reason;
    else if (terminated !== undefined) {
      if (terminated.reason !== undefined && terminated.reason !== "") word = terminated.reason;
      else
        word = terminated.signal
          ? `Signal:${terminated.signal}`
          : `ExitCode:${terminated.exitCode}`;
    }
  }
  return word;
}

function restartsText(statuses: readonly ContainerStatus[], nowMs: number): string {
  const count = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  const ends = statuses.flatMap(
    ({ lastState }) => parseTime(lastState?.terminated?.finishedAt ?? "") ?? [],
  );
  if (count === 0 || ends.length === 0) return String(count);
  return `${count} (${humanDuration(nowMs - Math.max(...ends))} ago)`;
}
