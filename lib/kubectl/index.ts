/** kubectl over a simulated cluster: words in, text and exit code out. */
export type { KubectlIo, KubectlResult } from "./command/io.ts";
export { type Completions, completeKubectl } from "./complete.ts";
export { createKubeconfig, type KubeContext, Kubeconfig } from "./kubeconfig.ts";
export { runKubectl } from "./run.ts";
