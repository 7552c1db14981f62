/** One run of a container on a node: from its creation to its end, with its log. */
import type { Container, ResourceRequirements } from "../api/types.generated.ts";
import {
  type Image,
  type Machine,
  type MainProcess,
  MemoryUse,
  type User,
} from "../programs/index.ts";

const LINES_MAX = 20_000;

export type LogLine = { readonly atMs: number; readonly text: string; readonly ended: boolean };

/** What a container printed; a long log forgets its beginning, as rotated files do. */
export class ContainerLog {
  #lines: LogLine[] = [];
  readonly #parts = { stdout: "", stderr: "" };

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  write(stream: "stdout" | "stderr", text: string, atMs: number): void {
    const whole = this.#parts[stream] + text;
    const pieces = whole.split("\n");
    this.#parts[stream] = pieces.pop() ?? "";
    for (const piece of pieces) this.#lines.push({ atMs, text: piece, ended: true });
    if (this.#lines.length > LINES_MAX) this.#lines = this.#lines.slice(LINES_MAX / 2);
  }

  /** Takes over what was printed without a line's end. */
  close(atMs: number): void {
    for (const stream of ["stdout", "stderr"] as const) {
      if (this.#parts[stream] === "") continue;
      this.#lines.push({ atMs, text: this.#parts[stream], ended: false });
      this.#parts[stream] = "";
    }
  }
}

export type RunState = "running" | "exited";

export class ContainerRun {
  readonly id: string;
  readonly name: string;
  /** How often the container was started before. */
  readonly attempt: number;
  readonly spec: Container;
  readonly image: Image;
  readonly user: User;
  /** What it has now; its spec tells what it was started with. */
  resources: ResourceRequirements;
  readonly log = new ContainerLog();
  readonly startedMs: number;
  state: RunState = "running";
  /** The state at the kubelet's last look; undefined before it saw the container. */
  seen: RunState | undefined;
  finishedMs = 0;
  exitCode = 0;
  reason = "";
  message: string | undefined;
  readonly memory = new MemoryUse();
  machine: Machine | undefined;
  process: MainProcess | undefined;
  /** Called when the container ends. */
  onEnd: (() => void)[] = [];

  constructor(
    init: Pick<ContainerRun, "id" | "name" | "attempt" | "spec" | "image" | "user" | "startedMs">,
  ) {
    this.id = init.id;
    this.name = init.name;
    this.attempt = init.attempt;
    this.spec = init.spec;
    this.resources = init.spec.resources ?? {};
    this.image = init.image;
    this.user = init.user;
    this.startedMs = init.startedMs;
  }

  /** The kernel ends all of its processes. */
  outOfMemory(atMs: number): void {
    this.end(atMs, 137, "OOMKilled");
    this.process?.kill();
  }

  end(atMs: number, exitCode: number, reason: string): void {
    if (this.state === "exited") return;
    this.state = "exited";
    this.finishedMs = atMs;
    this.exitCode = exitCode;
    this.reason = reason;
    this.log.close(atMs);
    const waiting = this.onEnd;
    this.onEnd = [];
    for (const wake of waiting) wake();
  }
}
