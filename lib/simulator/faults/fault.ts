/**
 * What can go wrong with a cluster, as plain data: scenario files declare it, random runs draw it,
 * and it is an input of a run like any request.
 */

/** Programs that can be stopped and started again; of the last two there is one on every node. */
export type StoppableComponent =
  | "kube-apiserver"
  | "kube-scheduler"
  | "kube-controller-manager"
  | "coredns"
  | "kubelet"
  | "kube-proxy";

export type Fault =
  /** Without `node`, that of every node. */
  | {
      readonly fault: "component-stopped";
      readonly component: StoppableComponent;
      readonly node?: string;
    }
  | { readonly fault: "node-lost"; readonly node: string }
  | { readonly fault: "node-slow"; readonly node: string; readonly factor?: number }
  | { readonly fault: "zone-lost"; readonly zone: string }
  | { readonly fault: "disk-full"; readonly node: string }
  | { readonly fault: "memory-pressure"; readonly node: string }
  /** `docker.io`; every registry when left out. */
  | { readonly fault: "registry-down"; readonly registry?: string }
  | {
      readonly fault: "certificate-expired";
      readonly of: "kubelet" | "kube-apiserver";
      readonly node?: string;
    }
  | {
      readonly fault: "watch-slow";
      readonly component: "kube-scheduler" | "kube-controller-manager" | "kubelet";
      readonly node?: string;
      readonly factor?: number;
    }
  /** `default/backup` */
  | { readonly fault: "cron-tick-twice"; readonly cronJob: string }
  /** `default/web`; the first container when left out. */
  | { readonly fault: "process-killed"; readonly pod: string; readonly container?: string };

export type FaultName = Fault["fault"];

export type FaultOf<Name extends FaultName> = Extract<Fault, { readonly fault: Name }>;
