/** A pod's status as the kubelet writes it, from what it saw at its last look. */

import { NOTHING } from "../api/json.ts";
import { formatTime, parseTime } from "../api/time.ts";
import type {
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
  PodStatus,
  VolumeMountStatus,
} from "../api/types.generated.ts";
import { podConditions } from "./condition.ts";
import type { ContainerRun } from "./container-run.ts";
import { type Eviction, withDisruption } from "./eviction.ts";
import { type Phase, phaseOf } from "./phase.ts";
import type { PodRecord } from "./pod-record.ts";
import { isSidecar, restartsAfter } from "./restart-rule.ts";

export type StatusContext = {
  readonly record: PodRecord;
  /** The status in the API server. */
  readonly api: PodStatus;
  readonly hostIp: string;
  readonly nowMs: number;
  /** Nothing is started any more. */
  readonly isFinal: boolean;
  /** The kubelet ends the pod for this. */
  readonly eviction?: Eviction | undefined;
};

export function podStatus(context: StatusContext): PodStatus {
  const { api, eviction, hostIp, isFinal, nowMs, record } = context;
  const { pod } = record;
  const before = record.status ?? api;
  const { spec } = pod;
  const now = formatTime(nowMs);
  const hasInit = (spec.initContainers ?? []).length > 0;
  const waiting = hasInit ? "PodInitializing" : "ContainerCreating";
  const main = spec.containers.map((one) => containerStatus(record, one, waiting, "main"));
  const init = (spec.initContainers ?? []).map((one) =>
    containerStatus(record, one, "PodInitializing", "init"),
  );
  const ephemeral = (spec.ephemeralContainers ?? []).map((one) =>
    containerStatus(record, one, "ContainerCreating", "ephemeral"),
  );
  const statuses = new Map([...init, ...main].map((status) => [status.name, status]));
  const hasBegun = spec.containers.some(({ name }) => record.seenRun(name) !== undefined);
  const own = lastingPhase(before, api, phaseOf(spec, statuses, isFinal, hasBegun));
  const phase = eviction === undefined ? own : "Failed";
  const conditions = {
    own: before.conditions ?? [],
    others: isFinal
      ? withDisruption(api.conditions ?? [], eviction, pod.metadata.generation, now)
      : (api.conditions ?? []),
  };
  const hasSandbox = record.sandbox?.seen === "ready";
  record.startMs ??= parseTime(api.startTime ?? "") ?? nowMs;
  const samePhase = before.phase === phase;
  return {
    ...NOTHING,
    ...withoutReason(api),
    ...(pod.metadata.generation === undefined
      ? {}
      : { observedGeneration: pod.metadata.generation }),
    phase,
    ...(eviction === undefined
      ? samePhase
        ? reasonOf(before, api)
        : {}
      : { reason: eviction.reason, message: eviction.message }),
    conditions: podConditions(record, statuses, phase, hasSandbox, conditions, now),
    hostIP: hostIp,
    hostIPs: [{ ip: hostIp }],
    ...addressOf(record, pod, hostIp),
    startTime: formatTime(record.startMs),
    ...(init.length === 0 ? {} : { initContainerStatuses: init }),
    containerStatuses: byName(main),
    ...(ephemeral.length === 0 ? {} : { ephemeralContainerStatuses: byName(ephemeral) }),
  };
}

function withoutReason({ message: _, reason: __, ...rest }: PodStatus): PodStatus {
  return rest;
}

/** Why the phase is what it is: kept as long as the phase is. */
function reasonOf(before: PodStatus, api: PodStatus): Partial<Eviction> {
  const reason = before.reason ?? api.reason;
  const message = before.message ?? api.message;
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}

function byName(statuses: readonly ContainerStatus[]): readonly ContainerStatus[] {
  return statuses.length < 2 ? statuses : [...statuses].sort((a, b) => (a.name < b.name ? -1 : 1));
}

// A pod does not come back from its end.
function lastingPhase(before: PodStatus, api: PodStatus, phase: Phase): Phase {
  if (api.phase === "Succeeded" || api.phase === "Failed") return api.phase;
  if (phase === "Succeeded" || phase === "Failed") return phase;
  return before.phase === "Succeeded" || before.phase === "Failed" ? before.phase : phase;
}

function addressOf(record: PodRecord, pod: Pod, hostIp: string) {
  const ip = pod.spec.hostNetwork === true ? hostIp : seenIp(record);
  return ip === undefined ? {} : { podIP: ip, podIPs: [{ ip }] };
}

