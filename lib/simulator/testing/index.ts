/** Builders for tests of the simulator and of what stands on it. */

export { aNode, aWaitingPod, decisionOn } from "./a-decision.ts";
export { aDeployment } from "./a-deployment.ts";
export { aKubelet, type KubeletBench, type KubeletWords } from "./a-kubelet.ts";
export { aPod, type PodWords } from "./a-pod.ts";
export { aService } from "./a-service.ts";
export { applyTo } from "./apply-to.ts";
export { securityObjects } from "./security-objects.ts";
export { someStorage } from "./some-storage.ts";
