/**
 * Starts one container: back-off, image, environment, creation, start, postStart hook. What goes
 * wrong is told by events and as the reason why the container waits.
 * https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff
 */
import type { Container, Pod } from "../api/types.generated.ts";
import type { EventType, InvolvedObject } from "../component/recorder.ts";
import {
  type Image,
  type ImageReference,
  imageFault,
  MainProcess,
  parseImage,
  quote,
  startFailure,
  type Task,
} from "../programs/index.ts";
import { killContainer } from "./container-kill.ts";
import { commandLineOf, machineOf, userOf } from "./container-machine.ts";
import { ContainerRun } from "./container-run.ts";
import { environmentOf } from "./environment.ts";
import { durationText, podText } from "./go-text.ts";
import { runHook } from "./hook.ts";
import { mountRefusal } from "./mount-refusal.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord, Waiting } from "./pod-record.ts";
import { watchMemoryLimit } from "./pressure/memory-limit.ts";

export type StartFailure = Waiting & {
  /** When the back-off ends, if one holds. */
  readonly untilMs?: number;
};

/** `changed` is called whenever the runtime's state changes. */
export function* startContainer(
  node: NodeContext,
  record: PodRecord,
  container: Container,
  changed: () => void,
): Task<StartFailure | undefined> {
  const tell = (type: EventType, reason: string, message: string) =>
    node.event(containerOf(record.pod, record.fieldPathOf(container.name)), type, reason, message);
  const backedOff = crashBackOff(node, record, container, tell);
  if (backedOff !== undefined) return backedOff;
  const image = yield* ensureImage(node, record, container, tell);
  if ("reason" in image) {
    tell("Warning", "Failed", `Error: ${image.reason}`);
    return image;
  }
  const place = { podIp: record.sandbox?.ip ?? node.hostIp, hostIp: node.hostIp };
  const environment = environmentOf(record.pod, container, place, node.volumes);
  const refusal =
    "error" in environment
      ? environment.error
      : (mountRefusal(node, record, container, environment.env) ??
        rootRefusal(record, container, image));
  if ("error" in environment || refusal !== undefined) {
    tell("Warning", "Failed", `Error: ${refusal}`);
    return { reason: "CreateContainerConfigError", message: refusal ?? "" };
  }
  tell("Normal", "Created", "Container created");
  const startMs = node.engine.latencyMs("container-start", node.component);
  if (startMs > 0) yield { ms: startMs };
  const line = commandLineOf(image, container, environment.env, node.runtime);
  const failure = startFailure(image, line.argv[0] ?? "");
  const run = newRun(node, record, container, image, failure === undefined ? node.engine.nowMs : 0);
  changed();
  if (failure !== undefined) {
    const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${failure}: unknown`;
    run.message = message;
    run.end(node.engine.nowMs, 128, "StartError");
    tell("Warning", "Failed", `Error: ${message}`);
    return { reason: "RunContainerError", message };
  }
  run.machine = machineOf(node, record, run, environment.env, line);
  tell("Normal", "Started", "Container started");
  startProcess(node, record, run, line.argv, changed);
  return yield* postStart(node, record, run, tell);
}

// What an event has to know of a container's pod.
function containerOf({ apiVersion, kind, metadata }: Pod, fieldPath: string): InvolvedObject {
  return { apiVersion, kind, metadata, fieldPath };
}

type Tell = (type: EventType, reason: string, message: string) => void;

function crashBackOff(
  node: NodeContext,
  record: PodRecord,
  container: Container,
  tell: Tell,
): StartFailure | undefined {
  const { engine } = node;
  const run = record.seenRun(container.name);
  const ended =
    run?.seen === "exited"
      ? run
      : record.runs.get(container.name)?.find((one) => one.seen === "exited");
  if (ended === undefined) return undefined;
  const key = `${container.name}/${container.image}`;
  const { crashes } = record;
  if (!crashes.holds(key, ended.finishedMs, engine.nowMs)) {
    crashes.next(key, ended.finishedMs, engine.nowMs);
    return undefined;
  }
  const pod = podText(record.pod);
  tell(
    "Warning",
    "BackOff",
    `Back-off restarting failed container ${container.name} in pod ${pod}`,
  );
  const delay = durationText(crashes.delayMs(key));
  const message = `back-off ${delay} restarting failed container=${container.name} pod=${pod}`;
  return { reason: "CrashLoopBackOff", message, untilMs: ended.finishedMs + crashes.delayMs(key) };
}

function* ensureImage(
  node: NodeContext,
  record: PodRecord,
  container: Container,
  tell: Tell,
): Task<Image | StartFailure> {
  const name = container.image ?? "";
  const reference = parseImage(name);
  if (reference === undefined) {
    const message = `Failed to apply default image tag ${quote(name)}: couldn't parse image name ${quote(name)}: ${imageFault(name)}`;
    tell("Warning", "InspectFailed", message);
    return { reason: "InvalidImageName", message };
  }
  const present = node.images.find(reference);
  if (container.imagePullPolicy !== "Always" && present !== undefined) {
    tell(
      "Normal",
      "Pulled",
      `Container image ${quote(name)} already present on machine and can be accessed by the pod`,
    );
    return present;
  }
  if (container.imagePullPolicy === "Never") {
    const message = `Container image ${quote(name)} is not present with pull policy of Never`;
    tell("Warning", "ErrImageNeverPull", message);
    return { reason: "ErrImageNeverPull", message };
  }
  return yield* pullImage(node, record, name, reference, tell);
}

