/** All probes of one pod: begun when its volumes are there, ended with it. */
import type { NodeContext } from "./node-context.ts";
import type { PodRecord, ProbeResult } from "./pod-record.ts";
import { type ProbeType, ProbeWorker } from "./probe.ts";
import { isSidecar } from "./restart-rule.ts";

export class ProbeSet {
  readonly #node: NodeContext;
  readonly #record: PodRecord;
  readonly #onVerdict: (type: ProbeType, result: ProbeResult) => void;
  readonly #workers = new Map<string, ProbeWorker>();
  #begun = false;

  constructor(
    node: NodeContext,
    record: PodRecord,
    onVerdict: (type: ProbeType, result: ProbeResult) => void,
  ) {
    this.#node = node;
    this.#record = record;
    this.#onVerdict = onVerdict;
  }

  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const { containers, initContainers = [] } = this.#record.pod.spec;
    for (const container of [...initContainers.filter(isSidecar), ...containers]) {
      const { livenessProbe, readinessProbe, startupProbe } = container;
      const probes = { startup: startupProbe, readiness: readinessProbe, liveness: livenessProbe };
      for (const type of ["startup", "readiness", "liveness"] as const) {
        const spec = probes[type];
        if (spec === undefined) continue;
        const { name } = container;
        const worker = new ProbeWorker(
          this.#node,
          this.#record,
          container,
          type,
          spec,
          this.#onVerdict,
        );
        this.#workers.set(`${name}/${type}`, worker);
        worker.start();
      }
    }
  }

  /** Running containers that are not ready are asked at once whether they are. */
  hurry(): void {
    if (this.#workers.size === 0) return;
    for (const container of this.#record.status?.containerStatuses ?? []) this.#hurry(container);
    for (const container of this.#record.status?.initContainerStatuses ?? [])
      this.#hurry(container);
  }

  #hurry({
    name,
    ready,
    started,
    state,
  }: {
    name: string;
    ready: boolean;
    started?: boolean | undefined;
    state?: { running?: unknown } | undefined;
  }): void {
    if (ready || started !== true || state?.running === undefined) return;
    const worker = this.#workers.get(`${name}/readiness`);
    if (worker === undefined) return;
    this.#node.engine.after(0, this.#node.component, () => worker.start());
  }

  /** A pod that is going is not killed for its health. */
  stopJudging(): void {
    for (const worker of this.#workers.values()) if (worker.type !== "readiness") worker.stop();
  }

  stop(): void {
    for (const worker of this.#workers.values()) worker.stop();
    this.#workers.clear();
  }
}
