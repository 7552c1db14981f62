/** Steps that bring faults upon a cluster and take them away; all have ended when a run does. */
import type { Fault } from "../faults/index.ts";
import { pick, type Scene, type Step } from "./step.ts";

/** Beside silent kubelets, which have a step of their own. */
function possibleFaults(scene: Scene): readonly Fault[] {
  const { cluster } = scene;
  const node = pick(scene, ["node01", "node02"]) ?? "node01";
  const pod = pick(scene, cluster.list("Pod"))?.metadata;
  const killed: readonly Fault[] =
    pod === undefined
      ? []
      : [{ fault: "process-killed", pod: `${pod.namespace ?? "default"}/${pod.name}` }];
  return [
    { fault: "component-stopped", component: "kube-scheduler" },
    { fault: "component-stopped", component: "kube-controller-manager" },
    { fault: "component-stopped", component: "kube-proxy", node },
    { fault: "component-stopped", component: "coredns" },
    { fault: "node-slow", node },
    { fault: "registry-down" },
    { fault: "disk-full", node },
    { fault: "watch-slow", component: "kube-controller-manager" },
    { fault: "watch-slow", component: "kube-scheduler" },
    { fault: "watch-slow", component: "kubelet", node },
    ...killed,
  ];
}

export const strike: Step = (scene) => {
  const fault = pick(scene, possibleFaults(scene));
  if (fault === undefined) return;
  scene.cluster.inject(fault);
  scene.faults.push(fault);
};

export const relieve: Step = ({ cluster, faults }) => {
  const fault = faults.shift();
  if (fault !== undefined) cluster.recover(fault);
};

/** Everything is in order again, apart from nodes whose kubelets stay silent. */
export function relieveAll(scene: Scene): void {
  while (scene.faults.length > 0) relieve(scene);
}
