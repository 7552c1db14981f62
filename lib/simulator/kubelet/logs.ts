/**
 * Logs of containers, with the kubelet's refusals.
 * https://kubernetes.io/docs/concepts/cluster-administration/logging/
 */
import { ApiError, badRequest } from "../api/error.ts";
import { formatTime } from "../api/time.ts";
import type { ContainerStatus, Pod, PodStatus } from "../api/types.generated.ts";
import { quote } from "../programs/index.ts";
import type { ContainerRun, LogLine } from "./container-run.ts";
import type { LogOptions } from "./node-agent.ts";
import type { PodRecord } from "./pod-record.ts";

/** `record` is undefined when the kubelet does not know the pod. */
export function readLogs(
  pod: Pod,
  record: PodRecord | undefined,
  options: LogOptions,
  nowMs: number,
): string {
  const name = options.container ?? pod.spec.containers[0]?.name ?? "";
  const id = containerIdFor(pod, name, options.previous === true);
  const run = record?.runs.get(name)?.find((one) => `containerd://${one.id}` === id);
  const runs = record?.runs.get(name) ?? [];
  if (run !== undefined && run !== runs[0] && runs[0]?.seen === "exited") {
    // Of the containers that ended only the last one is kept.
    return `unable to retrieve container logs for ${id}`;
  }
  // A container that began anew since the kubelet's last look is read from its new log.
  const read = options.previous === true ? run : (newerRun(record, name, run) ?? run);
  if (read === undefined)
    throw badRequest(
      `container ${quote(name)} in pod ${quote(pod.metadata.name)} is not available`,
    );
  return logText(read.log.lines, options, nowMs);
}

function newerRun(record: PodRecord | undefined, name: string, run: ContainerRun | undefined) {
  const current = record?.currentRun(name);
  return current !== run && current?.seen === undefined ? undefined : current;
}

// Which container the status means; refusals as the kubelet words them.
function containerIdFor(pod: Pod, name: string, previous: boolean): string | undefined {
  const where = `container ${quote(name)} in pod ${quote(pod.metadata.name)}`;
  const status = statusOf(pod.status, name);
  if (status === undefined) throw badRequest(`${where} is not available`);
  const { lastState, state } = status;
  if (previous) {
    const id = lastState?.terminated?.containerID;
    if (id === undefined) throw badRequest(`previous terminated ${where} not found`);
    return id;
  }
  if (state?.running !== undefined) return status.containerID;
  const ended = state?.terminated ?? lastState?.terminated;
  if (ended !== undefined) {
    if (ended.containerID === undefined) throw badRequest(`${where} is terminated`);
    return ended.containerID;
  }
  throw badRequest(`${where} is waiting to start: ${whyWaits(state?.waiting?.reason)}`);
}

function whyWaits(reason: string | undefined): string {
  if (reason === "ErrImagePull") return "image can't be pulled";
  if (reason === "ImagePullBackOff") return "trying and failing to pull image";
  return reason ?? "";
}

function statusOf(status: PodStatus, name: string): ContainerStatus | undefined {
  const {
    containerStatuses = [],
    ephemeralContainerStatuses = [],
    initContainerStatuses = [],
  } = status;
  const all = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses];
  return all.find((one) => one.name === name);
}

function logText(lines: readonly LogLine[], options: LogOptions, nowMs: number): string {
  const { limitBytes, sinceSeconds, tailLines, timestamps } = options;
  const fromMs =
    sinceSeconds === undefined ? Number.NEGATIVE_INFINITY : nowMs - sinceSeconds * 1000;
  const recent = lines.filter(({ atMs }) => atMs >= fromMs);
  const kept =
    tailLines === undefined ? recent : recent.slice(Math.max(0, recent.length - tailLines));
  const text = kept
    .map(
      (line) =>
        `${timestamps === true ? `${stamp(line.atMs)} ` : ""}${line.text}${line.ended ? "\n" : ""}`,
    )
    .join("");
  return limitBytes === undefined ? text : text.slice(0, limitBytes);
}

function stamp(atMs: number): string {
  const nanos = String(Math.round((atMs % 1000) * 1_000_000)).padStart(9, "0");
  return formatTime(atMs).replace("Z", `.${nanos}Z`);
}

/** What stands behind «Internal error occurred: » is the kubelet's. */
export function internalError(why: string): ApiError {
  return new ApiError(500, "InternalError", `Internal error occurred: ${why}`);
}
