/**
 * One probe of one container: runs every period and turns results into verdicts by its thresholds.
 * https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 *
 * Not simulated: the three immediate retries of a probe that fails with an error, headers.
 */
import type { Container, Probe } from "../api/types.generated.ts";
import type { Timer } from "../engine/queue.ts";
import { type Running, runTask, type Task } from "../programs/index.ts";
import type { ContainerRun } from "./container-run.ts";
import { type Outcome, runExec, runGrpc, runHttp, runTcp } from "./handler.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord, ProbeResult } from "./pod-record.ts";
import { restartsAfter } from "./restart-rule.ts";

export type ProbeType = "liveness" | "readiness" | "startup";

const TITLE: Readonly<Record<ProbeType, string>> = {
  liveness: "Liveness",
  readiness: "Readiness",
  startup: "Startup",
};

const INITIAL: Readonly<Record<ProbeType, ProbeResult>> = {
  liveness: "success",
  readiness: "failure",
  startup: "unknown",
};

export class ProbeWorker {
  readonly type: ProbeType;
  readonly #node: NodeContext;
  readonly #record: PodRecord;
  readonly #container: Container;
  readonly #spec: Probe;
  readonly #onVerdict: (type: ProbeType, result: ProbeResult) => void;
  #timer: Timer | undefined;
  #running: Running | undefined;
  #runId = "";
  #lastResult: ProbeResult | undefined;
  #resultRun = 0;
  // A verdict that ends the container is not asked for again until the next one runs.
  #onHold = false;
  #stopped = false;

  constructor(
    node: NodeContext,
    record: PodRecord,
    container: Container,
    type: ProbeType,
    spec: Probe,
    onVerdict: (type: ProbeType, result: ProbeResult) => void,
  ) {
    this.#node = node;
    this.#record = record;
    this.#container = container;
    this.type = type;
    this.#spec = spec;
    this.#onVerdict = onVerdict;
  }

  /** Probes now, and from now on every period. */
  start(): void {
    if (this.#stopped || this.#running !== undefined) return;
    this.#timer?.cancel();
    this.#probe();
    this.#plan();
  }

  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
    this.#running?.stop();
    this.#running = undefined;
  }

  #plan(): void {
    if (this.#stopped) return;
    const { engine, component } = this.#node;
    const periodMs = (this.#spec.periodSeconds ?? 10) * 1000;
    const tick = () => {
      if (this.#stopped) return;
      if (this.#running === undefined) this.#probe();
      this.#plan();
    };
    this.#timer = engine.after(periodMs, component, tick, !this.#isUndecided());
  }

  // Whether the next probes may change something even if the container goes on as it does.
  #isUndecided(): boolean {
    const run = this.#record.seenRun(this.#container.name);
    if (run?.seen !== "running" || this.#onHold) return false;
    if (run.id !== this.#runId || this.#lastResult === undefined) return true;
    const verdict = this.#record.results[this.type].get(run.id);
    return this.#lastResult !== "unknown" && this.#lastResult !== verdict;
  }

  #probe(): void {
    const run = this.#record.seenRun(this.#container.name);
    if (run === undefined) return;
    const results = this.#record.results[this.type];
    if (run.id !== this.#runId) {
      results.delete(this.#runId);
      this.#runId = run.id;
      this.#onHold = false;
      this.#lastResult = undefined;
      this.#resultRun = 0;
      results.set(run.id, INITIAL[this.type]);
      this.#onVerdict(this.type, INITIAL[this.type]);
    }
    if (this.#onHold) return;
    if (run.seen === "exited") {
      if (results.get(run.id) !== "failure") {
        results.set(run.id, "failure");
        this.#onVerdict(this.type, "failure");
      }
      if (!restartsAfter(this.#container, this.#record.pod.spec, run.exitCode)) this.stop();
      return;
    }
    if (this.#record.pod.metadata.deletionTimestamp !== undefined && this.type !== "readiness") {
      results.set(run.id, "success");
      this.stop();
      return;
    }
    // A status tells the second of the start, which is what the delay counts from.
    const startedSecond = Math.floor(run.startedMs / 1000);
    const seconds = Math.floor(this.#node.engine.nowMs / 1000 - startedSecond);
    if (seconds < (this.#spec.initialDelaySeconds ?? 0)) return;
    if (this.#hasStarted(run) === (this.type === "startup")) return;
    this.#ask(run);
  }

  #hasStarted(run: ContainerRun): boolean {
    if (this.#container.startupProbe === undefined) return true;
    return this.#record.results.startup.get(run.id) === "success";
  }

  #ask(run: ContainerRun): void {
    const { engine, component } = this.#node;
    let answered = false;
    const running = runTask(engine, component, this.#outcome(run), (outcome) => {
      answered = true;
      this.#running = undefined;
      this.#judge(run, outcome);
    });
    if (!answered) this.#running = running;
  }

  #outcome(run: ContainerRun): Task<Outcome> {
    const { exec, grpc, httpGet, tcpSocket, timeoutSeconds = 1 } = this.#spec;
    const timeoutMs = timeoutSeconds * 1000;
    const { hostIp } = this.#node;
    const podIp =
      this.#record.pod.spec.hostNetwork === true ? hostIp : (this.#record.sandbox?.ip ?? "");
    if (exec !== undefined) return runExec(this.#node, run, exec.command ?? [], timeoutMs);
    if (httpGet !== undefined) return runHttp(this.#node, run.spec, podIp, httpGet, timeoutMs);
    if (tcpSocket !== undefined) return runTcp(this.#node, run.spec, podIp, tcpSocket, timeoutMs);
    return runGrpc(this.#node, podIp, grpc?.port ?? 0, timeoutMs);
  }

  #judge(run: ContainerRun, { output, result }: Outcome): void {
    if (this.#stopped || run.id !== this.#runId) return;
    if (result === "errored") {
      this.#tell(`${TITLE[this.type]} probe errored and resulted in unknown state: ${output}`);
      this.#lastResult ??= "unknown";
      return;
    }
    if (result === "failure") this.#tell(`${TITLE[this.type]} probe failed: ${output}`);
    this.#resultRun = this.#lastResult === result ? this.#resultRun + 1 : 1;
    this.#lastResult = result;
    const { failureThreshold = 3, successThreshold = 1 } = this.#spec;
    if (this.#resultRun < (result === "failure" ? failureThreshold : successThreshold)) return;
    if ((this.type === "liveness" && result === "failure") || this.type === "startup") {
      this.#onHold = true;
      this.#resultRun = 0;
    }
    const results = this.#record.results[this.type];
    if (results.get(run.id) === result) return;
    results.set(run.id, result);
    this.#onVerdict(this.type, result);
  }

  #tell(message: string): void {
    const fieldPath = this.#record.fieldPathOf(this.#container.name);
    this.#node.event({ ...this.#record.pod, fieldPath }, "Warning", "Unhealthy", message);
  }
}
