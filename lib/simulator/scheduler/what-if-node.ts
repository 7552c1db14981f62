/** A node as it would be with other pods on it, for preemption and for nominated pods. */
import type { Node, Pod } from "../api/types.generated.ts";
import { addInto, requestsOf, takeFrom } from "./resource.ts";
import type { NodeInfo } from "./snapshot.ts";

export class WhatIfNode implements NodeInfo {
  readonly node: Node;
  readonly allocatable: NodeInfo["allocatable"];
  readonly requested: Record<string, number>;
  readonly requestedNonZero: Record<string, number>;
  #pods: readonly Pod[];

  constructor(info: NodeInfo) {
    this.node = info.node;
    this.allocatable = info.allocatable;
    this.requested = { ...info.requested };
    this.requestedNonZero = { ...info.requestedNonZero };
    this.#pods = info.pods;
  }

  get pods(): readonly Pod[] {
    return this.#pods;
  }

  get podCount(): number {
    return this.#pods.length;
  }

  add(pod: Pod): void {
    const { exact, nonZero } = requestsOf(pod);
    addInto(this.requested, exact);
    addInto(this.requestedNonZero, nonZero);
    this.#pods = [...this.#pods, pod];
  }

  remove(pod: Pod): void {
    const { exact, nonZero } = requestsOf(pod);
    takeFrom(this.requested, exact);
    takeFrom(this.requestedNonZero, nonZero);
    this.#pods = this.#pods.filter((other) => other !== pod);
  }
}
