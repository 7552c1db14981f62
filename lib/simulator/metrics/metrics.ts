/**
 * What pods use and what else is measured: scripted, since nothing here computes. A cluster without
 * a metrics server answers nothing, as one that was made by kubeadm alone.
 */
import type { Pod } from "../api/types.generated.ts";

/** CPU in millicores, memory in bytes. */
export type Usage = { readonly cpu: number; readonly memory: number };

export type UsageScript = (pod: Pod, nowMs: number) => Usage | undefined;

/** A metric that is no pod's CPU or memory; in thousandths, as autoscalers count. */
export type MetricScript = (name: string, nowMs: number, pod?: Pod) => number | undefined;

export class Metrics {
  #usage: UsageScript | undefined;
  #onServed: () => void = () => {};
  #custom: MetricScript | undefined;
  #external: MetricScript | undefined;

  /** Starts a metrics server that tells this; undefined stops it. */
  scriptUsage(script: UsageScript | undefined): void {
    this.#usage = script;
    this.#onServed();
  }

  /** `act` runs when the metrics server comes and goes. */
  onServed(act: () => void): void {
    this.#onServed = act;
  }

  /** Metrics of pods and of objects. */
  scriptCustom(script: MetricScript | undefined): void {
    this.#custom = script;
  }

  scriptExternal(script: MetricScript | undefined): void {
    this.#external = script;
  }

  get isServed(): boolean {
    return this.#usage !== undefined;
  }

  get hasCustom(): boolean {
    return this.#custom !== undefined;
  }

  get hasExternal(): boolean {
    return this.#external !== undefined;
  }

  usageOf(pod: Pod, nowMs: number): Usage | undefined {
    return this.#usage?.(pod, nowMs);
  }

  custom(name: string, nowMs: number, pod?: Pod): number | undefined {
    return this.#custom?.(name, nowMs, pod);
  }

  external(name: string, nowMs: number): number | undefined {
    return this.#external?.(name, nowMs);
  }
}