function seenIp({ sandbox }: PodRecord): string | undefined {
  return sandbox === undefined || sandbox.seen === "nothing" ? undefined : sandbox.ip;
}

type Kind = "main" | "init" | "ephemeral";

function containerStatus(
  record: PodRecord,
  container: Container,
  waitsFor: string,
  kind: Kind,
): ContainerStatus {
  const seen = (record.runs.get(container.name) ?? []).filter((run) => run.seen !== undefined);
  const [run, earlier] = seen;
  const volumeMounts = mountStatuses(container);
  const states = statesOf(record, container, waitsFor, run, earlier, kind);
  const started = isStarted(record, container, run, kind);
  return {
    ...NOTHING,
    ...(run === undefined ? {} : { containerID: `containerd://${run.id}` }),
    image: run === undefined ? (container.image ?? "") : run.image.fullName,
    imageID: run === undefined ? "" : run.image.id,
    ...states,
    name: container.name,
    ready: isReady(record, container, run, started, kind),
    restartCount: run?.attempt ?? 0,
    ...(kind === "ephemeral" ? {} : { started }),
    ...(run === undefined ? {} : runFacts(run, container)),
    ...(volumeMounts.length === 0 ? {} : { volumeMounts }),
  };
}

function runFacts(run: ContainerRun, { resources = {} }: Container): Partial<ContainerStatus> {
  const { uid, gid, groups } = run.user;
  const { requests } = resources;
  return {
    ...NOTHING,
    ...(requests === undefined ? {} : { allocatedResources: requests }),
    resources: run.seen === "running" ? run.resources : resources,
    user: { linux: { gid, supplementalGroups: groups, uid } },
  };
}

function mountStatuses(container: Container): readonly VolumeMountStatus[] {
  return (container.volumeMounts ?? []).map(({ mountPath, name, readOnly }) => ({
    mountPath,
    name,
    ...(readOnly === true ? { readOnly, recursiveReadOnly: "Disabled" } : {}),
  }));
}

function statesOf(
  record: PodRecord,
  container: Container,
  waitsFor: string,
  run: ContainerRun | undefined,
  earlier: ContainerRun | undefined,
  kind: Kind,
): { state: ContainerState; lastState: ContainerState } {
  const state = run === undefined ? { waiting: { reason: waitsFor } } : stateOf(run);
  const lastState = earlier === undefined ? {} : stateOf(earlier);
  const why = record.waiting.get(container.name);
  if (why === undefined || !isToBeStarted(record, container, run, kind))
    return { state, lastState };
  const { reason, message } = why;
  return {
    state: { waiting: { ...(message === "" ? {} : { message }), reason } },
    lastState: run?.seen === "exited" ? state : lastState,
  };
}

function isToBeStarted(
  record: PodRecord,
  container: Container,
  run: ContainerRun | undefined,
  kind: Kind,
): boolean {
  if (record.pod.metadata.deletionTimestamp !== undefined) return false;
  if (run === undefined) return true;
  if (run.seen === "running") return false;
  if (kind === "init" && run.exitCode === 0 && !isSidecar(container)) return false;
  return restartsAfter(container, record.pod.spec, run.exitCode);
}

function stateOf(run: ContainerRun): ContainerState {
  const startedAt = formatTime(run.startedMs);
  if (run.seen === "running") return { running: { startedAt } };
  return {
    terminated: {
      containerID: `containerd://${run.id}`,
      exitCode: run.exitCode,
      finishedAt: formatTime(run.finishedMs),
      ...(run.message === undefined ? {} : { message: run.message }),
      reason: run.reason,
      startedAt,
    },
  };
}

function isStarted(
  record: PodRecord,
  container: Container,
  run: ContainerRun | undefined,
  kind: Kind,
): boolean {
  if (run?.seen !== "running") return false;
  if (container.startupProbe === undefined || (kind === "init" && !isSidecar(container)))
    return true;
  return record.results.startup.get(run.id) === "success";
}

function isReady(
  record: PodRecord,
  container: Container,
  run: ContainerRun | undefined,
  started: boolean,
  kind: Kind,
): boolean {
  if (kind === "ephemeral" || run === undefined) return false;
  if (kind === "init" && !isSidecar(container)) return run.seen === "exited" && run.exitCode === 0;
  if (!started) return false;
  return (
    container.readinessProbe === undefined || record.results.readiness.get(run.id) === "success"
  );
}
