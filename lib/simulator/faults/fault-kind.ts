/** The contract of a fault: how it begins, how it ends, and on what of a cluster it acts. */
import type { Store } from "../apiserver/store/store.ts";
import type { ControllerManager } from "../controller-manager/manager.ts";
import type { Engine } from "../engine/engine.ts";
import type { Kubelets } from "../kubelet/index.ts";
import type { Network } from "../network/index.ts";
import type { Scheduler } from "../scheduler/scheduler.ts";
import type { FaultName, FaultOf } from "./fault.ts";

export type FaultSite = {
  readonly engine: Engine;
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly controllerManager: ControllerManager;
  readonly kubelets: Kubelets;
  readonly network: Network;
  /** What clients see instead of an answer, at a moment; they are answered again without it. */
  readonly cutOffClients: (why: ((nowMs: number) => string) | undefined) => void;
};

export type FaultKind<Name extends FaultName> = {
  readonly fault: Name;
  /** In one line, for the timeline. */
  readonly describe: (fault: FaultOf<Name>) => string;
  readonly begin: (fault: FaultOf<Name>, site: FaultSite) => void;
  /** Left out where there is nothing to take back: it happens at one moment. */
  readonly end?: (fault: FaultOf<Name>, site: FaultSite) => void;
};

/** The nodes that a fault names: one, or all. */
export function nodesOf({ store }: FaultSite, node: string | undefined): readonly string[] {
  if (node !== undefined) return [node];
  return store.list("Node").map(({ metadata }) => metadata.name);
}
