/**
 * A program of the cluster is stopped; what it would have done waits until it is started again.
 * https://kubernetes.io/docs/concepts/overview/components/
 */
import type { StoppableComponent } from "./fault.ts";
import { type FaultKind, type FaultSite, nodesOf } from "./fault-kind.ts";

const API_SERVER = "172.30.1.2:6443";

type Switch = (site: FaultSite, node: string | undefined, isOn: boolean) => void;

const SWITCHES: Readonly<Record<StoppableComponent, Switch>> = {
  // Nobody gets anywhere without it: all others stand still too.
  "kube-apiserver": (site, _, isOn) => {
    const refused = `The connection to the server ${API_SERVER} was refused - did you specify the right host or port?`;
    site.cutOffClients(isOn ? undefined : () => refused);
    switchControlPlane(site, isOn);
  },
  "kube-scheduler": ({ scheduler }, _, isOn) => turn(scheduler, isOn),
  "kube-controller-manager": ({ controllerManager }, _, isOn) => turn(controllerManager, isOn),
  coredns: ({ network }, _, isOn) => network.setNameService(isOn),
  kubelet: (site, node, isOn) => {
    for (const name of nodesOf(site, node)) {
      if (isOn) site.kubelets.start(name);
      else site.kubelets.stop(name, "process");
    }
  },
  "kube-proxy": (site, node, isOn) => {
    for (const name of nodesOf(site, node)) site.network.setProxy(name, isOn);
  },
};

type Stoppable = { readonly start: () => void; readonly stop: () => void };

function turn(component: Stoppable, isOn: boolean): void {
  if (isOn) component.start();
  else component.stop();
}

/** Everything that lives from the API server, kubelets included. */
export function switchControlPlane(site: FaultSite, isOn: boolean): void {
  turn(site.scheduler, isOn);
  turn(site.controllerManager, isOn);
  for (const node of nodesOf(site, undefined)) {
    if (isOn) site.kubelets.start(node);
    else site.kubelets.stop(node, "connection");
  }
}

export const componentStopped: FaultKind<"component-stopped"> = {
  fault: "component-stopped",
  describe: ({ component, node }) =>
    `${component} is stopped${node === undefined ? "" : ` on ${node}`}`,
  begin: ({ component, node }, site) => SWITCHES[component](site, node, false),
  end: ({ component, node }, site) => SWITCHES[component](site, node, true),
};
