/** How far a rollout has come, in kubectl's words, for each kind of workload. */
import type { KubeObject } from "#lib/simulator";
import { KubectlError } from "../../command/error.ts";

export type RolloutState = { readonly text: string; readonly done: boolean };

type Spec = {
  readonly replicas?: number;
  readonly updateStrategy?: {
    readonly type?: string;
    readonly rollingUpdate?: { readonly partition?: number };
  };
};

type Status = {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly availableReplicas?: number;
  readonly readyReplicas?: number;
  readonly currentRevision?: string;
  readonly updateRevision?: string;
  readonly updatedNumberScheduled?: number;
  readonly desiredNumberScheduled?: number;
  readonly numberAvailable?: number;
  readonly conditions?: readonly { readonly type: string; readonly reason?: string }[];
};

const OBSERVING: RolloutState = {
  text: "Waiting for deployment spec update to be observed...",
  done: false,
};

export function rolloutState(object: KubeObject): RolloutState {
  const name = object.metadata.name;
  const spec = (object.spec ?? {}) as Spec;
  const status = (object.status ?? {}) as Status;
  const observed = (object.metadata.generation ?? 0) <= (status.observedGeneration ?? 0);
  switch (object.kind) {
    case "Deployment":
      return observed ? deploymentState(name, spec, status) : OBSERVING;
    case "DaemonSet":
      return daemonSetState(name, spec, status, observed);
    case "StatefulSet":
      return statefulSetState(spec, status, observed);
    default:
      throw new KubectlError(`no status viewer has been implemented for ${object.kind}`);
  }
}

function waiting(text: string): RolloutState {
  return { text, done: false };
}

function deploymentState(name: string, spec: Spec, status: Status): RolloutState {
  const progressing = status.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded") {
    throw new KubectlError(`deployment "${name}" exceeded its progress deadline`);
  }
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  const rollout = `Waiting for deployment "${name}" rollout to finish:`;
  const wanted = spec.replicas ?? 1;
  if (updatedReplicas < wanted) {
    return waiting(
      `${rollout} ${updatedReplicas} out of ${wanted} new replicas have been updated...`,
    );
  }
  if (replicas > updatedReplicas) {
    const old = replicas - updatedReplicas;
    return waiting(`${rollout} ${old} old replicas are pending termination...`);
  }
  if (availableReplicas < updatedReplicas) {
    return waiting(
      `${rollout} ${availableReplicas} of ${updatedReplicas} updated replicas are available...`,
    );
  }
  return { text: `deployment "${name}" successfully rolled out`, done: true };
}

function requireRollingUpdate(spec: Spec): void {
  if ((spec.updateStrategy?.type ?? "RollingUpdate") === "RollingUpdate") return;
  throw new KubectlError("rollout status is only available for RollingUpdate strategy type");
}

function daemonSetState(name: string, spec: Spec, status: Status, observed: boolean): RolloutState {
  requireRollingUpdate(spec);
  if (!observed) return waiting("Waiting for daemon set spec update to be observed...");
  const { updatedNumberScheduled = 0, desiredNumberScheduled = 0, numberAvailable = 0 } = status;
  const rollout = `Waiting for daemon set "${name}" rollout to finish:`;
  if (updatedNumberScheduled < desiredNumberScheduled) {
    return waiting(
      `${rollout} ${updatedNumberScheduled} out of ${desiredNumberScheduled} new pods have been updated...`,
    );
  }
  if (numberAvailable < desiredNumberScheduled) {
    return waiting(
      `${rollout} ${numberAvailable} of ${desiredNumberScheduled} updated pods are available...`,
    );
  }
  return { text: `daemon set "${name}" successfully rolled out`, done: true };
}

function statefulSetState(spec: Spec, status: Status, observed: boolean): RolloutState {
  requireRollingUpdate(spec);
  if (status.observedGeneration === undefined || !observed) {
    return waiting("Waiting for statefulset spec update to be observed...");
  }
  const wanted = spec.replicas ?? 1;
  const { readyReplicas = 0, updatedReplicas = 0 } = status;
  if (readyReplicas < wanted) {
    return waiting(`Waiting for ${wanted - readyReplicas} pods to be ready...`);
  }
  const partition = spec.updateStrategy?.rollingUpdate?.partition;
  if (partition !== undefined) {
    if (updatedReplicas < wanted - partition) {
      return waiting(
        `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ` +
          `${wanted - partition} new pods have been updated...`,
      );
    }
    const text = `partitioned roll out complete: ${updatedReplicas} new pods have been updated...`;
    return { text, done: true };
  }
  if (status.updateRevision !== status.currentRevision) {
    return waiting(
      `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ` +
        `${status.updateRevision ?? ""}...`,
    );
  }
  const revision = status.currentRevision ?? "";
  return {
    text: `statefulset rolling update complete ${status.replicas ?? 0} pods at revision ${revision}...`,
    done: true,
  };
}
