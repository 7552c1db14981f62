/** Kubelets: bound pods become running containers, and their ends become statuses. */
export { type KubeletOptions, type Kubelets, runKubelets } from "./kubelets.ts";
export type { LogOptions, NodeAgents } from "./node-agent.ts";
export type { Dialled, Listener } from "./node-context.ts";
