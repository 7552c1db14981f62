/**
 * What a node's kubelet is told in its configuration file, by the names that it has there. What is
 * left out is the kubelet's default.
 * https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 */

export type KubeletConfig = {
  /** Signal → amount or share: `memory.available: 100Mi`, `nodefs.available: 10%`. */
  readonly evictionHard?: Readonly<Record<string, string>>;
  readonly evictionPressureTransitionPeriod?: string;
  readonly imageGCHighThresholdPercent?: number;
  readonly imageGCLowThresholdPercent?: number;
  readonly imageMinimumGCAge?: string;
  /** `0s`: images are not removed for their age. */
  readonly imageMaximumGCAge?: string;
  /** `0s`: a shutdown of the node takes no notice of its pods. */
  readonly shutdownGracePeriod?: string;
  readonly shutdownGracePeriodCriticalPods?: string;
};

export const DEFAULT_CONFIG: Required<KubeletConfig> = {
  evictionHard: {
    "memory.available": "100Mi",
    "nodefs.available": "10%",
    "nodefs.inodesFree": "5%",
    "imagefs.available": "15%",
    "imagefs.inodesFree": "5%",
  },
  evictionPressureTransitionPeriod: "5m",
  imageGCHighThresholdPercent: 85,
  imageGCLowThresholdPercent: 80,
  imageMinimumGCAge: "2m",
  imageMaximumGCAge: "0s",
  shutdownGracePeriod: "0s",
  shutdownGracePeriodCriticalPods: "0s",
};

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** `1m30s` in milliseconds. */
export function periodMs(text: string): number {
  let ms = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    ms += Number(number) * (UNIT_MS[unit ?? ""] ?? 0);
  }
  return ms;
}
