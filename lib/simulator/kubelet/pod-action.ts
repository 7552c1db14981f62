/**
 * What a kubelet has to do next for a pod, from what it saw: which containers to kill and which to
 * start. https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#detailed-behavior
 */
import { sameJson } from "../api/json.ts";
import type { Container, ResourceRequirements } from "../api/types.generated.ts";
import type { ContainerRun } from "./container-run.ts";
import type { PodRecord } from "./pod-record.ts";
import { isSidecar, restartsAfter, restartsAfterKill } from "./restart-rule.ts";

export type KillReason = "liveness" | "startup" | "other";

export type Kill = {
  readonly run: ContainerRun;
  readonly message: string;
  readonly reason: KillReason;
};

export type Actions = {
  /** Nothing is left to run: everything is to be stopped. */
  killPod: boolean;
  readonly kill: Kill[];
  readonly startEphemeral: Container[];
  /** In this order; a failure of one that is no sidecar ends the attempt. */
  startInit: Container[];
  readonly start: Container[];
  /** Running containers that get other resources. */
  readonly resize: { readonly run: ContainerRun; readonly resources: ResourceRequirements }[];
};

export function nextActions(record: PodRecord): Actions {
  const { spec } = record.pod;
  const actions: Actions = {
    killPod: false,
    kill: [],
    startEphemeral: [],
    startInit: [],
    start: [],
    resize: [],
  };
  if (record.sandbox?.seen !== "ready") {
    const [first] = spec.initContainers ?? [];
    if (first !== undefined) actions.startInit.push(first);
    else actions.start.push(...spec.containers.filter((one) => startsAgain(record, one)));
    return actions;
  }
  for (const container of spec.ephemeralContainers ?? []) {
    if (record.seenRun(container.name) === undefined) actions.startEphemeral.push(container);
  }
  const initialised = planInit(record, actions);
  if (!initialised || actions.killPod) return actions;
  let kept = 0;
  for (const container of spec.containers) kept += planMain(record, container, actions) ? 1 : 0;
  if (kept === 0 && actions.start.length === 0) {
    actions.killPod = true;
    actions.startInit = [];
  }
  return actions;
}

function startsAgain(record: PodRecord, container: Container): boolean {
  const run = record.seenRun(container.name);
  if (record.pod.metadata.deletionTimestamp !== undefined) return false;
  if (run === undefined) return true;
  return run.seen === "exited" && restartsAfter(container, record.pod.spec, run.exitCode);
}

// True when the container goes on running.
function planMain(record: PodRecord, container: Container, actions: Actions): boolean {
  const run = record.seenRun(container.name);
  if (run === undefined || run.seen === "exited") {
    if (startsAgain(record, container)) actions.start.push(container);
    return false;
  }
  const kill = whyKill(record, container, run, "Container");
  if (kill === undefined) {
    const isKept = planResize(container, run, actions);
    if (!isKept) actions.start.push(container);
    return isKept;
  }
  const comesBack = kill.changed || restartsAfterKill(container, record.pod.spec);
  const message = comesBack ? `${kill.message}, will be restarted` : kill.message;
  if (comesBack) actions.start.push(container);
  actions.kill.push({ run, message, reason: kill.reason });
  return false;
}

// False when the container is to be restarted for it.
function planResize(
  { name, resizePolicy = [], resources = {} }: Container,
  run: ContainerRun,
  actions: Actions,
): boolean {
  if (sameJson(run.resources, resources)) return true;
  const differs = (resource: string) =>
    run.resources.requests?.[resource] !== resources.requests?.[resource] ||
    run.resources.limits?.[resource] !== resources.limits?.[resource];
  const restarts = resizePolicy.some(
    ({ resourceName, restartPolicy }) =>
      restartPolicy === "RestartContainer" && differs(resourceName),
  );
  if (!restarts) {
    actions.resize.push({ run, resources });
    return true;
  }
  const message = `Container ${name} resize requires restart`;
  actions.kill.push({ run, message, reason: "other" });
  return false;
}

type Why = { readonly message: string; readonly reason: KillReason; readonly changed: boolean };

function whyKill(
  record: PodRecord,
  { name, image }: Container,
  run: ContainerRun,
  kind: string,
): Why | undefined {
  // Of a running container's spec only the image can change.
  if (run.spec.image !== image) {
    return { message: `${kind} ${name} definition changed`, reason: "other", changed: true };
  }
  const { liveness, startup } = record.results;
  if (liveness.get(run.id) === "failure") {
    return { message: `${kind} ${name} failed liveness probe`, reason: "liveness", changed: false };
  }
  if (startup.get(run.id) === "failure") {
    return { message: `${kind} ${name} failed startup probe`, reason: "startup", changed: false };
  }
  return undefined;
}

// True when all init containers are done, so that the others may run. The last one that has a run
// tells how far the pod is, since ended runs of earlier ones may be gone.
function planInit(record: PodRecord, actions: Actions): boolean {
  const containers = record.pod.spec.initContainers ?? [];
  if (containers.length === 0) return true;
  let initialised = record.pod.spec.containers.some(
    ({ name }) => record.seenRun(name)?.seen === "running",
  );
  let wasReached = initialised;
  const starts: Container[] = [];
  for (let index = containers.length - 1; index >= 0; index--) {
    const container = containers[index] as Container;
    const run = record.seenRun(container.name);
    if (run === undefined) {
      if (wasReached && isSidecar(container)) starts.push(container);
      continue;
    }
    if (wasReached && !isSidecar(container)) continue;
    const next = containers[index + 1];
    const step = isSidecar(container)
      ? planSidecar(record, container, run, actions)
      : planOnce(record, container, run);
    if (step === "failed") {
      actions.killPod = true;
      actions.startInit = [];
      return false;
    }
    if (step === "start") starts.push(container);
    if (step === "done") {
      if (next === undefined) initialised = true;
      else if (!wasReached) starts.push(next);
    }
    if (step === "restart") {
      if (next === undefined) initialised = true;
      else if (!wasReached) starts.push(next);
      starts.push(container);
    }
    wasReached = true;
  }
  if (!wasReached) starts.push(containers[0] as Container);
  actions.startInit = starts.reverse();
  return initialised;
}

/** `restart`: it was up, and is killed and started again. */
type Step = "wait" | "start" | "done" | "restart" | "failed";

function planOnce(record: PodRecord, container: Container, run: ContainerRun): Step {
  if (run.seen === "running") return "wait";
  if (run.exitCode === 0) return "done";
  return startsAgain(record, container) ? "start" : "failed";
}

function planSidecar(
  record: PodRecord,
  container: Container,
  run: ContainerRun,
  actions: Actions,
): Step {
  if (run.seen === "exited") return "start";
  const kill = whyKill(record, container, run, "Init container");
  if (kill !== undefined) {
    actions.kill.push({ run, message: kill.message, reason: kill.reason });
    return kill.reason === "startup" ? "start" : "restart";
  }
  if (!planResize(container, run, actions)) return "restart";
  if (container.startupProbe === undefined) return "done";
  return record.results.startup.get(run.id) === "success" ? "done" : "wait";
}
