/** kubectl over a simulated cluster: words in, text and exit code out. */
export type { KubectlIo, KubectlResult } from "./command/io.ts";
export { type KubeContext, Kubeconfig, createKubeconfig } from "./kubeconfig.ts";
export { runKubectl } from "./run.ts";
