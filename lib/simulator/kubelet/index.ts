/** Kubelets: bound pods become running containers, and their ends become statuses. */
export type { KubeletConfig } from "./kubelet-config.ts";
export { type Kubelets, runKubelets } from "./kubelets.ts";