function* pullImage(
  node: NodeContext,
  record: PodRecord,
  name: string,
  reference: ImageReference,
  tell: Tell,
): Task<Image | StartFailure> {
  const { engine, images } = node;
  const { pulls, pullErrors } = record;
  if (pulls.holdsSinceFailure(name, engine.nowMs)) {
    const text = `Back-off pulling image ${quote(name)}`;
    tell("Normal", "BackOff", text);
    const message = `${text}: ErrImagePull: ${pullErrors.get(name) ?? ""}`;
    return { reason: "ImagePullBackOff", message };
  }
  tell("Normal", "Pulling", `Pulling image ${quote(name)}`);
  const startedMs = engine.nowMs;
  let pulled: Parameters<Parameters<typeof images.pull>[1]>[0] | undefined;
  yield {
    until(wake) {
      images.pull(reference, (result) => {
        pulled = result;
        wake();
      });
    },
  };
  if (pulled?.image === undefined) {
    const error = pulled?.error ?? "";
    tell("Warning", "Failed", `Failed to pull image ${quote(name)}: ${error}`);
    pulls.next(name, engine.nowMs, engine.nowMs);
    pullErrors.set(name, error);
    return { reason: "ErrImagePull", message: error };
  }
  const own = durationText(pulled.pullMs);
  const whole = durationText(engine.nowMs - startedMs);
  tell(
    "Normal",
    "Pulled",
    `Successfully pulled image ${quote(name)} in ${own} (${whole} including waiting). Image size: ${pulled.image.sizeBytes} bytes.`,
  );
  return pulled.image;
}

/** https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
function rootRefusal(record: PodRecord, container: Container, image: Image): string | undefined {
  const pod = record.pod.spec.securityContext;
  const own = container.securityContext;
  if ((own?.runAsNonRoot ?? pod?.runAsNonRoot) !== true) return undefined;
  const where = `(pod: ${quote(podText(record.pod))}, container: ${container.name})`;
  const uid = own?.runAsUser ?? pod?.runAsUser;
  if (uid !== undefined) {
    return uid === 0 ? `container's runAsUser breaks non-root policy ${where}` : undefined;
  }
  const user = image.entry.user ?? "0";
  if (user === "0") return `container has runAsNonRoot and image will run as root ${where}`;
  if (/^\d+$/.test(user)) return undefined;
  return `container has runAsNonRoot and image has non-numeric user (${user}), cannot verify user is non-root ${where}`;
}

function newRun(
  node: NodeContext,
  record: PodRecord,
  container: Container,
  image: Image,
  startedMs: number,
): ContainerRun {
  const earlier = record.runs.get(container.name) ?? [];
  const run = new ContainerRun({
    id: node.newContainerId(),
    name: container.name,
    attempt: (earlier[0]?.attempt ?? -1) + 1,
    spec: container,
    image,
    user: userOf(record, container, image),
    startedMs,
  });
  const [last] = earlier;
  record.runs.set(container.name, last === undefined ? [run] : [run, last]);
  const dropped = earlier[1]?.machine?.files.ownTree;
  if (dropped !== undefined) node.use.releaseTree(dropped);
  watchMemoryLimit(node, run, record.key);
  if (node.runtime.measuresUsage) node.use.watchRun(run, record, () => node.engine.nowMs);
  const detail = `${container.name}: ${container.image}`;
  node.engine.record({
    component: node.component,
    verb: "start-container",
    kind: "Pod",
    key: record.key,
    detail,
  });
  node.engine.noteChange();
  return run;
}

function startProcess(
  node: NodeContext,
  record: PodRecord,
  run: ContainerRun,
  argv: readonly string[],
  changed: () => void,
): void {
  const { engine } = node;
  const { machine } = run;
  if (machine === undefined) return;
  const print = (stream: "stdout" | "stderr") => (text: string) =>
    run.log.write(stream, text, engine.nowMs);
  run.onEnd.push(() => {
    run.message = terminationMessage(run);
    engine.noteChange();
    changed();
  });
  run.process = new MainProcess({
    machine,
    argv,
    stdout: print("stdout"),
    stderr: print("stderr"),
    onExit: (code) => run.end(engine.nowMs, code, code === 0 ? "Completed" : "Error"),
    isTaken: (port) =>
      record.running().some((one) => one !== run && one.process?.listensOn(port) === true),
    stopMs: () => engine.latencyMs("container-stop", node.component),
  });
  run.process.start();
}

const MESSAGE_MAX = 4096;
const FALLBACK_LINES = 80;
const FALLBACK_MAX = 2048;

/** https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/ */
function terminationMessage({ exitCode, log, machine, spec }: ContainerRun): string | undefined {
  const text = machine?.files.read(spec.terminationMessagePath ?? "/dev/termination-log") ?? "";
  if (text !== "") return text.slice(0, MESSAGE_MAX);
  if (spec.terminationMessagePolicy !== "FallbackToLogsOnError" || exitCode === 0) return undefined;
  const lines = log.lines.slice(-FALLBACK_LINES).map((line) => `${line.text}\n`);
  const tail = lines.join("").slice(-FALLBACK_MAX);
  return tail === "" ? undefined : tail;
}

function* postStart(
  node: NodeContext,
  record: PodRecord,
  run: ContainerRun,
  tell: Tell,
): Task<StartFailure | undefined> {
  const handler = run.spec.lifecycle?.postStart;
  if (handler === undefined) return undefined;
  const failure = yield* runHook(node, record, run, handler);
  if (failure === undefined) return undefined;
  tell("Warning", "FailedPostStartHook", "PostStartHook failed");
  yield* killContainer(node, record, run, { message: "FailedPostStartHook", reason: "other" });
  return { reason: "PostStartHookError", message: failure };
}
