/**
 * Containers of a pod or template: image, ports, command, state, resources,
 * probes, environment.
 */
import type { Container } from "../resource/pod-template.ts";
import { goValue } from "../text/go-value.ts";
import { type Fields, fieldsOf } from "./describer.ts";
import { writeEnvironment } from "./environment.ts";
import { probeText } from "./probe.ts";
import { longTime } from "./time.ts";
import type { DescribeWriter } from "./writer.ts";

export type ContainersPart = {
  readonly label: string;
  readonly containers: readonly Container[];
  readonly statuses: readonly Fields[];
  /** Two spaces inside a template. */
  readonly space: string;
  /** The pod whose fields the environment may name; undefined in a template. */
  readonly pod: Fields | undefined;
};

export function writeContainers(out: DescribeWriter, part: ContainersPart): void {
  const { label, containers, statuses, space, pod } = part;
  out.line(0, `${space}${label}:${containers.length === 0 ? " <none>" : ""}`);
  for (const container of containers) {
    const status = statuses.find(({ name }) => name === container.name);
    writeBasics(out, container, status, space);
    writeWords(out, "Command", container.command);
    writeWords(out, "Args", container.args);
    if (status !== undefined) writeState(out, status);
    writeResources(out, fieldsOf(container.resources), 2);
    for (const [title, field] of PROBES) {
      if (container[field] !== undefined) {
        out.line(2, `${title}:\t${probeText(fieldsOf(container[field]))}`);
      }
    }
    writeEnvironment(out, container, pod);
    writeMounts(out, container);
  }
}

const PROBES = [
  ["Liveness", "livenessProbe"],
  ["Readiness", "readinessProbe"],
  ["Startup", "startupProbe"],
] as const;

type Port = {
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly protocol?: string;
  readonly name?: string;
};

function writeBasics(
  out: DescribeWriter,
  container: Container,
  status: Fields | undefined,
  space: string,
): void {
  out.line(1, `${space === "" ? "" : " "}${container.name}:`);
  if (status !== undefined) out.line(2, `Container ID:\t${goValue(status.containerID ?? "")}`);
  out.line(2, `Image:\t${container.image ?? ""}`);
  if (status !== undefined) out.line(2, `Image ID:\t${goValue(status.imageID ?? "")}`);
  const ports = (container.ports ?? []) as readonly Port[];
  writePorts(out, "Port", ports, ({ containerPort }) => containerPort);
  writePorts(out, "Host Port", ports, ({ hostPort }) => hostPort ?? 0);
  const profile = fieldsOf(fieldsOf(container.securityContext).seccompProfile);
  if (profile.type !== undefined) out.line(2, `SeccompProfile:\t${goValue(profile.type)}`);
  if (profile.type === "Localhost") {
    out.line(3, `LocalhostProfile:\t${goValue(profile.localhostProfile)}`);
  }
}

function writePorts(
  out: DescribeWriter,
  title: string,
  ports: readonly Port[],
  number: (port: Port) => number,
): void {
  const texts = ports.map((port) => {
    const text = `${number(port)}/${port.protocol ?? ""}`;
    return port.name === undefined ? text : `${text} (${port.name})`;
  });
  if (texts.length > 1) out.line(2, `${title}s:\t${texts.join(", ")}`);
  else out.line(2, `${title}:\t${texts[0] ?? "<none>"}`);
}

function writeWords(out: DescribeWriter, title: string, words: unknown): void {
  if (!Array.isArray(words) || words.length === 0) return;
  out.line(2, `${title}:`);
  for (const word of words) for (const line of String(word).split("\n")) out.line(3, line);
}

export function writeResources(out: DescribeWriter, resources: Fields, level: number): void {
  for (const [title, field] of [
    ["Limits", "limits"],
    ["Requests", "requests"],
  ] as const) {
    const amounts = Object.entries(fieldsOf(resources[field])).sort(([a], [b]) => (a < b ? -1 : 1));
    if (amounts.length === 0) continue;
    out.line(level, `${title}:`);
    for (const [name, amount] of amounts) out.line(level + 1, `${name}:\t${goValue(amount)}`);
  }
}

function writeState(out: DescribeWriter, status: Fields): void {
  writeOneState(out, "State", fieldsOf(status.state));
  const last = fieldsOf(status.lastState);
  if (last.terminated !== undefined) writeOneState(out, "Last State", last);
  out.line(2, `Ready:\t${status.ready === true ? "True" : "False"}`);
  out.line(2, `Restart Count:\t${goValue(status.restartCount ?? 0)}`);
}

function writeOneState(out: DescribeWriter, title: string, state: Fields): void {
  if (state.running !== undefined) {
    out.line(2, `${title}:\tRunning`);
    out.line(3, `Started:\t${longTime(fieldsOf(state.running).startedAt)}`);
    return;
  }
  if (state.terminated === undefined) {
    const { reason } = fieldsOf(state.waiting);
    out.line(2, `${title}:\tWaiting`);
    if (reason !== undefined && reason !== "") out.line(3, `Reason:\t${goValue(reason)}`);
    return;
  }
  const { reason, message, exitCode, signal, startedAt, finishedAt } = fieldsOf(state.terminated);
  out.line(2, `${title}:\tTerminated`);
  if (reason !== undefined && reason !== "") out.line(3, `Reason:\t${goValue(reason)}`);
  if (message !== undefined && message !== "") out.line(3, `Message:\t${goValue(message)}`);
  out.line(3, `Exit Code:\t${goValue(exitCode ?? 0)}`);
  if (typeof signal === "number" && signal > 0) out.line(3, `Signal:\t${signal}`);
  out.line(3, `Started:\t${longTime(startedAt)}`);
  out.line(3, `Finished:\t${longTime(finishedAt)}`);
}

type Mount = {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly subPath?: string;
};

function writeMounts(out: DescribeWriter, container: Container): void {
  const mounts = [...((container.volumeMounts ?? []) as readonly Mount[])];
  const none = mounts.length === 0 ? "\t<none>" : "";
  out.line(2, `Mounts:${none}`);
  for (const mount of mounts.sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1))) {
    const path =
      mount.subPath === undefined || mount.subPath === ""
        ? ""
        : `,path=${JSON.stringify(mount.subPath)}`;
    const mode = mount.readOnly === true ? "ro" : "rw";
    out.line(3, `${mount.mountPath} from ${mount.name} (${mode}${path})`);
  }
  const devices = (container.volumeDevices ?? []) as readonly {
    readonly devicePath: string;
    readonly name: string;
  }[];
  if (devices.length === 0) return;
  out.line(2, `Devices:${none}`);
  for (const device of devices) out.line(3, `${device.devicePath} from ${device.name}`);
}
